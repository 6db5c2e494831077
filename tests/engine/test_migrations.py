"""Running cases go over to another version: each whole or not at all, visible in the trail, stopped, resumed and undone."""

from typing import Any
from uuid import UUID

import migrating
import pytest
from migrating import (
    ADMIN,
    KEY,
    MAPPING,
    NEWER,
    REGISTRAR,
    WHY,
    begin,
    case_of,
    complete,
    person,
    progress,
    rows,
    task_of,
    told,
)

from engine.commands.cases.suspend import SuspendCase
from engine.commands.migrations.carry import CarryCase
from engine.commands.migrations.order import ResumeMigration, StopMigration, UndoMigration
from engine.commands.tasks.claim import ClaimTask
from engine.commands.tasks.complete import CompleteTask
from engine.commands.tasks.draft import SaveDraft
from engine.door import Engine
from engine.errors import ConflictError, ForbiddenError, InvalidError
from engine.governance.actor import RALS, Identity
from engine.queries.cases.trail import Trail
from engine.queries.models.migration_plan import MigrationPlan
from engine.queries.models.migration_preview import MigrationPreview
from engine.queries.models.migrations import MigrationCases
from engine.queries.tasks.detail import TaskById


@pytest.fixture
def admin(engine: Engine) -> Identity:
    return person(engine, ADMIN)


def test_cases_go_over_with_their_tasks_drafts_and_doers_and_go_on_on_the_new_version(
    engine: Engine, admin: Identity
) -> None:
    migrating.publish(engine)
    first, second = migrating.start(engine, 2)
    complete(engine, second)
    before = {case: task_of(engine, case) for case in (first, second)}
    registrar = person(engine, REGISTRAR)
    for task in before.values():
        engine.do(ClaimTask(task["id"]), registrar)
        engine.do(SaveDraft(task["id"], {"anteckning": "Halvvägs"}), registrar)
    migrating.publish(engine, *NEWER)

    migration = begin(engine, admin)
    migrating.work_off(engine, migration)

    found = progress(engine, admin, migration)
    assert (found.state, found.total, found.done, found.refused) == ("done", 2, 2, 0)
    after = {case: task_of(engine, case) for case in (first, second)}
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
    assert told(engine, second, admin) == [("case-migrated", "Stefan Åberg", 1, 2)]


def test_a_case_goes_on_on_the_new_version_and_still_tells_what_was_done_on_the_old(
    engine: Engine, admin: Identity
) -> None:
    migrating.publish(engine)
    (case,) = migrating.start(engine, 1)
    complete(engine, case)
    migrating.publish(engine, *NEWER)
    migrating.work_off(engine, begin(engine, admin))

    complete(engine, case)
    assert task_of(engine, case)["element"] == "ut_tredje"
    complete(engine, case)
    assert case_of(engine, case)["state"] == "ended"
    names = [one.element_name.sv for one in engine.ask(Trail(case), admin).items if one.element_name]
    assert {"Första steget", "Andra steget", "Tredje steget"} <= set(names)


def test_a_case_that_rests_for_an_incident_rests_on(engine: Engine, admin: Identity) -> None:
    migrating.publish(engine)
    (case,) = migrating.start(engine, 1)
    with engine.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE instance SET status = 'incident', next_due = NULL")
    migrating.publish(engine, *NEWER)
    migrating.work_off(engine, begin(engine, admin))

    assert case_of(engine, case)["status"] == "incident"
    assert rows(engine, "SELECT next_due FROM instance") == [{"next_due": None}]


def test_the_plan_says_what_maps_what_cannot_and_who_gets_a_task(engine: Engine, admin: Identity) -> None:
    migrating.publish(engine)
    first, second, _ = migrating.start(engine, 3)
    complete(engine, second)
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
    complete(engine, second)
    migrating.publish(engine, *NEWER)
    before = case_of(engine, second)

    migration = begin(engine, admin, mapping={})
    migrating.work_off(engine, migration)

    found = progress(engine, admin, migration)
    assert (found.state, found.done, found.refused) == ("done", 1, 1)
    (refused,) = engine.ask(MigrationCases(migration, "refused"), admin).items
    assert refused.case_id == second
    assert "”Andra steget” finns inte i den nya versionen." in refused.reasons[0].sv
    assert case_of(engine, second) == before
    assert told(engine, second, admin) == []
    complete(engine, second)
    assert case_of(engine, second)["state"] == "ended"


