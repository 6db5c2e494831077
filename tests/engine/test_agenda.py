"""The agenda of a leadership follows its questions from the report to the answer."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from engine.clock import STOCKHOLM
from engine.door import Engine
from tests.engine.test_status_reports import CHAIR, ESCALATION, LEADER, OWNER, Reporting, report


@pytest.fixture
def reporting(engine: Engine, client: FlaskClient) -> Reporting:
    return Reporting(engine, client)


def shown(reporting: Reporting) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reporting.robot.get("/portfolio/agenda", CHAIR)["points"]
    return found


def test_an_agenda_has_what_is_not_decided_and_nothing_else(reporting: Reporting) -> None:
    def points() -> list[tuple[str, bool, str]]:
        return [(one["kind"], one["ours"], one["question"]) for one in shown(reporting)]

    budget = {"fraga": "Får vi en ny budget?", "forslag": "Ja.", "ram": "utanfor_ram"}
    start = {"fraga": "Får vi börja?", "forslag": "Ja.", "ram": "inom_ram", "senast": "2027-01-10"}
    reporting.hand_in(LEADER, report(beslut_som_behovs=[start, budget]))
    theirs, ours = ("question", False, "Får vi börja?"), ("question", True, "Får vi en ny budget?")
    assert points() == [ours, theirs]

    reporting.hand_in(OWNER, {})
    assert reporting.task(OWNER)["item"] == "Får vi börja?"
    reporting.hand_in(OWNER, {"utfall": "bifall", "jav": False})
    assert points() == [ours]
    soon = str(datetime.now(STOCKHOLM).date() + timedelta(days=1))
    reporting.hand_in(OWNER, {**ESCALATION, "beskrivning": budget["fraga"], "senast": soon})
    assert points() == [("escalation", True, "Får vi en ny budget?")]

    (raised,) = shown(reporting)
    assert (raised["proposal"], raised["otherwise"]) == ("Två till.", "Starten skjuts upp.")
    assert (raised["raised_by"], raised["decides"]) == ("Johan Bergström", "Förvaltningsledningen")
    assert (raised["needed_by"], raised["late"]) == (soon, False)
    task = reporting.robot.get(f"/tasks/{raised['task_id']}", CHAIR)
    assert datetime.fromisoformat(task["due_at"]).astimezone(STOCKHOLM).date().isoformat() == soon
    decided = {"utfall": "beslutat", "motivering": "Ja.", "beslutsfattare": None, "jav": False}
    reporting.hand_in(CHAIR, decided, raised["task_id"])
    assert points() == []


def test_a_question_that_is_late_stands_once_with_the_way_to_where_it_is_decided(
    reporting: Reporting,
) -> None:
    start = {"fraga": "Får vi börja?", "forslag": "Ja.", "ram": "inom_ram", "senast": "2027-01-10"}
    reporting.hand_in(LEADER, report(beslut_som_behovs=[start]))
    reporting.hand_in(OWNER, {})
    reporting.sql(
        "UPDATE task SET due_at = now() - interval '9 days' WHERE state = 'open' AND case_id = :case"
    )

    (asked,) = shown(reporting)

    assert (asked["kind"], asked["ours"], asked["question"]) == ("question", False, "Får vi börja?")
    assert (asked["task_id"], asked["late"]) == (reporting.task(OWNER)["id"], True)
    assert asked["needed_by"] < start["senast"]
