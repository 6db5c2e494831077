"""The last step of an instance, and the rows that change when it is undone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, text, update

from engine.store.rows import as_json
from engine.store.tables import instance, submission

# Somebody has begun with a task: taken it, been given it, written a draft, or set a day to follow it up.
_ROWS = text("""
SELECT t.id, t.element, t.name, t.name_en, t.state,
       t.version > 1 OR t.assignee_id IS NOT NULL OR t.follow_up_on IS NOT NULL
         OR EXISTS (SELECT 1 FROM draft d WHERE d.task_id = t.id) AS touched
  FROM task t WHERE t.instance_id = :instance AND (t.state = 'open' OR t.id = ANY (:ids))
""")
_LINE = text("""
SELECT id, details->'visits' AS visits FROM trail
 WHERE case_id = :case AND kind = 'task-completed' AND details->>'task' = :task ORDER BY id DESC LIMIT 1
""")
_OPEN = text("""
UPDATE task SET state = 'open', ended_at = NULL, ended_by = NULL, version = version + 1,
       returned = CASE WHEN id = :task THEN coalesce(CAST(:returned AS jsonb), returned) ELSE returned END
 WHERE id = ANY (:ids)
""")


@dataclass(frozen=True)
class TaskThen:
    """A task of the instance, as it is now. `touched`: somebody has begun with it."""

    id: UUID
    element: str
    name: str
    name_en: str
    state: str
    touched: bool


@dataclass(frozen=True)
class Submitted:
    """What was handed in with a task, and by whom."""

    id: UUID
    person_id: UUID
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """The line of the trail that tells of a completed task, with the elements that the tokens met."""

    id: int
    elements: frozenset[str]


def before(connection: Connection, instance_id: UUID) -> bytes | None:
    """Return the state before the last step, None if that was not a completed task."""
    found: bytes | None = connection.execute(
        select(instance.c.before).where(instance.c.id == instance_id)
    ).scalar_one()
    return found


def rows(connection: Connection, instance_id: UUID, ids: Collection[UUID]) -> tuple[TaskThen, ...]:
    """Return the tasks with these ids, and those that are open."""
    found = connection.execute(_ROWS, {"instance": instance_id, "ids": list(ids)})
    return tuple(TaskThen(*row) for row in found)


def submitted(connection: Connection, task_id: UUID) -> Submitted | None:
    """Return what was handed in with a task and has not been undone."""
    wanted = (submission.c.task_id == task_id, submission.c.undone_at.is_(None))
    found = connection.execute(
        select(submission.c.id, submission.c.person_id, submission.c.answers).where(*wanted)
    ).first()
    return Submitted(*found) if found else None


def line(connection: Connection, case_id: UUID, task_id: UUID) -> Line:
    """Return the line of the trail in which a task was completed last."""
    found = connection.execute(_LINE, {"case": case_id, "task": str(task_id)}).one()
    return Line(found.id, frozenset(visit["element"] for visit in found.visits))


def undo(
    connection: Connection, done: Submitted, at: datetime, back: Collection[UUID], told: tuple[UUID, Any]
) -> None:
    """Mark what was handed in as undone, and open tasks again. `told`: the task that came back, and why it was sent."""
    connection.execute(update(submission).where(submission.c.id == done.id).values(undone_at=at))
    why = None if told[1] is None else as_json(told[1])
    connection.execute(_OPEN, {"ids": list(back), "task": told[0], "returned": why})
