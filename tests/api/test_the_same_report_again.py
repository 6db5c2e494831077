"""A request about reports that is sent again under its key: answered as the first time, and nothing is written twice."""

from typing import Any
from uuid import UUID

import demo
import keys
import measured
import pytest
import reporting
from flask.testing import FlaskClient
from lending import post
from reporting import LEADER
from robot import Robot
from sqlalchemy import text

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from web.cli import models

# What says something else than the first time.
DIFFERENT: dict[str, Any] = {
    "milestones": {"name": "Slut"},
    "risks": {"likelihood": 5},
    "rollout": {"status": "infort"},
    "budget": {"planned": "1"},
    "measurements": {"value": "8"},
    "answers": reporting.answers("gul"),
}


@pytest.fixture
def case(engine: Engine, robot: Robot) -> str:
    started: str = robot.start(demo.LEAD, demo.START)["id"]
    reporting.staff(engine, started)
    return started


@pytest.mark.parametrize(
    "kind", ["status-reports", "milestones", "risks", "rollout", "budget", "measurements"]
)
def test_the_same_request_again_changes_nothing(engine: Engine, robot: Robot, case: str, kind: str) -> None:
    measured.measure(engine, UUID(case), keys.person(engine, LEADER).person_id or UUID(int=0))
    goal = robot.get(f"/cases/{case}/measurements", LEADER)["items"][0]["goal"]
    unit = robot.get(f"/cases/{case}/rollout", LEADER)["items"][0]["unit"]
    rows = {
        "milestones": {"name": "Start", "planned_on": "2026-09-01"},
        "risks": {"description": "Sjukdom", "likelihood": 4, "consequence": 5},
        "rollout": {"unit": unit, "status": "pagar"},
        "budget": {"planned": "860000"},
        "measurements": {"goal": goal, "value": "7"},
    }
    body = {"items": [rows[kind]]} if kind in rows else {"answers": reporting.answers()}
    headers = {**robot.people[LEADER], "Idempotency-Key": "en-gang"}
    path = f"/api/v1/cases/{case}/{kind}"

    def sent(one: Any) -> Any:
        return robot.client.post(path, json=one, headers=headers)

    first = sent(body)
    assert first.status_code in (200, 201), first.json
    before = _written(engine)
    again = sent(body)
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert _written(engine) == before
    other = (
        {"items": [{**rows[kind], **DIFFERENT[kind]}]} if kind in rows else {"answers": DIFFERENT["answers"]}
    )
    refused = sent(other)
    assert refused.status_code == 422
    assert "Idempotency-Key" in refused.json["detail"]
    assert _written(engine) == before


def test_a_report_that_completed_its_task_is_not_handed_in_twice(engine: Engine, client: FlaskClient) -> None:
    files = models.files_of(PRODUCT / "bpmn" / "statusrapportering")
    engine.do(PublishModel(files, engine.ask(Organisations(), RALS)[0].id), RALS)
    robot = demo.robot(engine, client, {})
    started = post(robot, demo.LEAD, "/cases", {"process": "statusrapportering", "answers": {}}, 201)
    case = started["case"]["id"]
    reporting.staff(engine, case)
    path, headers = f"/cases/{case}/status-reports", {"Idempotency-Key": "rapport-1"}
    assert robot.get(f"{path}/next", LEADER)["task_id"]

    body = {"answers": reporting.answers()}
    first, again = (
        client.post(f"/api/v1{path}", json=body, headers={**robot.people[LEADER], **headers})
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201), (first.json, again.json)
    assert again.json == first.json
    assert [one["number"] for one in robot.get(path, LEADER)["items"]] == [1]


def _written(engine: Engine) -> int:
    with engine.database.snapshot() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM trail")).scalar_one()
    return found
