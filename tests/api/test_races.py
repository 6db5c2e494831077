"""Two who finish the same task: one wins, the others get a sentence, and the case is unharmed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import demo
import measured
import reporting
from flask.testing import FlaskClient
from lending import CHAIR, delegate, post, role_of
from robot import Robot

from api.app import create_app
from engine.door import Engine

CLIENTS = 20


def test_twenty_clients_complete_the_same_task_and_one_wins(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    chair = robot.people["maria-lindqvist"]
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    body = {"answers": _answers(robot, task["id"])}
    app, together = create_app(engine), Barrier(CLIENTS)

    def complete(_: int) -> int:
        together.wait()
        return (
            app.test_client()
            .post(f"/api/v1/tasks/{task['id']}/complete", json=body, headers=chair)
            .status_code
        )

    with ThreadPoolExecutor(CLIENTS) as pool:
        codes = sorted(pool.map(complete, range(CLIENTS)))

    assert codes == [200] + [409] * (CLIENTS - 1)
    decisions = robot.get(f"/cases/{case['id']}/decisions", demo.LEAD)["items"]
    assert [one["outcome"] for one in decisions] == ["bereda"]
    assert robot.round(case["id"]) > 0


def test_the_same_idempotency_key_gives_the_same_answer_and_does_it_once(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    lead = {**robot.people[demo.LEAD], "Idempotency-Key": "start-1"}
    form = robot.get("/process-definitions/implementering/start-form", demo.LEAD)["form"]
    body = {"process": "implementering", "answers": robot.fill(form, demo.START)}
    app, together = create_app(engine), Barrier(8)

    def start(_: int) -> str:
        together.wait()
        answer = app.test_client().post("/api/v1/cases", json=body, headers=lead)
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return str(answer.json["case"]["id"])

    with ThreadPoolExecutor(8) as pool:
        started = set(pool.map(start, range(8)))

    assert len(started) == 1
    assert len(robot.get("/cases", demo.LEAD)["items"]) == 1
    other = client.post("/api/v1/cases", json={**body, "answers": {}}, headers=lead)
    assert other.status_code == 422
    assert "Idempotency-Key" in other.json["detail"]


def test_a_completed_task_answers_the_same_under_its_key(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    headers = {**robot.people["maria-lindqvist"], "Idempotency-Key": "done-1"}
    body = {"answers": _answers(robot, task["id"])}

    first = client.post(f"/api/v1/tasks/{task['id']}/complete", json=body, headers=headers)
    again = client.post(f"/api/v1/tasks/{task['id']}/complete", json=body, headers=headers)

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json


def test_a_receipt_names_what_comes_next_in_the_language_of_whoever_reads(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]
    address, body = f"/api/v1/tasks/{task['id']}/complete", {"answers": _answers(robot, task["id"])}
    headers = {**robot.people["maria-lindqvist"], "Idempotency-Key": "done-2"}

    swedish = client.post(address, json=body, headers=headers).json["next"]
    english = client.post(address, json=body, headers={**headers, "Accept-Language": "en"}).json["next"]

    assert [one["name"] for one in swedish] == ["Utse uppdragsägare"]
    assert [one["name"] for one in english] == ["Appoint the assignment owner"]


def _answers(robot: demo.Robot, task_id: str) -> dict[str, object]:
    whole = robot.get(f"/tasks/{task_id}", "maria-lindqvist")
    return robot.fill(whole["form"], robot.choose(whole))


def test_who_presses_delegate_several_times_has_delegated_once(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    body = {
        "assignment": role_of(robot, CHAIR, "forvaltningsledning"),
        "person": robot.get("/me", "emma-rydberg")["id"],
        "mandates": ["arende.hantering", "arende.storre_beslut"],
    }
    made = _pressed(engine, robot, "/me/delegations", body)

    (lent,) = robot.get("/me/delegations", CHAIR)["items"]
    assert made == {lent["id"]}
    # Another mandate, or the same again once it has been taken back, is another delegation.
    other = delegate(robot, CHAIR, "emma-rydberg", "arende.hantering")
    post(robot, CHAIR, f"/me/delegations/{lent['id']}/revoke", code=204)
    again = delegate(robot, CHAIR, "emma-rydberg", *body["mandates"])
    assert len({lent["id"], other, again}) == 3


def test_who_presses_away_several_times_is_away_once(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    soon = robot.get("/operations", CHAIR)["now"]
    body = {
        "deputy": robot.get("/me", "emma-rydberg")["id"],
        "starts_at": soon,
        "ends_at": (datetime.fromisoformat(soon) + timedelta(days=3)).isoformat(),
    }
    made = _pressed(engine, robot, "/me/substitutions", body)

    (lent,) = robot.get("/me/substitutions", CHAIR)["items"]
    assert made == {lent["id"]}


def _pressed(engine: Engine, robot: Robot, path: str, body: dict[str, Any]) -> set[str]:
    """Let the chair send the same eight times in the same moment; return the ids of what was made."""
    app, together = create_app(engine), Barrier(8)

    def press(_: int) -> str:
        together.wait()
        answer = app.test_client().post(f"/api/v1{path}", json=body, headers=robot.people[CHAIR])
        assert answer.status_code == 201, answer.get_data(as_text=True)
        return str(answer.json["id"])

    with ThreadPoolExecutor(8) as pool:
        return set(pool.map(press, range(8)))


def test_a_value_that_two_record_at_the_same_moment_is_kept_once(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, demo.START)["id"]
    reporting.staff(engine, case)
    measured.measure(engine, UUID(case), UUID(robot.get("/me", demo.LEAD)["id"]))
    _, goal = robot.get(f"/cases/{case}/goals", demo.LEAD)["items"]
    rows = {"items": [{"goal": goal["id"], "value": "5", "measured_on": "2026-02-02"}]}
    app, together = create_app(engine), Barrier(8)

    def record(number: int) -> int:
        who = robot.people[(reporting.LEADER, reporting.OWNER)[number % 2]]
        together.wait()
        path = f"/api/v1/cases/{case}/measurements"
        return app.test_client().post(path, json=rows, headers=who).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(record, range(8))) == {200}
    kept = robot.get(f"/cases/{case}/measurements", demo.LEAD)["items"]
    assert [one["value"] for one in kept if one["goal"] == goal["id"]] == ["5"]