@pytest.fixture
def over(engine: Engine, admin: Identity) -> tuple[UUID, dict[UUID, Any]]:
    """A migration that has taken three cases, with what each was before; in the third something has happened since."""
    migrating.publish(engine)
    cases = migrating.start(engine, 3)
    registrar, task = person(engine, REGISTRAR), task_of(engine, cases[0])["id"]
    engine.do(ClaimTask(task), registrar)
    engine.do(SaveDraft(task, {"anteckning": "Halvvägs", "timmar": "3"}), registrar)
    for case in cases[1:]:
        complete(engine, case)
    before = {case: (case_of(engine, case), task_of(engine, case)) for case in cases}
    # What is written about hours has no place in the new form.
    migrating.publish(engine, *NEWER, form=[('"key": "timmar"', '"key": "dagar"')])
    migration = begin(engine, admin)
    migrating.work_off(engine, migration)
    given = {"anteckning": "Gjort.", "bedomning": "bra", "dagar": 1}
    engine.do(CompleteTask(task_of(engine, cases[2])["id"], given), registrar)
    return migration, before


def test_what_is_undone_goes_back_where_nothing_has_happened_since(
    engine: Engine, admin: Identity, over: tuple[UUID, dict[UUID, Any]]
) -> None:
    migration, before = over
    first, second, third = before
    assert not rows(engine, "SELECT 1 FROM draft")

    engine.do(UndoMigration(migration), admin)
    migrating.work_off(engine, migration)

    found = progress(engine, admin, migration)
    assert (found.state, found.undone, found.kept) == ("done", 2, 1)
    for case in (first, second):
        then, now = before[case][0], case_of(engine, case)
        assert {**now, "version": 0} == {**then, "version": 0}
        ours = ("id", "element", "name", "seat_id", "assignee_id", "form", "mandate")
        assert [task_of(engine, case)[one] for one in ours] == [before[case][1][one] for one in ours]
        assert [one[0] for one in told(engine, case, admin)] == ["case-migration-undone", "case-migrated"]
    (draft,) = rows(engine, "SELECT answers FROM draft")
    assert draft["answers"]["timmar"] == "3"
    (kept,) = engine.ask(MigrationCases(migration, "kept"), admin).items
    assert (kept.case_id, task_of(engine, third)["element"]) == (third, "ut_tredje")
    with pytest.raises(ConflictError):
        engine.do(UndoMigration(migration), admin)


def test_a_stopped_migration_takes_no_more_cases_until_it_is_resumed(engine: Engine, admin: Identity) -> None:
    migrating.publish(engine)
    cases = migrating.start(engine, 4)
    migrating.publish(engine, *NEWER)
    migration = begin(engine, admin)
    for case in sorted(cases)[:2]:
        engine.do(CarryCase(migration, case), RALS)

    engine.do(StopMigration(migration), admin)
    for case in cases:
        engine.do(CarryCase(migration, case), RALS)
    migrating.work_off(engine, migration)
    assert (progress(engine, admin, migration).done, progress(engine, admin, migration).waiting) == (2, 2)
    with pytest.raises(ConflictError):
        begin(engine, admin)

    engine.do(ResumeMigration(migration), admin)
    migrating.work_off(engine, migration)
    assert (progress(engine, admin, migration).state, progress(engine, admin, migration).done) == (
        "done",
        4,
    )
    assert [told(engine, case, admin) for case in cases] == [[("case-migrated", "Stefan Åberg", 1, 2)]] * 4


def test_only_the_cases_that_are_named_go_over_and_a_suspended_one_stays_suspended(
    engine: Engine, admin: Identity
) -> None:
    migrating.publish(engine)
    first, second = migrating.start(engine, 2)
    migrating.publish(engine, *NEWER)
    engine.do(SuspendCase(first, WHY), admin)

    migrating.work_off(engine, begin(engine, admin, cases=(first,)))

    assert case_of(engine, first)["status"] == "suspended"
    assert case_of(engine, first)["running"] != case_of(engine, second)["running"]
    with pytest.raises(InvalidError):
        begin(engine, admin, cases=(first, second))
    with pytest.raises(ForbiddenError):
        begin(engine, person(engine, REGISTRAR))
    task = task_of(engine, first)["id"]
    assert engine.ask(TaskById(task), admin).task.element_id == "ut_forsta"
