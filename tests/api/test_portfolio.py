"""The portfolio over HTTP: the worst first, filtered, paged, and as a spreadsheet."""

import csv
import io
from typing import Any

import demo
import lending
import pytest
import reporting
from openpyxl import load_workbook
from reporting import LEADER, OWNER
from robot import Robot
from sqlalchemy import text

from engine.door import Engine

READER = "emma-rydberg"
DECISIONS = [
    {"fraga": "Får vi anställa?", "forslag": "Ja.", "ram": "inom_ram", "senast": "2027-03-01"},
    {"fraga": "Får vi börja?", "forslag": "Ja.", "ram": "inom_ram", "senast": "2026-12-01"},
]


@pytest.fixture
def cases(engine: Engine, robot: Robot) -> dict[str, str]:
    """Four cases by title: one without a report, the others green, yellow and red; the red one was green before."""
    found = {}
    for title in ("Utan", "=Grönt", "Gult", "Rött"):
        case = robot.start(demo.LEAD, {**demo.START, "rubrik": title})["id"]
        reporting.staff(engine, case)
        found[title] = case
    report(robot, found["=Grönt"], reporting.answers())
    report(robot, found["Gult"], reporting.answers("gul", beslut_som_behovs=DECISIONS))
    report(robot, found["Rött"], reporting.answers())
    report(robot, found["Rött"], reporting.answers("rod", "samre"))
    return found


def report(robot: Robot, case: str, answers: dict[str, Any]) -> None:
    lending.post(robot, LEADER, f"/cases/{case}/status-reports", {"answers": answers})


def titles(robot: Robot, **query: Any) -> list[str]:
    return [one["title"] for one in robot.get("/portfolio", READER, **query)["items"]]


@pytest.mark.krav("RH-ROLE-FVL-09")
def test_the_worst_stands_first_with_what_its_latest_report_says(robot: Robot, cases: dict[str, str]) -> None:
    page = robot.get("/portfolio", READER)

    assert [one["title"] for one in page["items"]] == ["Rött", "Gult", "Utan", "=Grönt"]
    assert page["counts"] == {"rod": 1, "gul": 1, "saknas": 1, "gron": 1}
    red, yellow, none, _ = page["items"]
    assert (red["history"], red["before"]["total"], red["report_number"]) == (["gron", "rod"], "gron", 2)
    assert [one["fraga"] for one in yellow["decisions"]] == ["Får vi börja?", "Får vi anställa?"]
    assert (yellow["owner"], yellow["leader"], yellow["age_days"]) == ("Johan Bergström", "Olga Ivanova", 0)
    assert (none["total"], none["history"], none["late"]) == (None, [], False)
    assert "Regionområde Norr" in none["areas"]


def test_pages_follow_each_other_in_every_order(robot: Robot, cases: dict[str, str]) -> None:
    for sort in ("worst", "oldest", "number", "process", "phase"):
        whole, found, cursor = titles(robot, sort=sort), [], None
        for _ in cases:
            page = robot.get(
                "/portfolio", READER, sort=sort, limit=1, **({"cursor": cursor} if cursor else {})
            )
            found += [one["title"] for one in page["items"]]
            cursor = page["next"]
        assert (found, cursor) == (whole, None), sort


def test_filters_leave_what_they_say(engine: Engine, robot: Robot, cases: dict[str, str]) -> None:
    me = robot.get("/me", OWNER)["id"]
    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "UPDATE task SET form = 'f_statusrapport', due_at = now() - interval '1 day' WHERE case_id = :c"
            ),
            {"c": cases["Gult"]},
        )
        units = dict(connection.execute(text("SELECT code, id FROM unit")).all())

    assert titles(robot, status="saknas") == ["Utan"]
    assert titles(robot, q="rött") == ["Rött"]
    assert titles(robot, late=True) == titles(robot, needs_decision=True) == ["Gult"]
    assert len(titles(robot, owner=me)) == len(titles(robot, unit=str(units["norr"]))) == 4
    assert titles(robot, owner=robot.get("/me", READER)["id"]) == []
    assert titles(robot, unit=str(units["utveckling"])) == []
    assert titles(robot, process="utse_roll") == titles(robot, state="ended") == []


def test_spreadsheets_have_all_rows_and_no_formulas(robot: Robot, cases: dict[str, str]) -> None:
    def fetched(kind: str) -> bytes:
        answer = robot.client.get(f"/api/v1/portfolio?limit=1&format={kind}", headers=robot.people[READER])
        return bytes(answer.data)

    rows = list(csv.reader(io.StringIO(fetched("csv").decode("utf-8-sig")), delimiter=";"))
    sheet: Any = load_workbook(io.BytesIO(fetched("xlsx"))).active
    table = list(sheet.iter_rows(values_only=True))

    assert (
        [row[1] for row in rows] == [row[1] for row in table] == ["rubrik", "Rött", "Gult", "Utan", "'=Grönt"]
    )
    assert table[2][18] == rows[2][18] == "Får vi börja?"


def test_a_case_comes_into_the_portfolio_with_its_assignment_owner(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    assert titles(robot) == []

    reporting.staff(engine, case)

    assert titles(robot) == [demo.START["rubrik"]]


def test_a_secret_case_stands_in_the_portfolio_of_those_who_work_in_it(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    reporting.staff(engine, case)

    assert titles(robot) == []
    assert [one["id"] for one in robot.get("/portfolio", demo.LEAD)["items"]] == [case]
