"""Jobs belong to the transaction that asks for them, and survive the worker that dies with one."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import demo
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text

from engine import worker
from engine.commands.access.advance_clock import AdvanceClock
from engine.door import Engine
from engine.governance.actor import RALS
from engine.store import jobs, tables


def _jobs(engine: Engine, status: str = "todo") -> int:
    with engine.database.snapshot() as connection:
        count = text("SELECT count(*) FROM procrastinate_jobs WHERE status = :status AND task_name = 'wake'")
        return int(connection.execute(count, {"status": status}).scalar_one())


def _version(engine: Engine) -> int:
    with engine.database.snapshot() as connection:
        # Beside it lie the cases that the worker itself starts about vacancies.
        ours = tables.case.c.started_by.is_not(None)
        wanted = select(tables.instance.c.version).join(tables.case).where(ours)
        return int(connection.execute(wanted).scalar_one())


def _work_off(engine: Engine) -> None:
    """Let a worker do what is in the queue, and leave."""
    app = worker.make_app(engine, "k" * 40)

    async def work() -> None:
        async with app.open_async():
            await worker.bring_back_stalled(app)
            await app.run_worker_async(wait=False, queues=[jobs.QUEUE], install_signal_handlers=False)

    asyncio.run(work())


def test_a_job_of_a_transaction_that_is_undone_was_never_asked_for(engine: Engine) -> None:
    def ask_and_fail() -> None:
        with engine.database.transaction() as connection:
            jobs.wake_at(connection, uuid4(), datetime.now(UTC))
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        ask_and_fail()

    assert _jobs(engine) == 0


def test_the_worker_wakes_what_the_moved_clock_made_due(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    robot.round(case["id"])
    before = _version(engine)

    engine.do(AdvanceClock("P2M"), RALS)
    _work_off(engine)

    assert _version(engine) > before


def test_the_job_of_a_killed_worker_is_done_by_the_next_one(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    robot.round(case["id"])
    before = _version(engine)
    engine.do(AdvanceClock("P2M"), RALS)
    with engine.database.transaction() as connection:
        dead = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        taken = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :dead WHERE scheduled_at IS NULL"
        connection.execute(text(taken), {"dead": connection.execute(text(dead)).scalar_one()})
    assert _jobs(engine, "doing") > 0

    _work_off(engine)

    assert _jobs(engine, "doing") == 0
    assert _version(engine) > before
