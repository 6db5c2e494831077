"""What is in a case besides tasks: who has which role, its files, and the trail with filters."""

import hashlib
from io import BytesIO
from typing import Any

import demo
import lending
import pytest
from robot import Robot, swedish_day

CHAIR = "maria-lindqvist"


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


def _items(robot: Robot, case: str, part: str, **query: Any) -> Any:
    return robot.get(f"/cases/{case}/{part}", CHAIR, **query)["items"]


def test_who_holds_and_held_which_role_is_told(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    robot.round(case)
    robot.round(case)
    roles = _items(robot, case, "roles")
    owner = next(one for one in roles if one["role"] == "uppdragsagare" and one["person"])

    assert (owner["person"], owner["now"]) == ("Johan Bergström", True)
    assert "Maria Lindqvist" in [one["person"] for one in roles if one["role"] == "forvaltningsledning"]
    assert {one["now"] for one in roles if one["person"] is None} <= {False}
    chair = next(one for one in roles if one["person"] == "Maria Lindqvist")
    assert (chair["now"], chair["valid_to"]) == (True, None)


def test_files_stand_with_who_when_and_with_which_step(robot: Robot) -> None:
    sent = {"file": (BytesIO(b"%PDF-1.4"), "plan.pdf")}
    made = robot.client.post("/api/v1/files", data=sent, headers=robot.people[demo.LEAD]).json
    case = robot.start(demo.LEAD, {**demo.START, "bilagor": [made]})["id"]

    (file,) = _items(robot, case, "files")

    assert (file["name"], file["person"]) == ("plan.pdf", "Hanna Virtanen")
    assert file["sha256"] == hashlib.sha256(b"%PDF-1.4").hexdigest()
    assert file["element_id"] == "se_arende"
    assert robot.get(f"/cases/{case}", CHAIR)["files"] == 1


def test_the_trail_is_filtered_by_person_kind_element_and_day_and_paged(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)["id"]
    robot.round(case)
    every = _items(robot, case, "trail")
    decided = next(one for one in every if one["element_id"] == "ut_besluta_hantering")
    theirs = _items(robot, case, "trail", person=decided["person_id"])
    assert [one for one in every if one["person"] == decided["person"]] == theirs
    assert len(theirs) < len(every)
    assert decided["outcome"]
    assert decided["mandate"] == "arende.hantering"
    assert decided["statements"]
    assert {one["kind"] for one in _items(robot, case, "trail", kind="case-started")} == {"case-started"}
    assert len(_items(robot, case, "trail", element="ut_besluta_hantering")) == 1
    today = str(swedish_day(every[0]["at"]))
    assert len(_items(robot, case, "trail", **{"from": today})) == len(every)
    assert _items(robot, case, "trail", to="2020-01-01") == []

    first = robot.get(f"/cases/{case}/trail", CHAIR, limit=1)
    second = robot.get(f"/cases/{case}/trail", CHAIR, limit=1, cursor=first["next"])
    assert [one["id"] for one in first["items"] + second["items"]] == [one["id"] for one in every[:2]]


def test_the_trail_as_a_table_has_no_formula_and_obeys_the_filters(robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "rubrik": "=1+1"})["id"]
    robot.round(case)
    headers = robot.people[CHAIR]

    answer = robot.client.get(f"/api/v1/cases/{case}/trail.csv", headers=headers)
    lines = answer.get_data(as_text=True).splitlines()

    assert answer.mimetype == "text/csv"
    assert lines[0].startswith("tid;vem;for;roll;handelse")
    assert len(lines) == len(_items(robot, case, "trail")) + 1
    assert any("Besluta om hantering;Bereda" in line for line in lines), lines
    some = robot.client.get(f"/api/v1/cases/{case}/trail.csv?kind=case-started", headers=headers)
    assert len(some.get_data(as_text=True).splitlines()) == 2


def test_another_s_secret_parts_are_not_told(robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]

    for part in ("roles", "files", "trail.csv"):
        address = f"/api/v1/cases/{case}/{part}"
        assert robot.client.get(address, headers=robot.people["emma-rydberg"]).status_code == 404
        assert robot.client.get(address, headers=robot.people[demo.LEAD]).status_code == 200
    assert lending.role_of(robot, CHAIR, "forvaltningsledning")
