"""A worker is killed while running cases change version: none is half carried, and another goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import migrating
import pytest
from migrating import ADMIN, NEWER, begin, person, progress, rows
from serving import UP_SECONDS

from engine.door import Engine
from engine.runtime.migrating.carrying import opened

_WORK = "import sys; from engine import worker; from engine.door import Engine; from engine.store.work import Database; worker.run(Engine(Database(sys.argv[1]), demo=True), 'k' * 40)"  # fmt: skip


@pytest.fixture
def workers(demo_url: str) -> Iterator[Any]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", _WORK, demo_url], stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()


def _until(done: Any) -> None:
    deadline = time.monotonic() + UP_SECONDS
    while not done():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_a_worker_killed_in_the_middle_leaves_no_case_half_carried_and_another_goes_on(
    engine: Engine, workers: Any
) -> None:
    admin = person(engine, ADMIN)
    migrating.publish(engine)
    cases = migrating.start(engine, 40)
    migrating.publish(engine, *NEWER)
    migration = begin(engine, admin)

    worker = workers()
    _until(lambda: progress(engine, admin, migration).done >= 5)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    halfway = progress(engine, admin, migration)
    assert 0 < halfway.waiting < len(cases)
    assert _whole(engine, migration) == {"done": halfway.done, "waiting": halfway.waiting}

    # Instead of waiting until the dead one has been silent for long enough.
    with engine.database.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'"
        )
    workers()
    _until(lambda: progress(engine, admin, migration).state == "done")
    assert _whole(engine, migration) == {"done": len(cases)}
    told = "SELECT case_id, count(*) AS n FROM trail WHERE kind = 'case-migrated' GROUP BY 1"
    assert {one["case_id"]: one["n"] for one in rows(engine, told)} == dict.fromkeys(cases, 1)


def _whole(engine: Engine, migration: UUID) -> dict[str, int]:
    """Return how many cases have come how far; every one must be on one version in all that is kept of it."""
    found: dict[str, int] = {}
    statement = """SELECT k.state, k.case_id, i.model_hash AS running, c.model_hash, v.number, i.state AS bytes, s.role,
        EXISTS (SELECT 1 FROM trail t WHERE t.case_id = c.id AND t.kind = 'case-migrated') AS told
      FROM migration_case k JOIN "case" c ON c.id = k.case_id JOIN instance i ON i.case_id = c.id
      JOIN model_version v ON v.hash = i.model_hash JOIN task t ON t.case_id = c.id AND t.state = 'open'
      JOIN seat s ON s.id = t.seat_id WHERE k.migration_id = :m"""
    for one in rows(engine, statement, m=migration):
        over = one["state"] == "done"
        assert one["running"] == one["model_hash"]
        assert (one["number"], one["told"], one["role"] == "forvaltningsledning") == (
            2 if over else 1,
            over,
            over,
        )
        assert opened(bytes(one["bytes"]))["model"] == one["running"]
        found[one["state"]] = found.get(one["state"], 0) + 1
    return found
