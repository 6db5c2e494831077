"""The instance row: locked for the length of one command, and saved with what follows from the step."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select, text, update

from engine.store import jobs
from engine.store.tables import instance

SUSPENDED: Final = "suspended"


@dataclass(frozen=True)
class Locked:
    """An instance that this transaction holds, with its case."""

    instance_id: UUID
    case_id: UUID
    organisation_id: UUID
    number: str
    title: str
    process: str
    model_hash: str
    profile_hash: str
    calendar_hash: str | None
    state: bytes
    version: int
    status: str
    next_due: datetime | None
    phase: str | None
    # None: Räls itself.
    started_by: UUID | None


@dataclass(frozen=True)
class LockedTask:
    """The task at hand, read under the same lock."""

    id: UUID
    element: str
    state: str
    seat_id: UUID
    # Of the seat that the task was given to, by the profile of that day.
    role: str
    mandate: str | None
    assignee_id: UUID | None
    helper_id: UUID | None
    priority: int
    version: int
    item: str
    name: str
    # Whose holders have the task today: its own seat, or the nearest one above that is not vacant.
    first_held: UUID | None
    # Whether the one who asks has handed in, in a right of their own, something of what is to be decided.
    authored: bool
    # Which elements of the case the one who asks has done or decided.
    done: list[str]
    # Who has declared a conflict of interest in it.
    conflicts: list[UUID]


_LOCKED = """
       i.id AS instance_id, i.case_id, c.organisation_id, c.number, c.title, c.process, i.model_hash, o.profile_hash,
       o.calendar_hash,
       i.state, i.version, i.status, i.next_due, c.phase, c.started_by
"""

_HELD = """EXISTS (SELECT 1 FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
                    WHERE a.seat_id = s.id AND a.valid_from <= :today
                      AND (a.valid_to IS NULL OR a.valid_to >= :today))"""

# From a task's seat (of t) to the first one that somebody holds today: its own, or while that is vacant the nearest above.
FIRST_HELD = f"""(WITH RECURSIVE up AS (
          SELECT s.id, s.superior_id, 0 AS height, {_HELD} AS held FROM seat s WHERE s.id = t.seat_id
          UNION ALL
          SELECT s.id, s.superior_id, up.height + 1, {_HELD} FROM seat s JOIN up ON s.id = up.superior_id
           WHERE NOT up.held AND up.height < 20)
        SELECT id FROM up WHERE held LIMIT 1)"""  # noqa: S608  constants

# The instance stands first, so that every command locks in the same order.
_LOCK_OF_TASK = text(f"""
SELECT {_LOCKED}, t.id AS task_id, t.element AS task_element, t.state AS task_state, t.seat_id AS task_seat_id,
       (SELECT s.role FROM seat s WHERE s.id = coalesce(t.from_seat_id, t.seat_id)) AS task_role,
       t.mandate AS task_mandate, t.assignee_id AS task_assignee_id, t.priority AS task_priority, t.helper_id AS task_helper_id,
       t.version AS task_version, t.item AS task_item, t.name AS task_name,
       {FIRST_HELD} AS task_first_held,
       :deputises AND t.mandate IS NOT NULL AND EXISTS (
         SELECT 1 FROM submission w WHERE w.case_id = i.case_id AND w.person_id = :person AND w.undone_at IS NULL
            AND w.by_right->>'by' IS DISTINCT FROM 'substitution') AS task_authored,
       ARRAY(SELECT w.element FROM submission w WHERE w.case_id = i.case_id AND w.person_id = :person AND w.undone_at IS NULL
             UNION SELECT d.element FROM decision d WHERE d.case_id = i.case_id AND d.decider_id = :person) AS task_done,
       ARRAY(SELECT k.person_id FROM conflict_of_interest k WHERE k.task_id = t.id AND k.withdrawn_at IS NULL) AS task_conflicts
  FROM instance i
  JOIN task t ON t.instance_id = i.id
  JOIN "case" c ON c.id = i.case_id
  JOIN organisation o ON o.id = c.organisation_id
 WHERE t.id = :task
   FOR UPDATE OF i, t
""")  # noqa: S608  constants

_LOCK = text(f"""
SELECT {_LOCKED}
  FROM instance i JOIN "case" c ON c.id = i.case_id JOIN organisation o ON o.id = c.organisation_id
 WHERE i.id = :instance
   FOR UPDATE OF i
