"""Interventions: suspend, resume, cancel, move, change a date; each is permitted, sound, and kept for ever."""

from datetime import timedelta
from typing import Any

import demo
import lending
import pytest
from flask.testing import FlaskClient
from robot import Robot
from sqlalchemy import text

from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.cases.wake import WakeInstance
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.operations.due import DueInstances

ADMIN, CHAIR = "stefan-aberg", "maria-lindqvist"
WHY = {"reason": "Regionstyrelsen har bett oss vänta."}


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    outcomes = {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
    }
    return demo.robot(engine, client, outcomes)


@pytest.fixture
def case(robot: Robot) -> str:
    few = {**demo.START, "berorda_regionomraden": demo.AREAS[:1], "berorda_enheter": demo.UNITS[:2]}
    return str(robot.start(demo.LEAD, few)["id"])


def _do(robot: Robot, case: str, what: str, code: int = 204, who: str = ADMIN, **more: Any) -> Any:
    return lending.post(robot, who, f"/cases/{case}/{what}", {**WHY, **more}, code)


def _tasks(robot: Robot, case: str) -> list[Any]:
    return list(robot.get(f"/cases/{case}/tasks", ADMIN)["items"])


def _notices(engine: Engine, person: str) -> list[str]:
    with engine.database.snapshot() as connection:
        found = text(
            "SELECT n.subject FROM notice n JOIN person p ON p.id = n.person_id WHERE p.key = :key ORDER BY n.sent_at"
        )
        return list(connection.execute(found, {"key": person}).scalars())


def test_nobody_completes_a_task_of_a_suspended_case_and_it_goes_on_when_resumed(
    engine: Engine, robot: Robot, case: str
) -> None:
    task = _tasks(robot, case)[0]["id"]
    _do(robot, case, "suspend")
    _do(robot, case, "suspend", 409)

    whole = robot.get(f"/tasks/{task}", CHAIR)
    assert whole["may_work"] is False
    assert "pausat" in whole["refusal"]
    answers = {"answers": robot.fill(whole["form"], robot.choose(whole))}
    refused = lending.post(robot, CHAIR, f"/tasks/{task}/complete", answers, 409)
    assert "pausat" in refused["detail"]
    assert robot.get(f"/cases/{case}", CHAIR)["suspended"] is True

    _do(robot, case, "resume")
    _do(robot, case, "resume", 409)
    lending.post(robot, CHAIR, f"/tasks/{task}/complete", answers, 200)
    kinds = [one["kind"] for one in robot.get(f"/cases/{case}/trail", CHAIR)["items"]]
    assert {"case-suspended", "case-resumed"} <= set(kinds)
    assert _notices(engine, demo.LEAD)[0].startswith("Ärendet är pausat: ARB-")


def test_a_timer_waits_while_the_case_is_suspended_and_fires_when_it_is_resumed(
    engine: Engine, robot: Robot, case: str
) -> None:
    while not (due := _next_due(engine, case)):
        assert robot.round(case)
    _do(robot, case, "suspend")
    engine.do(
        AdvanceClock(f"PT{int((due - engine.now() + timedelta(days=1)).total_seconds() // 3600)}H"), RALS
    )

    engine.do(WakeInstance(_instance(engine, case)), RALS)
    assert not engine.ask(DueInstances(), RALS)
    assert _next_due(engine, case) == due
    _do(robot, case, "resume")
    assert list(engine.ask(DueInstances(), RALS)) == [_instance(engine, case)]
    engine.do(WakeInstance(_instance(engine, case)), RALS)
    assert _next_due(engine, case) != due


def test_a_cancelled_case_has_no_task_left_and_says_why(engine: Engine, robot: Robot, case: str) -> None:
    task = _tasks(robot, case)[0]["id"]
    _do(robot, case, "cancel", 422, reason="  ")
    _do(robot, case, "cancel")

    found = robot.get(f"/cases/{case}", CHAIR)
    assert (found["state"], found["ended_in"], found["cancelled_because"]) == ("ended", None, WHY["reason"])
    assert _tasks(robot, case) == []
    assert robot.get(f"/tasks/{task}", CHAIR)["state"] == "cancelled"
    assert _next_due(engine, case) is None
    _do(robot, case, "suspend", 409)
    line = robot.get(f"/cases/{case}/trail", CHAIR)["items"][0]
    assert (line["kind"], line["person"], line["details"]["reason"]) == (
        "case-cancelled",
        "Stefan Åberg",
        WHY["reason"],
    )
    assert _notices(engine, demo.LEAD) != []


def test_a_due_date_is_changed_with_a_reason(engine: Engine, robot: Robot, case: str) -> None:
    task = _tasks(robot, case)[0]["id"]
    later = (engine.now() + timedelta(days=30)).isoformat()

    _do(robot, case, f"tasks/{task}/due", 422, due_at=(engine.now() - timedelta(days=1)).isoformat())
    _do(robot, case, f"tasks/{task}/due", due_at=later)

    assert _tasks(robot, case)[0]["due_at"][:10] == later[:10]
    assert robot.get(f"/cases/{case}/trail", CHAIR)["items"][0]["kind"] == "due-changed"


