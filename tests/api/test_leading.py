"""The portfolio for those who lead: what changed, in groups, since a day, and what comes to one area."""

import json
from datetime import date, timedelta
from typing import Any

import demo
import lending
import pytest
import reporting
from reporting import LEADER, OWNER
from robot import Robot
from sqlalchemy import text

from engine.door import Engine
from forms.example import example

READER, CHAIR = "emma-rydberg", "maria-lindqvist"
NORR, SODER = "Regionområde Norr", "Regionområde Söder"
HERE, THERE = "Barnmorskemottagningen Granvik", "Ungdomsmottagningen Granvik"


@pytest.fixture
def units(engine: Engine) -> dict[str, str]:
    with engine.database.transaction() as connection:
        return {row.name: str(row.id) for row in connection.execute(text("SELECT id, name FROM unit"))}


def start(engine: Engine, robot: Robot, title: str, areas: list[str], units: list[str]) -> str:
    wanted = {"rubrik": title, "berorda_regionomraden": areas, "berorda_enheter": units}
    case: str = robot.start(demo.LEAD, {**demo.START, **wanted})["id"]
    reporting.staff(engine, case)
    return case


def report(robot: Robot, case: str, answers: dict[str, Any]) -> None:
    lending.post(robot, LEADER, f"/cases/{case}/status-reports", {"answers": answers})


def told(row: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["kind"], one["name"], one["before"], one["after"]) for one in row["changes"]]


@pytest.fixture
def reported(engine: Engine, robot: Robot, units: dict[str, str]) -> None:
    """A case with two reports that differ."""
    case = start(engine, robot, "Provtagning", [NORR], [HERE])
    path = f"/cases/{case}/milestones"
    planned = {"items": [{"name": "Start", "planned_on": "2027-01-01"}]}
    (milestone,) = lending.post(robot, LEADER, path, planned, code=200)["items"]
    risk = {"beskrivning": "Semestern", "sannolikhet": 3, "konsekvens": 3}
    unit, moved = {"enhet": units[HERE]}, {"milstolpe": milestone["id"], "planerad": "2027-01-01"}
    first = {"risker": [risk], "milstolpar": [moved], "inforandegrad": [{**unit, "status": "pagar"}]}
    report(robot, case, reporting.answers(**first))
    part = {"status": "gul", "trend": "samre", "kommentar": "Sen.", "atgard": "Låna."}
    parts = {**reporting.answers()["delstatus"], "tid": part}
    later = {
        "delstatus": parts,
        "risker": [{**risk, "konsekvens": 5}, {"beskrivning": "Lokalen", "sannolikhet": 2, "konsekvens": 2}],
        "milstolpar": [{**moved, "prognos": "2027-02-01"}],
        "inforandegrad": [{**unit, "status": "infort", "infort": "2026-11-02"}],
        "beslut_som_behovs": [{"fraga": "Får vi börja?", "forslag": "Ja.", "ram": "inom_ram"}],
    }
    report(robot, case, reporting.answers(**later))


def test_each_case_tells_what_changed_since_the_report_before_or_a_day(robot: Robot, reported: None) -> None:
    (row,) = robot.get("/portfolio", READER)["items"]
    (same,) = robot.get("/portfolio", READER, since=(robot.today() + timedelta(days=1)).isoformat())["items"]
    (new,) = robot.get("/portfolio", READER, since=robot.today().isoformat())["items"]

    assert told(row) == [
        ("part", "tid", "gron", "gul"),
        ("decision-new", "Får vi börja?", None, None),
        ("risk-value", "Semestern", "9", "15"),
        ("risk-new", "Lokalen", None, "4"),
        ("milestone-moved", "Start", "2027-01-01", "2027-02-01"),
        ("unit-done", HERE, None, "2026-11-02"),
    ]
    assert row["part_trends"]["tid"] == "samre"
    assert (same["before"]["number"], same["changes"]) == (2, [])
    assert (new["before"], new["changes"]) == (None, [])


def test_groups_count_by_colour_and_lead_to_their_cases(
    engine: Engine, robot: Robot, units: dict[str, str]
) -> None:
    both = start(engine, robot, "Båda", [NORR, SODER], [HERE])
    start(engine, robot, "Norr", [NORR], [HERE])
    report(robot, both, reporting.answers("rod", "samre"))

    found = robot.get("/portfolio/groups", READER, by="area")
    assert [(one["name"], one["cases"], one["counts"]["rod"]) for one in found] == [
        (NORR, 2, 1),
        (SODER, 1, 1),
    ]
    leads = robot.get("/portfolio", READER, unit=found[1]["key"])["items"]
    assert [one["title"] for one in leads] == ["Båda"]
    for by in ("owner", "phase", "process", "status"):
        counted = robot.get("/portfolio/groups", READER, by=by, late=False)
        assert sum(one["cases"] for one in counted) == 2, by
    assert [one["title"] for one in robot.get("/portfolio", READER, attention=True)["items"]] == ["Båda"]


def test_since_a_day_cases_are_new_and_go_on_to_other_phases(engine: Engine, robot: Robot) -> None:
    case = start(engine, robot, "Provtagning", [NORR], [HERE])
    today = robot.today()
    assert [one["kind"] for one in robot.get("/portfolio/since", READER, since=today.isoformat())] == [
        "started"
    ]
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE \"case\" SET started_at = started_at - interval '9 days'"))

    assert [one["kind"] for one in robot.get("/portfolio/since", READER, since=today.isoformat())] == [
        "phase"
    ]
    assert robot.get("/portfolio/since", READER, since=(today + timedelta(days=1)).isoformat()) == []
    lending.post(robot, "stefan-aberg", f"/cases/{case}/cancel", {"reason": "Behövs inte."}, code=204)
    found = robot.get("/portfolio/since", READER, since=today.isoformat())
    assert [one["kind"] for one in found] == ["ended"]


