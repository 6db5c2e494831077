"""Running cases go over to another version: each whole or not at all, visible in the trail, stopped, resumed and undone."""

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
from migrating import ADMIN, KEY, MAPPING, NEWER, REGISTRAR, WHY, person, rows

from engine.commands.cases.suspend import SuspendCase
from engine.commands.migrations.carry import CarryCase
from engine.commands.migrations.order import ResumeMigration, StartMigration, StopMigration, UndoMigration
from engine.commands.tasks.claim import ClaimTask
from engine.commands.tasks.complete import CompleteTask
from engine.commands.tasks.draft import SaveDraft
from engine.door import Engine
from engine.errors import ConflictError, ForbiddenError, InvalidError
from engine.governance.actor import RALS, Identity
from engine.queries.cases.trail import Trail
from engine.queries.models.migration_plan import MigrationPlan
from engine.queries.models.migration_preview import MigrationPreview
from engine.queries.models.migrations import MigrationById, MigrationCases, MigrationRow
from engine.queries.tasks.detail import TaskById
from engine.runtime.migrating.carrying import opened

ANSWERS = {"anteckning": "Gjort.", "bedomning": "bra", "timmar": 2}


@pytest.fixture
def admin(engine: Engine) -> Identity:
    return person(engine, ADMIN)


def _begin(engine: Engine, who: Identity, **more: Any) -> UUID:
    found: UUID = engine.do(StartMigration(KEY, 1, 2, WHY, **{"mapping": MAPPING, **more}), who)
    return found


def _task(engine: Engine, case: UUID) -> Any:
    (found,) = rows(
        engine, "SELECT t.*, s.role FROM task t JOIN seat s ON s.id = t.seat_id WHERE case_id = :c AND t.state = 'open'", c=case
    )  # fmt: skip
    return found


def _complete(engine: Engine, case: UUID, who: str = REGISTRAR) -> None:
    engine.do(CompleteTask(_task(engine, case)["id"], ANSWERS), person(engine, who))


def _progress(engine: Engine, who: Identity, migration: UUID) -> MigrationRow:
    found: MigrationRow = engine.ask(MigrationById(migration), who)
    return found


def _case(engine: Engine, case: UUID) -> Any:
    (found,) = rows(
        engine,
        'SELECT c.model_hash, c.state, i.model_hash AS running, i.state AS bytes, i.status, i.version FROM "case" c JOIN instance i ON i.case_id = c.id WHERE c.id = :c',
        c=case,
    )
    return found


def _told(engine: Engine, case: UUID, who: Identity) -> list[tuple[str, str | None, Any, Any]]:
    lines = engine.ask(Trail(case), who).items
    return [
        (one.kind, one.person, one.details.get("from"), one.details.get("to"))
        for one in lines
        if one.kind.startswith("case-migrat")
    ]


def test_cases_go_over_with_their_tasks_drafts_and_doers_and_go_on_on_the_new_version(
    engine: Engine, admin: Identity
) -> None:
    migrating.publish(engine)
    first, second = migrating.start(engine, 2)
    _complete(engine, second)
    before = {case: _task(engine, case) for case in (first, second)}
    registrar = person(engine, REGISTRAR)
    for task in before.values():
        engine.do(ClaimTask(task["id"]), registrar)
        engine.do(SaveDraft(task["id"], {"anteckning": "Halvvägs"}), registrar)
    migrating.publish(engine, *NEWER)

    migration = _begin(engine, admin)
    migrating.work_off(engine, migration)

    progress = _progress(engine, admin, migration)
    assert (progress.state, progress.total, progress.done, progress.refused) == ("done", 2, 2, 0)
    after = {case: _task(engine, case) for case in (first, second)}
    assert {case: task["id"] for case, task in after.items()} == {
        case: task["id"] for case, task in before.items()
    }
    # Another role has the first step now; the second has another id and is as it was.
    assert (after[first]["role"], after[first]["assignee_id"]) == ("forvaltningsledning", None)
    assert (after[second]["element"], after[second]["role"]) == ("ut_avsluta", before[second]["role"])
    assert after[second]["assignee_id"] == registrar.person_id
    assert rows(
        engine, "SELECT task_id FROM draft WHERE task_id = ANY(:t)", t=[one["id"] for one in after.values()]
    )
    assert _told(engine, second, admin) == [("case-migrated", "Stefan Åberg", 1, 2)]
    _complete(engine, second)
    assert _task(engine, second)["element"] == "ut_tredje"
    _complete(engine, second)
    assert _case(engine, second)["state"] == "ended"
    names = [one.element_name.sv for one in engine.ask(Trail(second), admin).items if one.element_name]
    assert "Andra steget" in names
    assert "Första steget" in names


