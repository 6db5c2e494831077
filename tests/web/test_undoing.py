"""The pages on which the last step of a case is undone."""

from collections.abc import Callable

import pytest
import team
from flask.testing import FlaskClient
from robot import Robot
from team import FATIMA, GUSTAV

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
MODEL = team.user("ut_skriv") + team.user("ut_las", 'rals:send-back="ut_skriv"')


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return team.settle(engine, client, MODEL + team.flows("se", "ut_skriv", "ut_las", "end"))


def handed_in(robot: Robot, browse: Browse) -> tuple[str, str]:
    """Let the one write, and return the pages of what is done and what is next."""
    case = team.start(robot)
    written = f"/uppgifter/{team.tasks(robot, case)['ut_skriv']['id']}"
    answer = browse(FATIMA).post(written, data={"_action": "complete", **team.ANSWERS})
    assert answer.status_code == 303, answer.text
    return written, f"/uppgifter/{team.tasks(robot, case)['ut_las']['id']}"


def test_who_handed_in_takes_it_back_on_the_page(robot: Robot, browse: Browse) -> None:
    written, _ = handed_in(robot, browse)
    client = browse(FATIMA)
    assert "Ta tillbaka det du lämnade in" in client.get(written).text
    assert "Ta tillbaka det du lämnade in" not in browse(GUSTAV).get(written).text

    assert client.post(written, data={"_action": "recall"}).location == written

    shown = client.get(written).text
    assert "Uppgiften är öppen igen" in shown
    assert f"{team.ANSWERS['underlag']}</textarea>" in shown


def test_what_can_be_taken_back_is_so_beside_the_message_of_its_receipt(robot: Robot, browse: Browse) -> None:
    case = team.start(robot)
    tasks = team.tasks(robot, case)
    written, client = f"/uppgifter/{tasks['ut_skriv']['id']}", browse(FATIMA)

    onward = client.post(written, data={"_action": "complete", **team.ANSWERS}).location
    shown = client.get(onward).text

    assert (
        f'<form method="post" action="{written}"><button class="btn small" name="_action" value="recall">'
        in shown
    )
    assert 'value="recall"' not in client.get(onward).text
    assert client.post(written, data={"_action": "recall"}).location == written
    assert "Uppgiften är öppen igen" in client.get(written).text


def test_what_cannot_be_taken_back_is_not_offered_so(
    engine: Engine, client: FlaskClient, browse: Browse
) -> None:
    told = (
        '<serviceTask id="st_informera" name="Informera" rals:praxis="true" rals:connector="send_information"><extensionElements>'
        '<rals:parameter name="roles" value="[&quot;forvaltningsledning&quot;]"/>'
        '<rals:parameter name="subject" value="&quot;Klart&quot;"/><rals:parameter name="text" value="&quot;Klart&quot;"/>'
        "</extensionElements></serviceTask>"
    )
    way = team.flows("se", "ut_skriv", "st_informera", "ut_las", "end")
    robot = team.settle(engine, client, team.user("ut_skriv") + told + team.user("ut_las") + way)
    written, _ = handed_in(robot, browse)

    reader = browse(FATIMA)

    assert "Ta tillbaka" not in reader.get(written).text


def test_too_late_is_said_so(robot: Robot, browse: Browse) -> None:
    written, reading = handed_in(robot, browse)
    browse(GUSTAV).post(reading, data={"_action": "claim"})

    refused = browse(FATIMA).post(written, data={"_action": "recall"})

    assert refused.status_code == 409
    assert "Någon har börjat med nästa uppgift" in refused.text


def test_who_reads_sends_back_with_a_reason_that_the_writer_sees(robot: Robot, browse: Browse) -> None:
    written, reading = handed_in(robot, browse)
    client = browse(GUSTAV)
    assert f'href="{reading}/tillbaka"' in client.get(reading).text
    assert client.post(f"{reading}/tillbaka", data={"_action": "do", "skal": ""}).status_code == 422

    sent = client.post(f"{reading}/tillbaka", data={"_action": "do", "skal": "Det saknas en bild."})

    assert sent.status_code == 303
    assert "skickade tillbaka Skriv: Det saknas en bild." in client.get(sent.location).text
    writer = browse(FATIMA)
    shown = writer.get(written).text
    assert "Gustav Lindholm skickade tillbaka uppgiften" in shown
    assert "<q>Det saknas en bild.</q>" in shown
    assert f"{team.ANSWERS['underlag']}</textarea>" in shown
    assert "Tillbaka från Gustav Lindholm" in writer.get("/inkorg").text
