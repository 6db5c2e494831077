"""Migrations: which cases go over to another version of their model, how far each has come, and what can be undone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, func, insert, select, text, update

from engine.store import jobs
from engine.store.instances import Locked, Stepped
from engine.store.rows import as_json
from engine.store.tables import migration, migration_case

# How many cases one job takes; a worker that is asked to leave finishes its job first.
BATCH: Final = 200
# What is still to be done, by the direction.
TO_DO: Final = {False: "waiting", True: "done"}

_ADD_CASES = text("""
INSERT INTO migration_case (migration_id, case_id, state)
SELECT :migration, c.id, 'waiting' FROM "case" c JOIN instance i ON i.case_id = c.id
 WHERE c.organisation_id = :organisation AND c.process = :process AND i.model_hash = :hash AND i.status <> 'ended'
   AND (CAST(:cases AS uuid[]) IS NULL OR c.id = ANY (:cases))
""")
_HELD = text("""
SELECT m.id, m.state, m.undoing, m.mapping, m.reason, m.person_id, m.held, m.organisation_id, f.hash AS from_hash, t.hash AS to_hash,
       f.number AS from_number, t.number AS to_number, k.state AS case_state, k.before, k.changed, k.version
  FROM migration_case k JOIN migration m ON m.id = k.migration_id
  JOIN model_version f ON f.id = m.from_id JOIN model_version t ON t.id = m.to_id
 WHERE k.migration_id = :migration AND k.case_id = :case FOR UPDATE OF k
""")
_LOCKED = text("""
SELECT m.*, f.number AS from_number, t.number AS to_number
  FROM migration m JOIN model_version f ON f.id = m.from_id JOIN model_version t ON t.id = m.to_id
 WHERE m.id = :migration AND (CAST(:organisation AS uuid) IS NULL OR m.organisation_id = :organisation) FOR UPDATE OF m
""")
_PASSED = text("""
SELECT DISTINCT v.value->>'element' FROM trail t CROSS JOIN LATERAL jsonb_array_elements(t.details->'visits') AS v(value)
 WHERE t.case_id = :case AND t.details ? 'visits' AND v.value->>'what' = 'completed'
   AND NOT EXISTS (SELECT 1 FROM trail u WHERE u.case_id = :case AND u.details->>'undoes' = t.id::text)
""")
_ANSWERS = text("""
SELECT DISTINCT ON (element) element, form, answers FROM submission
 WHERE case_id = :case AND undone_at IS NULL AND element = ANY (:elements) ORDER BY element, submitted_at DESC
""")
_TASKS = text("""
SELECT id, element, name, name_en, seat_id, from_seat_id, mandate, form, assignee_id, helper_id, help, version FROM task
 WHERE instance_id = :instance AND state = 'open'
""")
_FORGET = text("""
DELETE FROM draft WHERE task_id = ANY (:tasks) RETURNING task_id, person_id, answers, saved_at
""")
_REMEMBER = text("""
INSERT INTO draft SELECT * FROM jsonb_populate_recordset(CAST(NULL AS draft), CAST(:drafts AS jsonb)) ON CONFLICT DO NOTHING
""")
_WRITE = text("""
WITH carried AS (
  UPDATE instance SET state = :state, before = NULL, model_hash = :hash, version = version + 1, next_due = :next_due,
         tokens = CAST(:tokens AS jsonb) WHERE id = :instance),
noted AS (
  UPDATE migration_case SET state = :case_state, before = CAST(:before AS bytea), changed = CAST(:changed AS jsonb),
         reasons = NULL, version = :version
   WHERE migration_id = :migration AND case_id = :case),
told AS (
  INSERT INTO trail (organisation_id, case_id, at, person_id, role, kind, element, details, by_right)
  SELECT organisation_id, case_id, at, person_id, role, kind, element, details, by_right
    FROM jsonb_populate_recordset(CAST(NULL AS trail), CAST(:trail AS jsonb))),
moved AS (
  UPDATE task t SET element = w.element, name = w.name, name_en = w.name_en, seat_id = w.seat_id,
         from_seat_id = w.from_seat_id, mandate = w.mandate, form = w.form, assignee_id = w.assignee_id,
         helper_id = w.helper_id, help = w.help, version = t.version + 1
    FROM jsonb_populate_recordset(CAST(NULL AS task), CAST(:tasks AS jsonb)) w WHERE t.id = w.id)
