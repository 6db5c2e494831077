"""Declining mail without a login, and a calendar that a calendar library reads."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import demo
import icalendar
import pytest
from flask.testing import FlaskClient
from robot import Robot

from engine.commands.notifications.choose import ChooseNotifications, RenewCalendar
from engine.door import Engine
from engine.governance.actor import Identity
from engine.outgoing.links import Declined, Links
from engine.queries.notifications.chosen import MyChoices
from engine.queries.rows import TaskRow
from engine.settings import Settings

Browse = Callable[[str], FlaskClient]
CHAIR = "maria-lindqvist"


@pytest.fixture
def links(settings: Settings) -> Links:
    return Links("", settings.secret_key())


def _how(engine: Engine, person: UUID) -> Any:
    return engine.ask(MyChoices(), Identity(person_id=person)).how


def test_the_link_of_a_mail_declines_by_one_click_and_without_a_login(
    nobody: FlaskClient, engine: Engine, people: dict[str, UUID], links: Links
) -> None:
    link = links.decline(Declined(people[CHAIR], ("new_task", "overdue")))
    looked = nobody.get(link)
    before = _how(engine, people[CHAIR])

    # As mail programs do it (RFC 8058).
    clicked = nobody.post(link, data={"List-Unsubscribe": "One-Click"})

    assert (looked.status_code, clicked.status_code) == (200, 200)
    assert "Sluta mejla mig" in looked.text
    assert before["new_task"] == "at_once"
    after = _how(engine, people[CHAIR])
    assert (after["new_task"], after["overdue"]) == ("nothing", "nothing")
    assert after["decision"] == before["decision"]


def test_a_link_that_was_changed_declines_nothing(
    nobody: FlaskClient, engine: Engine, people: dict[str, UUID], links: Links
) -> None:
    link = links.decline(Declined(people[CHAIR], ("new_task",)))
    forged = Links("", "another secret").decline(Declined(people[CHAIR], ("new_task",)))

    for wrong in (link[:-1], forged, "/avanmal/x"):
        assert nobody.post(wrong).status_code == 404
        assert nobody.get(wrong).status_code == 404
    assert _how(engine, people[CHAIR])["new_task"] == "at_once"


def _calendar(nobody: FlaskClient, engine: Engine, person: UUID) -> tuple[str, Any]:
    path = f"/kalender/{engine.do(RenewCalendar(), Identity(person_id=person))}.ics"
    return path, icalendar.Calendar.from_ical(nobody.get(path).data)


def test_the_calendar_has_an_event_for_each_task_with_a_day(
    nobody: FlaskClient, engine: Engine, people: dict[str, UUID], decision: TaskRow
) -> None:
    path, read = _calendar(nobody, engine, people[CHAIR])

    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == decision.name.sv
    assert decision.due_at
    assert event["DTEND"].dt == decision.due_at.replace(microsecond=0)
    assert event["DTSTART"].dt < event["DTEND"].dt
    assert str(event["URL"]).endswith(f"/uppgifter/{decision.id}")
    assert decision.case_title in str(event["DESCRIPTION"])
    answer = nobody.get(path)
    assert answer.mimetype == "text/calendar"
    same = nobody.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (same.status_code, same.data) == (304, b"")
    engine.do(ChooseNotifications({}, "en"), Identity(person_id=people[CHAIR]))
    (english,) = icalendar.Calendar.from_ical(nobody.get(path).data).walk("VEVENT")
    assert str(english["SUMMARY"]) == decision.name.en


def test_the_calendar_says_nothing_of_a_secret_case_but_its_number(
    nobody: FlaskClient, engine: Engine, client: FlaskClient, people: dict[str, UUID]
) -> None:
    robot: Robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "Dold rubrik", "sekretess": True})
    task = robot.get("/tasks", CHAIR)["items"][0]

    path, read = _calendar(nobody, engine, people[CHAIR])

    (event,) = read.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Du har en uppgift i ett ärende med sekretess"
    assert case["number"] in str(event["DESCRIPTION"])
    told = nobody.get(path).text.replace("\r\n ", "")
    assert "Dold" not in told
    assert task["name"] not in told


def test_a_new_address_ends_the_old_one_and_made_up_ones_lead_nowhere(
    nobody: FlaskClient, engine: Engine, people: dict[str, UUID], decision: TaskRow
) -> None:
    old, _ = _calendar(nobody, engine, people[CHAIR])
    new, _ = _calendar(nobody, engine, people[CHAIR])

    assert nobody.get(new).status_code == 200
    assert nobody.get(old).status_code == nobody.get("/kalender/x.ics").status_code == 404
    with engine.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE person SET active = false WHERE key = %s", (CHAIR,))
    assert nobody.get(new).status_code == 404


def test_one_chooses_how_to_be_told_on_one_s_own_page(
    browse: Browse, engine: Engine, people: dict[str, UUID]
) -> None:
    client = browse(CHAIR)
    assert "Den här installationen skickar inga mejl" in client.get("/jag").text

    answer = client.post(
        "/jag/aviseringar", data={"new_task": "digest", "overdue": "nothing", "language": "en"}
    )

    assert answer.location == "/jag#aviseringar"
    chosen = engine.ask(MyChoices(), Identity(person_id=people[CHAIR]))
    assert (chosen.how["new_task"], chosen.how["overdue"], chosen.language) == ("digest", "nothing", "en")
    assert client.post("/jag/aviseringar", data={"new_task": "brevduva"}).status_code == 422


def test_the_address_of_the_calendar_is_shown_once(browse: Browse) -> None:
    client = browse(CHAIR)
    shown = client.post("/jag/kalender").text
    address = shown.partition('value="http://localhost')[2].partition('"')[0]

    assert client.get(address).mimetype == "text/calendar"
    again = client.get("/jag").text
    assert address not in again
    assert "Skapa en ny kalenderadress" in again


def test_the_choices_can_be_made_over_the_api(
    client: FlaskClient, bearer: Callable[[str], dict[str, str]]
) -> None:
    mine = bearer(CHAIR)
    sent = {"how": {"decision": "at_once"}, "language": "en"}

    assert client.put("/api/v1/me/notifications", json=sent, headers=mine).status_code == 204
    told = client.get("/api/v1/me/notifications", headers=mine).json
    assert (told["how"]["decision"], told["how"]["due_soon"], told["language"]) == ("at_once", "digest", "en")
    wrong = client.put("/api/v1/me/notifications", json={"how": {"decision": "x"}}, headers=mine)
    assert wrong.status_code == 422
    assert client.post("/api/v1/me/calendar", headers=mine).json["path"].startswith("/kalender/")