def test_the_plan_says_what_maps_what_cannot_and_who_gets_a_task(engine: Engine, admin: Identity) -> None:
    migrating.publish(engine)
    first, second, _ = migrating.start(engine, 3)
    _complete(engine, second)
    migrating.publish(engine, *NEWER)

    plan = engine.ask(MigrationPlan(KEY, 1, 2), admin)
    mapped = engine.ask(MigrationPlan(KEY, 1, 2, MAPPING), admin)

    assert (plan.cases, plan.hindered, mapped.hindered) == (3, 1, 0)
    steps = {one.element_id: one for one in plan.rows}
    assert {key: one.cases for key, one in steps.items()} == {"ut_forsta": 2, "ut_andra": 1}
    assert "Andra steget" in steps["ut_andra"].hindrance.sv
    assert steps["ut_forsta"].rerouted
    assert steps["ut_forsta"].role_after.sv == "Förvaltningsledningen"
    assert engine.ask(MigrationPreview(second, 2), admin).hindrances
    told = engine.ask(MigrationPreview(second, 2, MAPPING), admin)
    assert (told.hindrances, [one.rerouted for one in told.tasks]) == ((), [False])
    assert engine.ask(MigrationPreview(first, 2), admin).tasks[0].rerouted
    with pytest.raises(InvalidError) as refused:
        engine.ask(
            MigrationPlan(KEY, 1, 2, {"ut_forsta": "ut_avsluta", "ut_andra": "ut_avsluta", "x": "y"}), admin
        )
    assert {one.pointer for one in refused.value.errors} == {
        f"/mapping/{one}" for one in ("ut_forsta", "ut_andra", "x")
    }


def test_a_case_that_cannot_be_carried_stays_as_it_is_with_the_reason(
    engine: Engine, admin: Identity
) -> None:
    migrating.publish(engine)
    _, second = migrating.start(engine, 2)
    _complete(engine, second)
    migrating.publish(engine, *NEWER)
    before = _case(engine, second)

    migration = _begin(engine, admin, mapping={})
    migrating.work_off(engine, migration)

    progress = _progress(engine, admin, migration)
    assert (progress.state, progress.done, progress.refused) == ("done", 1, 1)
    (refused,) = engine.ask(MigrationCases(migration, "refused"), admin).items
    assert refused.case_id == second
    assert "”Andra steget” finns inte i den nya versionen." in refused.reasons[0].sv
    assert _case(engine, second) == before
    assert _told(engine, second, admin) == []
    _complete(engine, second)
    assert _case(engine, second)["state"] == "ended"