UPDATE "case" SET model_hash = :hash, phase = :phase WHERE id = :case
""")


@dataclass(frozen=True)
class Carried:
    """A case on the other version: its new state, the tasks that change, and what it can be undone by (None: nothing)."""

    locked: Locked
    hash: str
    step: Stepped
    tasks: Sequence[Mapping[str, Any]] = ()
    before: bytes | None = None
    changed: Mapping[str, Any] | None = None


def begin(connection: Connection, row: Mapping[str, Any], of: str, cases: Collection[UUID] | None) -> int:
    """Keep a migration with the running cases on the version with this hash (`cases`: only those), and ask for the job."""
    connection.execute(insert(migration).values(**row))
    values = {
        "migration": row["id"],
        "organisation": row["organisation_id"],
        "process": row["process"],
        "hash": of,
        "cases": None if cases is None else list(cases),
    }
    jobs.migrate(connection, row["id"])
    return connection.execute(_ADD_CASES, values).rowcount


def lock(connection: Connection, migration_id: UUID, organisation_id: UUID | None) -> Row[Any] | None:
    """Lock a migration of the organisation (None: of any) and return it with the numbers of its versions."""
    values = {"migration": migration_id, "organisation": organisation_id}
    return connection.execute(_LOCKED, values).one_or_none()


def going_on(connection: Connection, organisation_id: UUID, process: str) -> bool:
    """Say whether a migration of the process is not done."""
    ours = (migration.c.organisation_id == organisation_id, migration.c.process == process)
    return (
        connection.execute(select(migration.c.id).where(*ours, migration.c.state != "done")).first()
        is not None
    )


def order(connection: Connection, migration_id: UUID, **values: Any) -> None:
    """Give a migration another state, and ask for the job if it is to go on."""
    connection.execute(update(migration).where(migration.c.id == migration_id).values(**values))
    if values["state"] == "running":
        jobs.migrate(connection, migration_id)


def to_do(connection: Connection, migration_id: UUID) -> list[UUID]:
    """Return the next cases of a migration that goes on; none when it is stopped or done."""
    found = connection.execute(
        select(migration.c.undoing).where(migration.c.id == migration_id, migration.c.state == "running")
    ).scalar_one_or_none()
    if found is None:
        return []
    ours = (migration_case.c.migration_id == migration_id, migration_case.c.state == TO_DO[found])
    rows = select(migration_case.c.case_id).where(*ours).order_by(migration_case.c.case_id).limit(BATCH)
    return list(connection.execute(rows).scalars())


def hold(connection: Connection, migration_id: UUID, case_id: UUID) -> Row[Any] | None:
    """Lock a case's part of a migration; None when it has none."""
    return connection.execute(_HELD, {"migration": migration_id, "case": case_id}).one_or_none()


def note(connection: Connection, at: Row[Any], case_id: UUID, state: str, reasons: Sequence[Any]) -> None:
    """Keep that a case was not carried over, or not back, and why."""
    ours = (migration_case.c.migration_id == at.id, migration_case.c.case_id == case_id)
    written = [reason._asdict() for reason in reasons]
    connection.execute(update(migration_case).where(*ours).values(state=state, reasons=written))


def passed(connection: Connection, case_id: UUID) -> frozenset[str]:
    """Return the elements that the case has completed."""
    return frozenset(connection.execute(_PASSED, {"case": case_id}).scalars())


def answers(connection: Connection, case_id: UUID, elements: Collection[str]) -> Sequence[Row[Any]]:
    """Return the last answers that were handed in at each of the elements: element, form, answers."""
    return connection.execute(_ANSWERS, {"case": case_id, "elements": list(elements)}).all()


def open_tasks(connection: Connection, instance_id: UUID) -> Sequence[Row[Any]]:
    """Return the open tasks of an instance, with what a change of version can change."""
    return connection.execute(_TASKS, {"instance": instance_id}).all()


def forget_drafts(connection: Connection, tasks: Collection[UUID]) -> list[dict[str, Any]]:
    """Take the drafts of tasks away and return them."""
    rows = connection.execute(_FORGET, {"tasks": list(tasks)}) if tasks else ()
    return [dict(row._mapping) for row in rows]  # noqa: SLF001  SQLAlchemy's public name


def remember_drafts(connection: Connection, drafts: Sequence[Mapping[str, Any]]) -> None:
    """Give drafts back, but never over what has been written since."""
    if drafts:
        connection.execute(_REMEMBER, {"drafts": as_json(drafts)})


def write(connection: Connection, at: Row[Any], carried: Carried, trail: Sequence[Any]) -> None:
    """Store a case on the other version whole: state, case, tasks, trail, and how far the migration has come with it."""
    step, locked = carried.step, carried.locked
    values = {
        "instance": locked.instance_id,
        "case": locked.case_id,
        "migration": at.id,
        "state": step.state,
        "hash": carried.hash,
        "next_due": step.next_due,
        "tokens": as_json(step.tokens),
        "phase": step.phase,
        "case_state": "undone" if at.undoing else "done",
        "before": carried.before,
        "changed": None if carried.changed is None else as_json(carried.changed),
        "version": None if at.undoing else locked.version + 1,
        "tasks": as_json(carried.tasks),
        "trail": as_json(trail),
    }
    connection.execute(_WRITE, values)


def finish(connection: Connection, migration_id: UUID, at: datetime) -> None:
    """Say that the migration is done."""
    ours = (migration.c.id == migration_id, migration.c.state == "running")
    connection.execute(update(migration).where(*ours).values(state="done", ended_at=at))


def done_cases(connection: Connection, migration_id: UUID) -> int:
    """Return how many cases the migration has carried over."""
    ours = (migration_case.c.migration_id == migration_id, migration_case.c.state == "done")
    return connection.execute(select(func.count()).where(*ours)).scalar_one()
