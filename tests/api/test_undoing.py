"""What was handed in last is taken back or sent back, as long as nothing else has come of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import demo
import pytest
import team
from flask.testing import FlaskClient
from robot import Robot
from team import FATIMA, GUSTAV, flows, send, user

from api.app import create_app
from engine.door import Engine

READ = user("ut_las", 'rals:send-back="ut_skriv"')
LINE = user("ut_skriv") + READ + flows("se", "ut_skriv", "ut_las", "end")
BOTH_WAYS = (
    '<parallelGateway id="gw"/><parallelGateway id="gw2"/>'
    + user("ut_skriv")
    + user("ut_rita")
    + user("ut_las", 'rals:send-back="ut_skriv ut_rita"')
    + flows("se", "gw", "ut_skriv", "gw2", "ut_las", "end")
    + flows("gw", "ut_rita", "gw2")
)
TEAM_ROLE = 'rals:role="forvaltningsledning" rals:praxis="true"'


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return team.settle(engine, client, LINE)


@pytest.fixture
def case(robot: Robot) -> str:
    return team.start(robot)


def opened(robot: Robot, case: str, element: str) -> str:
    return f"/tasks/{team.tasks(robot, case)[element]['id']}"


def hand_in(robot: Robot, path: str, who: str = FATIMA) -> None:
    done = send(robot, who, f"{path}/complete", {"answers": team.ANSWERS})
    assert done.status_code == 200, done.json


def recall(robot: Robot, path: str, who: str = FATIMA) -> Any:
    return send(robot, who, f"{path}/recall")


def send_back(robot: Robot, path: str, reason: str = "Det saknas en bild.", who: str = GUSTAV) -> Any:
    return send(robot, who, f"{path}/send-back", {"reason": reason})


def test_what_is_recalled_is_open_with_its_answers_and_the_trail_keeps_both(robot: Robot, case: str) -> None:
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)
    assert robot.get(written, FATIMA)["may_recall"] is True

    back = recall(robot, written)

    assert (back.status_code, back.json["state"], back.json["draft"]) == (200, "open", team.ANSWERS)
    assert list(team.tasks(robot, case)) == ["ut_skriv"]
    kinds = [one["kind"] for one in team.trail(robot, case)]
    assert (kinds.count("task-completed"), kinds.count("task-recalled")) == (1, 1)
    assert recall(robot, written).status_code == 409
    # The case goes on from there as if nothing had been.
    for element in ("ut_skriv", "ut_las"):
        hand_in(robot, opened(robot, case, element))
    assert robot.get(f"/cases/{case}", FATIMA)["state"] == "ended"


def test_the_steps_of_a_case_do_not_count_what_was_recalled(robot: Robot, case: str) -> None:
    def states() -> dict[str, str]:
        return {one["element_id"]: one["state"] for one in robot.get(f"/cases/{case}/steps", FATIMA)["items"]}

    written = opened(robot, case, "ut_skriv")
    before = states()
    hand_in(robot, written)
    assert states() != before
    recall(robot, written)
    assert states() == before


@pytest.mark.parametrize(
    ("way", "body", "method"),
    [("claim", None, "POST"), ("draft", {"answers": {}}, "PUT"), ("follow-up", {"on": "2099-01-01"}, "PUT")],
)
def test_what_the_next_has_begun_with_is_not_recalled(
    robot: Robot, case: str, way: str, body: Any, method: str
) -> None:
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)
    assert send(robot, GUSTAV, f"{opened(robot, case, 'ut_las')}/{way}", body, method).status_code == 200

    refused = recall(robot, written)

    assert refused.status_code == 409
    assert "Någon har börjat med nästa uppgift, ”Las”" in refused.json["detail"]


def test_only_who_handed_in_recalls(robot: Robot, case: str) -> None:
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)

    for who in (GUSTAV, "hanna-virtanen", "stefan-aberg", "olga-ivanova"):
        assert recall(robot, written, who).status_code == 403
    assert list(team.tasks(robot, case)) == ["ut_las"]


def test_what_ended_the_case_is_not_recalled(robot: Robot, case: str) -> None:
    hand_in(robot, opened(robot, case, "ut_skriv"))
    last = opened(robot, case, "ut_las")
    hand_in(robot, last)

    assert recall(robot, last).status_code == 409


def test_a_branch_that_has_moved_since_is_not_lost(engine: Engine, client: FlaskClient) -> None:
    robot = team.settle(engine, client, BOTH_WAYS)
    case = team.start(robot)
    first, second = opened(robot, case, "ut_skriv"), opened(robot, case, "ut_rita")
    hand_in(robot, first)
    hand_in(robot, second, GUSTAV)

    assert recall(robot, first).status_code == 409
    assert recall(robot, second, GUSTAV).status_code == 200
    assert list(team.tasks(robot, case)) == ["ut_rita"]


def test_a_timer_that_has_fired_since_is_not_undone(engine: Engine, client: FlaskClient) -> None:
    timer = (
        '<boundaryEvent id="tm" attachedToRef="ut_las" cancelActivity="false" name="Efter en vecka"><timerEventDefinition>'
        "<timeDuration>duration(&quot;P7D&quot;)</timeDuration></timerEventDefinition></boundaryEvent>"
    )
    body = LINE + timer + user("ut_paminn") + '<endEvent id="end2"/>' + flows("tm", "ut_paminn", "end2")
    robot = team.settle(engine, client, body)
    case = team.start(robot)
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)
    robot.advance("P8D")
    demo.wake(engine)
    assert set(team.tasks(robot, case)) == {"ut_las", "ut_paminn"}

    assert recall(robot, written).status_code == 409
    assert send_back(robot, opened(robot, case, "ut_las")).status_code == 409


def test_what_a_connector_has_done_is_not_undone(engine: Engine, client: FlaskClient) -> None:
    told = (
        '<serviceTask id="st_informera" name="Informera" rals:praxis="true" rals:connector="send_information"><extensionElements>'
        '<rals:parameter name="roles" value="[&quot;forvaltningsledning&quot;]"/>'
        '<rals:parameter name="subject" value="&quot;Klart&quot;"/><rals:parameter name="text" value="&quot;Klart&quot;"/>'
        "</extensionElements></serviceTask>"
    )
    body = user("ut_skriv") + told + user("ut_las") + flows("se", "ut_skriv", "st_informera", "ut_las", "end")
    robot = team.settle(engine, client, body)
    case = team.start(robot)
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)

    refused = recall(robot, written)

    assert refused.status_code == 409
    assert "”Informera”" in refused.json["detail"]


def test_a_decision_is_not_recalled(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    task, answers = demo.first_task(robot)
    assert send(robot, "maria-lindqvist", f"/tasks/{task}/complete", {"answers": answers}).status_code == 200

    refused = recall(robot, f"/tasks/{task}", "maria-lindqvist")

    assert refused.status_code == 409
    assert "Ett beslut går inte att ta tillbaka" in refused.json["detail"]
    assert robot.get(f"/tasks/{task}", "maria-lindqvist")["may_recall"] is False


def test_a_task_is_sent_back_with_a_reason_to_who_wrote(robot: Robot, case: str) -> None:
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)
    reading = opened(robot, case, "ut_las")
    assert send(robot, GUSTAV, f"{reading}/claim").json["may_send_back"] is True
    assert send_back(robot, reading, " ").status_code == 422
    assert send_back(robot, reading, who=FATIMA).status_code == 409
    assert send_back(robot, reading, who="hanna-virtanen").status_code == 403

    assert send_back(robot, reading).status_code == 204

    back = robot.get(written, FATIMA)
    assert (back["state"], back["draft"]) == ("open", team.ANSWERS)
    assert (back["returned"]["by"], back["returned"]["reason"]) == ("Gustav Lindholm", "Det saknas en bild.")
    assert robot.get(reading, FATIMA)["state"] == "cancelled"
    assert send_back(robot, reading).status_code == 409
    (line,) = [one for one in team.trail(robot, case) if one["kind"] == "task-sent-back"]
    assert (line["person"], line["element_id"]) == ("Gustav Lindholm", "ut_skriv")
    hand_in(robot, written)
    assert robot.get(written, FATIMA)["draft"] == team.ANSWERS
    hand_in(robot, opened(robot, case, "ut_las"), GUSTAV)


def test_a_task_goes_back_only_to_what_led_to_it(engine: Engine, client: FlaskClient) -> None:
    robot = team.settle(engine, client, BOTH_WAYS)
    case = team.start(robot)
    hand_in(robot, opened(robot, case, "ut_skriv"))
    hand_in(robot, opened(robot, case, "ut_rita"))
    assert send_back(robot, opened(robot, case, "ut_las")).status_code == 204
    assert list(team.tasks(robot, case)) == ["ut_rita"]
    # The model says nothing of sending this one back.
    refused = send_back(robot, opened(robot, case, "ut_rita"))
    assert refused.status_code == 409
    assert "Modellen säger inte" in refused.json["detail"]


def test_to_recall_and_to_begin_at_the_same_moment_is_one_or_the_other(
    engine: Engine, robot: Robot, case: str
) -> None:
    written = opened(robot, case, "ut_skriv")
    hand_in(robot, written)
    reading, app, together = opened(robot, case, "ut_las"), create_app(engine), Barrier(8)

    def act(number: int) -> tuple[str, int]:
        who, path = (FATIMA, f"{written}/recall") if number % 2 else (GUSTAV, f"{reading}/claim")
        together.wait()
        answer = app.test_client().post(f"/api/v1{path}", headers=robot.people[who])
        return path.rsplit("/", 1)[1], answer.status_code

    with ThreadPoolExecutor(8) as pool:
        done = {way for way, code in pool.map(act, range(8)) if code == 200}

    assert len(done) == 1
    assert list(team.tasks(robot, case, GUSTAV)) == (["ut_skriv"] if done == {"recall"} else ["ut_las"])