def test_what_is_undone_goes_back_where_nothing_has_happened_since(engine: Engine, admin: Identity) -> None:
    migrating.publish(engine)
    first, second, third = migrating.start(engine, 3)
    registrar = person(engine, REGISTRAR)
    engine.do(ClaimTask(_task(engine, first)["id"]), registrar)
    engine.do(SaveDraft(_task(engine, first)["id"], {"anteckning": "Halvvägs", "timmar": "3"}), registrar)
    _complete(engine, second)
    _complete(engine, third)
    before = {case: (_case(engine, case), _task(engine, case)) for case in (first, second, third)}
    # What is written about hours has no place in the new form.
    migrating.publish(engine, *NEWER, form=[('"key": "timmar"', '"key": "dagar"')])
    migration = _begin(engine, admin)
    migrating.work_off(engine, migration)
    assert not rows(engine, "SELECT 1 FROM draft")
    engine.do(
        CompleteTask(_task(engine, third)["id"], {"anteckning": "Gjort.", "bedomning": "bra", "dagar": 1}),
        registrar,
    )

    engine.do(UndoMigration(migration), admin)
    migrating.work_off(engine, migration)

    progress = _progress(engine, admin, migration)
    assert (progress.state, progress.undone, progress.kept) == ("done", 2, 1)
    for case in (first, second):
        then, now = before[case][0], _case(engine, case)
        assert {**now, "version": 0} == {**then, "version": 0}
        ours = ("id", "element", "name", "seat_id", "assignee_id", "form", "mandate")
        assert [_task(engine, case)[one] for one in ours] == [before[case][1][one] for one in ours]
        assert [one[0] for one in _told(engine, case, admin)] == ["case-migration-undone", "case-migrated"]
    (draft,) = rows(engine, "SELECT answers FROM draft")
    assert draft["answers"]["timmar"] == "3"
    (kept,) = engine.ask(MigrationCases(migration, "kept"), admin).items
    assert (kept.case_id, _task(engine, third)["element"]) == (third, "ut_tredje")
    with pytest.raises(ConflictError):
        engine.do(UndoMigration(migration), admin)


def test_a_stopped_migration_takes_no_more_cases_until_it_is_resumed(engine: Engine, admin: Identity) -> None:
    migrating.publish(engine)
    cases = migrating.start(engine, 4)
    migrating.publish(engine, *NEWER)
    migration = _begin(engine, admin)
    for case in sorted(cases)[:2]:
        engine.do(CarryCase(migration, case), RALS)

    engine.do(StopMigration(migration), admin)
    for case in cases:
        engine.do(CarryCase(migration, case), RALS)
    migrating.work_off(engine, migration)
    assert (_progress(engine, admin, migration).done, _progress(engine, admin, migration).waiting) == (2, 2)
    with pytest.raises(ConflictError):
        _begin(engine, admin)

    engine.do(ResumeMigration(migration), admin)
    migrating.work_off(engine, migration)
    assert (_progress(engine, admin, migration).state, _progress(engine, admin, migration).done) == (
        "done",
        4,
    )
    assert [_told(engine, case, admin) for case in cases] == [[("case-migrated", "Stefan Åberg", 1, 2)]] * 4


def test_only_the_cases_that_are_named_go_over_and_a_suspended_one_stays_suspended(
    engine: Engine, admin: Identity
) -> None:
    migrating.publish(engine)
    first, second = migrating.start(engine, 2)
    migrating.publish(engine, *NEWER)
    engine.do(SuspendCase(first, WHY), admin)

    migrating.work_off(engine, _begin(engine, admin, cases=(first,)))

    assert _case(engine, first)["status"] == "suspended"
    assert _case(engine, first)["running"] != _case(engine, second)["running"]
    with pytest.raises(InvalidError):
        _begin(engine, admin, cases=(first, second))
    with pytest.raises(ForbiddenError):
        _begin(engine, person(engine, REGISTRAR))
    task = _task(engine, first)["id"]
    assert engine.ask(TaskById(task), admin).task.element_id == "ut_forsta"


# --- a worker that is killed ----------------------------------------------------------------------------------

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
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline, "waited a minute in vain"
        time.sleep(0.02)


def test_a_worker_killed_in_the_middle_leaves_no_case_half_carried_and_another_goes_on(
    engine: Engine, admin: Identity, workers: Any
) -> None:
    migrating.publish(engine)
    cases = migrating.start(engine, 60)
    migrating.publish(engine, *NEWER)
    migration = _begin(engine, admin)

    worker = workers()
    _until(lambda: _progress(engine, admin, migration).done >= 5)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    halfway = _progress(engine, admin, migration)
    assert 0 < halfway.waiting < len(cases)
    assert _whole(engine, migration) == {"done": halfway.done, "waiting": halfway.waiting}

    # Instead of waiting until the dead one has been silent for long enough.
    with engine.database.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'"
        )
    workers()
    _until(lambda: _progress(engine, admin, migration).state == "done")
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