def test_what_a_move_does_is_previewed_and_then_done(robot: Robot, case: str) -> None:
    robot.round(case)
    task, goals = _movable(robot, case)
    goal = goals[0]["element_id"]
    address = f"/cases/{case}/tasks/{task['id']}"

    told = robot.get(f"{address}/moves/{goal}", ADMIN)
    assert (told["closes"], told["opens"]) == ([task["name"]], [goals[0]["name"]])
    assert [one["id"] for one in _tasks(robot, case) if one["id"] == task["id"]]
    _do(robot, case, f"tasks/{task['id']}/move", to=goal)

    assert task["id"] not in [one["id"] for one in _tasks(robot, case)]
    assert goal in [one["element_id"] for one in _tasks(robot, case)]
    line = robot.get(f"/cases/{case}/trail", CHAIR)["items"][0]
    assert (line["kind"], line["element_id"]) == ("token-moved", task["element_id"])
    _do(robot, case, f"tasks/{task['id']}/move", 409, to=goal)


def test_after_every_move_that_is_allowed_the_case_still_reaches_an_end(
    engine: Engine, robot: Robot, case: str
) -> None:
    moved: set[tuple[str, str]] = set()
    refused = set()
    while robot.get(f"/cases/{case}", ADMIN)["state"] == "running":
        for task in _tasks(robot, case):
            for one in robot.get(f"/cases/{case}/tasks/{task['id']}/moves", ADMIN)["items"]:
                way = (task["element_id"], one["element_id"])
                if one["refusal"]:
                    refused.add(way)
                    _do(robot, case, f"tasks/{task['id']}/move", 422, to=one["element_id"])
                elif way not in moved and way[::-1] not in moved:
                    moved.add(way)
                    _do(robot, case, f"tasks/{task['id']}/move", to=one["element_id"])
                    break
        if not robot.round(case):
            _pass_time(engine, case)
        assert robot.get("/operations", ADMIN)["incidents"] == []

    assert robot.get(f"/cases/{case}", ADMIN)["ended_in"]
    assert len(moved) > 3, moved
    assert refused


def test_only_administrators_and_owners_in_the_case_intervene(robot: Robot, case: str) -> None:
    task = _tasks(robot, case)[0]["id"]
    for what, more in (
        ("suspend", {}),
        ("resume", {}),
        ("cancel", {}),
        (f"tasks/{task}/due", {"due_at": "2030-01-01T12:00:00Z"}),
        (f"tasks/{task}/move", {"to": "x"}),
    ):
        _do(robot, case, what, 403, who=demo.LEAD, **more)
    moves = f"/api/v1/cases/{case}/tasks/{task}/moves"
    assert robot.client.get(moves, headers=robot.people[demo.LEAD]).status_code == 403
    assert robot.client.get(f"{moves}/x", headers=robot.people[demo.LEAD]).status_code == 403


def test_an_administrator_does_not_reach_a_secret_case_without_need(robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]

    for what in ("suspend", "cancel"):
        _do(robot, case, what, 404)


def test_who_started_a_case_follows_it_and_others_choose(engine: Engine, robot: Robot, case: str) -> None:
    follow = f"/cases/{case}/follow"
    assert robot.get(follow, demo.LEAD) == {"follows": True}
    assert robot.get(follow, "emma-rydberg") == {"follows": False}
    lending.post(robot, demo.LEAD, follow, {"follows": False}, 204)
    lending.post(robot, "emma-rydberg", follow, {"follows": True}, 204)

    robot.round(case)
    _do(robot, case, "cancel")

    assert _notices(engine, demo.LEAD) == []
    told = [one.partition(":")[0] for one in _notices(engine, "emma-rydberg")]
    assert told[0] == "Nytt beslut, Besluta om hantering"
    assert told[-1] == "Ärendet är avbrutet"


def _movable(robot: Robot, case: str) -> tuple[Any, list[Any]]:
    for _ in range(10):
        for task in _tasks(robot, case):
            found = robot.get(f"/cases/{case}/tasks/{task['id']}/moves", ADMIN)["items"]
            goals = [one for one in found if not one["refusal"]]
            if goals:
                return task, goals
        assert robot.round(case)
    raise AssertionError("no task of the case can be moved")


def _pass_time(engine: Engine, case: str) -> None:
    due = _next_due(engine, case)
    assert due is not None, "the case waits for nothing"
    engine.do(AdvanceClock(f"PT{int((due - engine.now()).total_seconds() // 3600) + 1}H"), RALS)
    engine.do(WakeInstance(_instance(engine, case)), RALS)


def _instance(engine: Engine, case: str) -> Any:
    return _of_instance(engine, case).id


def _next_due(engine: Engine, case: str) -> Any:
    return _of_instance(engine, case).next_due


def _of_instance(engine: Engine, case: str) -> Any:
    with engine.database.snapshot() as connection:
        return connection.execute(
            text("SELECT id, next_due FROM instance WHERE case_id = :case"), {"case": case}
        ).one()
