"""/metrics counts what happened, together for all processes, and tells only those who may know."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from engine.commands.access.advance_clock import AdvanceClock
from engine.door import Engine
from engine.errors import UnavailableError
from engine.governance.actor import RALS
from engine.store.work import Database

Bearer = Callable[[str], dict[str, str]]
FAR = {"REMOTE_ADDR": "192.0.2.7"}
ADMINISTRATOR = "stefan-aberg"


def _figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels, in the order of the labels' names."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.get_data(as_text=True))
        for sample in family.samples
    }


def _grown(before: dict[Any, float], after: dict[Any, float]) -> dict[Any, float]:
    return {key: value - before.get(key, 0) for key, value in after.items() if value != before.get(key, 0)}


def test_requests_are_counted_by_the_pattern_of_their_route(client: FlaskClient, bearer: Bearer) -> None:
    headers = bearer(ADMINISTRATOR)
    before = _figures(client)

    client.get("/api/v1/tasks?q=hemlig", headers=headers)
    client.get("/api/v1/tasks/00000000-0000-0000-0000-000000000000", headers=headers)
    client.open("/nowhere/4711", method="BREW")
    grown = _grown(before, _figures(client))

    assert grown["rals_requests_total", "GET", "/api/v1/tasks", "200"] == 1
    assert grown["rals_requests_total", "GET", "/api/v1/tasks/<uuid:task_id>", "404"] == 1
    assert grown["rals_requests_total", "other", "none", "404"] == 1
    assert grown["rals_request_seconds_count", "GET", "/api/v1/tasks"] == 1
    assert not any("4711" in part or "hemlig" in part for key in grown for part in key)


def test_commands_are_counted_by_how_they_ended(engine: Engine, client: FlaskClient, bearer: Bearer) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    before = _figures(client)

    case = robot.start(demo.LEAD, demo.START)
    client.post("/api/v1/cases", json={"process": "implementering"}, headers=bearer("emma-rydberg"))
    robot.round(case["id"])
    grown = _grown(before, _figures(client))

    assert grown["rals_commands_total", "StartCase", "", "done"] == 1
    assert grown["rals_commands_total", "StartCase", "forbidden", "refused"] == 1
    assert grown["rals_command_seconds_count", "StartCase"] == 2
    assert grown["rals_command_seconds_sum", "StartCase"] > 0
    assert grown["rals_events_total", "case-started"] == 1
    done = grown["rals_commands_total", "CompleteTask", "", "done"]
    assert grown["rals_events_total", "task-completed"] == done


def test_a_command_that_broke_is_counted_as_failed(
    engine: Engine, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    before = _figures(client)
    monkeypatch.setattr(AdvanceClock, "run", broken)
    with pytest.raises(ZeroDivisionError):
        engine.do(AdvanceClock("P1D"), RALS)

    grown = _grown(before, _figures(client))
    assert grown["rals_commands_total", "AdvanceClock", "ZeroDivisionError", "failed"] == 1


def test_the_database_says_how_jobs_and_instances_are_doing(engine: Engine, client: FlaskClient) -> None:
    calm = _figures(client)
    assert calm["rals_database_up",] == 1
    assert calm["rals_workers",] == calm["rals_instances_late",] == calm["rals_incidents_open",] == 0
    assert calm["rals_database_connections", "active"] >= 1
    assert calm["rals_database_connections_max",] > 0

    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    robot.round(robot.start(demo.LEAD, demo.START)["id"])
    engine.do(AdvanceClock("P2M"), RALS)
    with engine.database.transaction() as connection:
        connection.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
        dead = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        taken = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :dead WHERE scheduled_at IS NULL"
        connection.execute(text(taken), {"dead": connection.execute(text(dead)).scalar_one()})

    troubled = _figures(client)
    assert troubled["rals_workers",] == 1
    assert troubled["rals_instances_late",] == 1
    assert troubled["rals_jobs_stalled",] == troubled["rals_jobs", "doing"] > 0


def test_the_longest_wait_of_a_job_that_could_run_is_told(engine: Engine, client: FlaskClient) -> None:
    with engine.database.transaction() as connection:
        job = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('rals', 'wake', '{}')"
        connection.execute(text(job))
        connection.execute(text("UPDATE procrastinate_events SET at = now() - interval '90 seconds'"))

    assert 90 <= _figures(client)["rals_jobs_wait_seconds",] < 120


def test_from_afar_it_takes_the_token_of_an_administrator(client: FlaskClient, bearer: Bearer) -> None:
    def code(headers: dict[str, str], environ: dict[str, str]) -> int:
        return client.get("/metrics", headers=headers, environ_base=environ).status_code

    assert code({}, FAR) == 401
    assert code({"Authorization": "Bearer rals_wrong"}, FAR) == 401
    assert code(bearer(demo.LEAD), FAR) == 403
    assert code(bearer(ADMINISTRATOR), FAR) == 200
    assert code({}, {"REMOTE_ADDR": "::1"}) == 200
    assert code({}, {"REMOTE_ADDR": ""}) == 401


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"])
def test_a_proxy_on_this_machine_does_not_count_as_this_machine(client: FlaskClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 401


def test_without_the_database_this_machine_still_learns_what_was_counted(
    engine: Engine, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> Database:
        raise UnavailableError("Borta.", "Away.")

    monkeypatch.setattr(Engine, "ask", away)

    figures = _figures(client)
    assert figures["rals_database_up",] == 0
    assert ("rals_workers",) not in figures
    assert client.get("/metrics", environ_base=FAR).status_code == 503


def test_processes_that_share_a_folder_count_together(tmp_path: Path) -> None:
    counts = "from engine.watch import figures; figures.EVENTS.labels('case-started').inc(); "
    tells = counts + "print(figures.text([]).decode())"
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    for code in (counts, counts):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    told = subprocess.run(
        [sys.executable, "-c", tells], env=environment, check=True, capture_output=True, text=True
    )

    assert 'rals_events_total{kind="case-started"} 3.0' in told.stdout