""")  # noqa: S608  constants


_LOCK_OF_CASE = text(f"""
SELECT {_LOCKED}
  FROM instance i JOIN "case" c ON c.id = i.case_id JOIN organisation o ON o.id = c.organisation_id
 WHERE i.case_id = :case
   FOR UPDATE OF i
""")  # noqa: S608  constants


def lock_of_case(connection: Connection, case_id: UUID) -> Locked | None:
    """Lock the instance that runs a case and return it as it is now."""
    row = connection.execute(_LOCK_OF_CASE, {"case": case_id}).one_or_none()
    return None if row is None else _locked(row)


def lock_of_task(
    connection: Connection, task_id: UUID, today: date, person: UUID | None, *, deputises: bool = False
) -> tuple[Locked, LockedTask] | None:
    """Lock the instance that the task belongs to, and return both as they are now.

    `person` is the one who asks, None for Räls; `deputises` whether that is somebody's substitute.
    """
    values = {"task": task_id, "today": today, "person": person, "deputises": deputises}
    row = connection.execute(_LOCK_OF_TASK, values).one_or_none()
    if row is None:
        return None
    names = LockedTask.__dataclass_fields__
    return _locked(row), LockedTask(**{name: getattr(row, f"task_{name}") for name in names})


def lock(connection: Connection, instance_id: UUID) -> Locked | None:
    """Lock an instance and return it as it is now."""
    row = connection.execute(_LOCK, {"instance": instance_id}).one_or_none()
    return None if row is None else _locked(row)


def _locked(row: Row[Any]) -> Locked:
    return Locked(**{name: getattr(row, name) for name in Locked.__dataclass_fields__})


def wake_later(connection: Connection, locked: Locked, step: "Stepped") -> None:
    """Ask for the wake-up at the earliest time that the step waits for, if that is another than before."""
    if step.next_due is not None and step.next_due != locked.next_due:
        jobs.wake_at(connection, locked.instance_id, step.next_due)


@dataclass(frozen=True)
class Stepped:
    """What a step led to, as the instance row keeps it."""

    state: bytes
    tokens: dict[str, Any]
    phase: str | None
    next_due: datetime | None
    done: bool
    ended: tuple[str, ...]
    at: datetime


# A case that stood still for an incident does so again.
_RESUME = text("""
UPDATE instance i SET status = CASE WHEN EXISTS (
    SELECT 1 FROM incident n WHERE n.instance_id = i.id AND n.resolved_at IS NULL AND i.next_due IS NULL)
  THEN 'incident' ELSE 'running' END WHERE i.id = :instance
""")


def stall(connection: Connection, instance_id: UUID) -> None:
    """Let the instance rest until its incident is mended: no timer wakes it meanwhile."""
    connection.execute(
        update(instance).where(instance.c.id == instance_id).values(status="incident", next_due=None)
    )


def put_off(
    connection: Connection, locked: Locked, state: bytes, next_due: datetime | None, before: bytes | None
) -> None:
    """Keep an instance whose timers have moved, and what its last step can be undone to, where they have moved too.

    One that stood still for an incident does so still.
    """
    kept = None if locked.next_due is None else next_due
    values = {"state": state, "before": before, "next_due": kept, "version": locked.version + 1}
    connection.execute(update(instance).where(instance.c.id == locked.instance_id).values(**values))
    if kept is not None and kept != locked.next_due:
        jobs.wake_at(connection, locked.instance_id, kept)


def suspend(connection: Connection, instance_id: UUID) -> None:
    """Let nobody take a step, and no timer fire, until the case is resumed."""
    connection.execute(update(instance).where(instance.c.id == instance_id).values(status=SUSPENDED))


def resume(connection: Connection, locked: Locked, at: datetime) -> None:
    """Let the case go on: what fell due meanwhile is done as soon as a worker is free."""
    connection.execute(_RESUME, {"instance": locked.instance_id})
    if locked.next_due is not None:
        jobs.wake_at(connection, locked.instance_id, max(locked.next_due, at))


def due(connection: Connection, at: datetime) -> list[UUID]:
    """Return the instances whose time has come."""
    found = connection.execute(
        select(instance.c.id).where(instance.c.next_due <= at, instance.c.status == "running")
    )
    return list(found.scalars())
