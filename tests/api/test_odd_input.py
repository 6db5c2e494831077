"""Odd but possible input gets an answer that says so, never a 500."""

import io

import demo
import pytest
from robot import Robot
from sqlalchemy import text

from engine.door import Engine


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


@pytest.mark.parametrize("tag", ['W/"1"', '""', '"x"', '"1", "7"', '"' + "9" * 5000 + '"'])
def test_an_if_match_that_is_not_one_of_ours_matches_nothing(robot: Robot, tag: str) -> None:
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    headers = {**robot.people["maria-lindqvist"], "If-Match": tag}

    answer = robot.client.post(f"/api/v1/tasks/{task['id']}/complete", json={"answers": {}}, headers=headers)

    assert answer.status_code == 412


@pytest.mark.parametrize(
    "query",
    ["cursor=WyJ4IiwieCIsIngiLCJ4Il0=", "q=%00", "role=%00", "process=%00", "cursor=WzFlMzAsMSwxLDFd"],
)
def test_values_that_the_database_cannot_take_are_refused(robot: Robot, query: str) -> None:
    assert robot.client.get(f"/api/v1/tasks?{query}", headers=robot.people[demo.LEAD]).status_code == 422


@pytest.mark.parametrize("process", ["\x00", "\ud800", "x" * 100_000])
def test_a_process_that_cannot_be_is_refused(robot: Robot, process: str) -> None:
    answer = robot.client.post("/api/v1/cases", json={"process": process}, headers=robot.people[demo.LEAD])

    assert answer.status_code in (404, 422)


def test_a_file_keeps_its_name_whatever_letters_it_has(robot: Robot) -> None:
    sent = {"file": (io.BytesIO(b"hej"), "Protokoll möte €.txt", "text/plain")}
    stored = robot.client.post("/api/v1/files", data=sent, headers=robot.people[demo.LEAD])

    read = robot.client.get(f"/api/v1/files/{stored.json['id']}", headers=robot.people[demo.LEAD])

    assert read.status_code == 200
    assert read.headers["Content-Disposition"].isascii()
    assert (
        "M%C3%B6te" in read.headers["Content-Disposition"]
        or "m%C3%B6te" in read.headers["Content-Disposition"]
    )


def test_a_file_can_not_be_said_to_be_another(robot: Robot) -> None:
    sent = {"file": (io.BytesIO(b"MZ"), "virus.exe", "application/octet-stream")}
    stored = robot.client.post("/api/v1/files", data=sent, headers=robot.people[demo.LEAD]).json
    form = robot.get("/process-definitions/implementering/start-form", demo.LEAD)["form"]
    answers = robot.fill(form, {**demo.START, "bilagor": [{**stored, "namn": "protokoll.pdf"}]})

    answer = robot.client.post(
        "/api/v1/cases",
        json={"process": "implementering", "answers": answers},
        headers=robot.people[demo.LEAD],
    )

    assert answer.status_code == 422


def test_a_claim_lapses_when_the_one_who_made_it_leaves_the_role(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "amira-haddad", case=case["id"])["items"][0]
    address = f"/api/v1/tasks/{task['id']}/claim"
    assert robot.client.post(address, headers=robot.people["amira-haddad"]).status_code == 200
    assert robot.client.post(address, headers=robot.people["maria-lindqvist"]).status_code == 409

    with engine.database.transaction() as connection:
        connection.execute(
            text(
                "UPDATE role_assignment SET valid_to = '2025-12-31' WHERE person_id ="
                " (SELECT id FROM person WHERE key = 'amira-haddad')"
            )
        )

    assert robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]["assignee"] is None
    assert robot.client.post(address, headers=robot.people["maria-lindqvist"]).status_code == 200


def test_a_decision_is_not_taken_in_the_future(robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    whole = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")
    answers = {**robot.fill(whole["form"], robot.choose(whole)), "beslutsdatum": "9999-12-31"}

    answer = robot.client.post(
        f"/api/v1/tasks/{task['id']}/complete",
        json={"answers": answers},
        headers=robot.people["maria-lindqvist"],
    )

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/answers/beslutsdatum"
