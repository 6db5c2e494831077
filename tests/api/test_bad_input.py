"""Bad input gets a clear message, and nothing is lost or half done."""

import json
from typing import Any

import demo
import pytest
from robot import Robot
from sqlalchemy import func, select

from engine.door import Engine
from engine.store import tables


@pytest.fixture
def outcomes() -> demo.Outcomes:
    return demo.PREPARE


@pytest.fixture
def task(robot: Robot) -> dict[str, Any]:
    case = robot.start(demo.LEAD, demo.START)
    first: dict[str, Any] = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    return first


def _complete(robot: Robot, task: dict[str, Any], **options: Any) -> Any:
    headers = {**robot.people["maria-lindqvist"], **options.pop("headers", {})}
    return robot.client.post(f"/api/v1/tasks/{task['id']}/complete", headers=headers, **options)


def _good(robot: Robot, task: dict[str, Any]) -> dict[str, Any]:
    whole = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")
    return robot.fill(whole["form"], robot.choose(whole))


def test_an_answer_of_the_wrong_type_is_pointed_at(robot: Robot, task: dict[str, Any]) -> None:
    wrong = {**_good(robot, task), "utfall": ["bereda"], "beslutsdatum": 7, "jav": "kanske"}

    refused = _complete(robot, task, json={"answers": wrong})

    assert refused.status_code == 422
    assert {error["pointer"] for error in refused.json["errors"]} >= {
        "/answers/utfall",
        "/answers/beslutsdatum",
    }
    assert _complete(robot, task, json={"answers": _good(robot, task)}).status_code == 200


def test_an_unknown_field_is_named(robot: Robot, task: dict[str, Any]) -> None:
    refused = _complete(robot, task, json={"answers": {**_good(robot, task), "utfal": "bereda"}})

    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json["errors"]] == ["/answers/utfal"]
    assert "Okänt fält" in refused.json["errors"][0]["detail"]


def test_messages_come_in_the_language_of_the_reader(robot: Robot, task: dict[str, Any]) -> None:
    english = {"Accept-Language": "en"}

    refused = _complete(robot, task, json={"answers": {**_good(robot, task), "utfal": 1}}, headers=english)

    assert "Unknown field" in refused.json["errors"][0]["detail"]


def test_a_stale_etag_changes_nothing(robot: Robot, task: dict[str, Any]) -> None:
    seen = task["etag"]
    address = f"/api/v1/tasks/{task['id']}/claim"
    assert robot.client.post(address, headers=robot.people["maria-lindqvist"]).status_code == 200

    stale = _complete(robot, task, json={"answers": _good(robot, task)}, headers={"If-Match": seen})
    fresh = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")["etag"]

    assert stale.status_code == 412
    assert (
        _complete(robot, task, json={"answers": _good(robot, task)}, headers={"If-Match": fresh}).status_code
        == 200
    )


def test_a_task_taken_by_another_is_refused_and_the_draft_is_kept(robot: Robot, task: dict[str, Any]) -> None:
    mine, other = robot.people["maria-lindqvist"], robot.people["amira-haddad"]
    address = f"/api/v1/tasks/{task['id']}"
    kept = robot.client.put(f"{address}/draft", json={"answers": {"motivering": "Skrivet"}}, headers=mine)
    assert kept.status_code == 200
    assert robot.client.post(f"{address}/claim", headers=other).status_code == 200

    refused = _complete(robot, task, json={"answers": _good(robot, task)})

    assert refused.status_code == 409
    assert "tagit uppgiften" in refused.json["detail"]
    assert robot.get(f"/tasks/{task['id']}", "maria-lindqvist")["draft"]["motivering"] == "Skrivet"
    assert robot.get(f"/tasks/{task['id']}", "amira-haddad")["draft"] == {}


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'"text"', "application/json", 422),
        (b"answers=1", "application/x-www-form-urlencoded", 415),
        (b'{"answers": [1]}', "application/json", 422),
        (b'{"answers": {}, "rubbish": 1}', "application/json", 422),
        (b'{"answers": {"motivering": "' + b"x" * 7_000_000 + b'"}}', "application/json", 413),
        (b'{"answers": {"motivering": "\\u0000"}}', "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_used_gets_a_sentence(
    robot: Robot, task: dict[str, Any], body: bytes, content_type: str, code: int
) -> None:
    refused = _complete(robot, task, data=body, content_type=content_type)

    assert refused.status_code == code
    assert refused.content_type == "application/problem+json"
    assert refused.json["detail"]
    assert _complete(robot, task, json={"answers": _good(robot, task)}).status_code == 200


def test_a_case_that_cannot_be_started_leaves_no_trace(engine: Engine, robot: Robot) -> None:
    refused = robot.client.post(
        "/api/v1/cases",
        json={"process": "implementering", "answers": {"rubrik": "X"}},
        headers=robot.people[demo.LEAD],
    )
    unknown = robot.client.post(
        "/api/v1/cases", json={"process": "finns_inte"}, headers=robot.people[demo.LEAD]
    )

    assert (refused.status_code, unknown.status_code) == (422, 404)
    with engine.database.snapshot() as connection:
        for table in (tables.case, tables.instance, tables.submission, tables.case_counter):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0


@pytest.mark.parametrize("advance", ["P", "15 days", "-P1D", "P99999Y", "", "P1M; drop table task"])
def test_a_clock_that_cannot_be_moved_says_how(robot: Robot, advance: str) -> None:
    refused = robot.client.post(
        "/api/v1/demo/clock", json={"advance": advance}, headers=robot.people[demo.LEAD]
    )

    assert refused.status_code == 422
    assert refused.json["detail"]


@pytest.mark.parametrize(
    "query",
    ["cursor=rubbish", "cursor=WzFd", "limit=0", "limit=x", "due=soon", "whose=all", "case=1", "nonsense=1"],
)
def test_a_filter_that_is_not_one_is_refused(robot: Robot, query: str) -> None:
    refused = robot.client.get(f"/api/v1/tasks?{query}", headers=robot.people[demo.LEAD])

    assert refused.status_code == 422, refused.get_data(as_text=True)


def test_text_from_people_is_never_sql(robot: Robot) -> None:
    found = robot.get("/tasks", demo.LEAD, q="%' OR 1=1 --\\")

    assert found == {"items": [], "next": None}
    assert json.loads(json.dumps(found)) == found
