"""When something breaks, a sentence is said, the last good state stays, and nothing is half done."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import demo
import pytest
from robot import Robot
from server import Server
from sqlalchemy import func, make_url, select, text

from api.app import create_app
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.cases.wake import WakeInstance
from engine.commands.tasks.complete import CompleteTask
from engine.door import Engine
from engine.errors import ConflictError, UnavailableError
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.store import jobs, seats, steps, tables
from engine.store.seats import Place
from engine.store.work import Connection, Database

# What PostgreSQL itself answers when its disk is full.
_NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room();
"""


def _cut(server: Server, engine: Engine) -> None:
    name = make_url(engine.database.url).database
    server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608  a name of our own making


def test_a_connection_that_died_while_resting_goes_unnoticed(
    server: Server, engine: Engine, robot: Robot
) -> None:
    task, answers = demo.first_task(robot)
    _cut(server, engine)

    done = robot.client.post(
        f"/api/v1/tasks/{task}/complete", json={"answers": answers}, headers=robot.people["maria-lindqvist"]
    )

    assert done.status_code == 200


def test_a_database_that_is_away_says_so_and_stores_nothing(engine: Engine) -> None:
    away = Engine(Database(engine.database.url.replace("host=/tmp/", "host=/tmp/away-")))

    with pytest.raises(UnavailableError, match="Nothing was stored"):
        away.do(CompleteTask(uuid4(), {}), Identity(person_id=uuid4()))


def test_a_connection_cut_in_the_middle_of_a_command_leaves_nothing_half_done(
    server: Server, engine: Engine, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    task, answers = demo.first_task(robot)
    cuts: Iterator[None] = iter([None, None])
    whole = steps.write

    def cut_before(*arguments: Any) -> None:
        if next(cuts, "no more") is None:
            _cut(server, engine)
        whole(*arguments)

    monkeypatch.setattr(steps, "write", cut_before)
    headers = robot.people["maria-lindqvist"]
    body = {"answers": answers}

    lost = robot.client.post(f"/api/v1/tasks/{task}/complete", json=body, headers=headers)
    again = robot.client.post(f"/api/v1/tasks/{task}/complete", json=body, headers=headers)

    assert lost.status_code == 503
    assert "Inget har sparats" in lost.json["detail"]
    assert again.status_code == 200
    with engine.database.snapshot() as connection:
        kept = select(func.count()).where(tables.submission.c.task_id == UUID(task))
        assert connection.execute(kept).scalar_one() == 1


def test_a_job_that_the_database_has_no_room_for_says_so(engine: Engine) -> None:
    def ask() -> None:
        with engine.database.transaction() as connection:
            connection.execute(text(_NO_ROOM.format(table="procrastinate_jobs")))
            jobs.wake_now(connection, uuid4())

    with pytest.raises(UnavailableError, match="its disk may be full"):
        ask()


def test_a_database_without_room_says_so_and_goes_on_when_there_is_room(engine: Engine, robot: Robot) -> None:
    task, answers = demo.first_task(robot)
    address, headers = f"/api/v1/tasks/{task}/complete", robot.people["maria-lindqvist"]
    with engine.database.transaction() as connection:
        connection.execute(text(_NO_ROOM.format(table="submission")))

    full = robot.client.post(address, json={"answers": answers}, headers=headers)
    with engine.database.transaction() as connection:
        connection.execute(text("DROP TRIGGER no_room ON submission"))
    again = robot.client.post(address, json={"answers": answers}, headers=headers)

    assert full.status_code == 503
    assert "disken kan vara full" in full.json["detail"]
    assert full.headers["Retry-After"]
    assert again.status_code == 200


def test_who_finds_no_free_connection_gets_a_sentence(engine: Engine) -> None:
    narrow = Database(engine.database.url, pool=1, patience=0.1)
    crowded = create_app(Engine(narrow)).test_client()

    with narrow.transaction(), narrow.transaction():
        refused = crowded.get("/api/v1/me", headers={"Authorization": "Bearer x"})

    assert refused.status_code == 503
    assert "Många arbetar samtidigt" in refused.json["detail"]
    assert refused.headers["Retry-After"]
    assert crowded.get("/api/v1/me", headers={"Authorization": "Bearer x"}).status_code == 401
    narrow.close()


def test_what_two_make_in_the_same_moment_is_made_by_one_and_the_other_is_told(engine: Engine) -> None:
    scope, asked = uuid4(), Event()

    def make(connection: Connection) -> None:
        organisation = connection.execute(text("SELECT id FROM organisation")).scalar_one()
        asked.set()
        seats.make(connection, organisation, [(uuid4(), Place("chef", "arende", scope), None)])

    def second() -> None:
        with engine.database.transaction() as connection:
            make(connection)  # waits for the first to commit

    with ThreadPoolExecutor(1) as pool:
        with engine.database.transaction() as connection:
            make(connection)
            asked.clear()
            later = pool.submit(second)
            assert asked.wait(30)
        refused = later.exception(30)

    assert isinstance(refused, ConflictError)
    assert "samma ögonblick" in refused.text.sv


def test_a_database_without_tables_is_told_with_what_to_run(engine: Engine) -> None:
    with engine.database.transaction() as connection:
        connection.execute(text("DROP TABLE demo_clock"))

    with pytest.raises(UnavailableError) as refused:
        engine.ask(DemoPeople(), RALS)

    assert "rals demo load" in refused.value.text.sv


def test_a_wake_up_that_comes_early_late_or_twice_does_no_harm(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, demo.START)
    robot.round(case["id"])
    with engine.database.snapshot() as connection:
        instance = connection.execute(select(tables.instance.c.id, tables.instance.c.version)).one()

    engine.do(WakeInstance(instance.id), RALS)
    engine.do(WakeInstance(uuid4()), RALS)
    with engine.database.snapshot() as connection:
        assert connection.execute(select(tables.instance.c.version)).scalar_one() == instance.version

    engine.do(AdvanceClock("P1M"), RALS)
    for _ in range(2):
        engine.do(WakeInstance(instance.id), RALS)
    with engine.database.snapshot() as connection:
        assert connection.execute(select(tables.instance.c.version)).scalar_one() == instance.version + 1


def test_the_clock_runs_ahead_for_everybody(engine: Engine) -> None:
    before = engine.now()
    ahead = engine.do(AdvanceClock("P1M"), RALS)

    assert timedelta(days=27) < ahead < timedelta(days=32)
    assert engine.now() - before >= ahead