@pytest.mark.parametrize(
    ("wished", "day"),
    [
        ("2027-02-01", "2027-02-01"),
        ("2027-02-01T23:30:00Z", "2027-02-02"),
        ("snarast", None),
        (True, None),
        ({"fran": "2027"}, None),
    ],
)
def test_an_area_is_shown_also_when_what_was_wished_for_is_no_day(
    engine: Engine, robot: Robot, units: dict[str, str], wished: Any, day: str | None
) -> None:
    start(engine, robot, "Provtagning", [NORR], [HERE])
    changed = "UPDATE submission SET answers = jsonb_set(answers, '{onskat_datum}', CAST(:wished AS jsonb)) WHERE task_id IS NULL"
    with engine.database.transaction() as connection:
        connection.execute(text(changed), {"wished": json.dumps(wished)})

    found = robot.get(f"/portfolio/units/{units[NORR]}", READER)["arrivals"]

    assert {one["day"] for one in found if one["kind"] == "concerned"} == {day}


def test_an_area_sees_what_comes_when_to_whom_and_what_is_expected_of_it(
    engine: Engine, robot: Robot, units: dict[str, str]
) -> None:
    case = start(engine, robot, "Provtagning", [NORR], [HERE, THERE])
    start(engine, robot, "Någon annans", [SODER], ["Rehabmottagningen Ekdalen"])
    far = (robot.today() + timedelta(days=400)).isoformat()
    rows = {"items": [{"unit": units[HERE], "status": "ej_paborjat", "planned_on": "2026-01-31"}]}
    lending.post(robot, OWNER, f"/cases/{case}/rollout", rows, code=200)
    planned = {"items": [{"name": "Klart", "planned_on": far}]}
    lending.post(robot, OWNER, f"/cases/{case}/milestones", planned, code=200)
    for _ in range(3):
        robot.round(case, leave=lambda task: task["role"] in ("chef", "lokalt_utvecklingsansvarig"))

    found = robot.get(f"/portfolio/units/{units[NORR]}", READER)

    arrivals = [(one["kind"], one["unit"], one["day"], one["late"]) for one in found["arrivals"]]
    assert arrivals[0] == ("rollout", HERE, "2026-01-31", True)
    assert ("milestone", None, far, False) in arrivals
    assert [kind for kind, unit, _, _ in arrivals if unit == THERE] == ["concerned"]
    assert {one["case_title"] for one in found["arrivals"]} == {"Provtagning"}
    area = next(one for one in found["affected"] if one["name"] == NORR)
    held = {one["role"]: one["people"] for one in area["people"]}
    assert (area["cases"], held["Regionområdeschef"]) == (1, ["Johan Bergström"])
    assert found["expected"] == sorted(found["expected"], key=lambda one: one["due_at"] or "9")
    assert {one["unit"] for one in found["expected"]} <= {NORR, HERE, THERE}
    assert found["expected"], "somebody there has a task"
    assert date.fromisoformat(found["on"]) == robot.today()


def test_an_agenda_is_of_a_leadership_and_says_what_is_red(engine: Engine, robot: Robot) -> None:
    case = start(engine, robot, "Rött", [NORR], [HERE])
    report(robot, case, reporting.answers("rod", "samre"))

    whole = robot.get("/portfolio/agenda", CHAIR)
    above = robot.get("/portfolio/agenda", CHAIR, role="koncernledningsgrupp")

    assert [one["role"] for one in whole["leaderships"]] == ["forvaltningsledning", "koncernledningsgrupp"]
    assert sorted((one["kind"], one["proposal"]) for one in whole["points"]) == [
        ("decision", ""),
        ("red", "Vi lånar två."),
    ]
    assert (above["of"]["role"], above["points"]) == ("koncernledningsgrupp", [])
    refused = robot.client.get("/api/v1/portfolio/agenda?role=chef", headers=robot.people[CHAIR])
    assert refused.status_code == 422


def escalate(robot: Robot, number: str) -> str:
    """Raise a question about a case, and return the case of the question."""
    form = robot.get("/process-definitions/eskalering/start-form", demo.LEAD)["form"]
    answers = {**example(form, {"rubrik": "Vem får veta?"}, robot.today()), "om_arende": number}
    answers.pop("processnod", None)
    body = {"process": "eskalering", "answers": answers}
    case: str = lending.post(robot, demo.LEAD, "/cases", body)["case"]["id"]
    return case


def test_those_who_may_not_see_a_secret_case_find_no_trace_of_it(
    engine: Engine, robot: Robot, units: dict[str, str]
) -> None:
    wanted = {**demo.START, "sekretess": True}
    case = robot.start(demo.LEAD, wanted)["id"]
    reporting.staff(engine, case, leader=demo.LEAD)
    body = {"answers": reporting.answers("rod", "samre")}
    lending.post(robot, demo.LEAD, f"/cases/{case}/status-reports", body)
    raised = escalate(robot, robot.get(f"/cases/{case}", demo.LEAD)["number"])

    assert raised not in [one["id"] for one in robot.get("/cases", READER)["items"]]
    assert robot.get("/tasks", OWNER, case=raised)["items"], "whoever is to answer sees it"
    assert robot.get("/portfolio/groups", READER, by="phase") == []
    assert robot.get("/portfolio/since", READER, since="2020-01-01") == []
    assert robot.get("/portfolio/agenda", READER)["points"] == []
    found = robot.get(f"/portfolio/units/{units[NORR]}", READER)
    assert (found["arrivals"], found["expected"]) == ([], [])
    assert [one["kind"] for one in robot.get("/portfolio/since", demo.LEAD, since="2020-01-01")] == [
        "started"
    ]
