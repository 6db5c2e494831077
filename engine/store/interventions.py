"""What those with the right do to a case from outside its model."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select, text, update

from engine.store.tables import case, task

_SEAT_IN = text("""
SELECT s.id FROM seat s WHERE s.id = ANY (:seats)
   AND (s.scope_id = :case OR s.id IN (SELECT t.seat_id FROM task t WHERE t.case_id = :case)) LIMIT 1
""")


def seat_in(connection: Connection, case_id: UUID, seats: Collection[UUID]) -> UUID | None:
    """Return one of the seats that is held in the case or has had a task of it."""
    found: UUID | None = connection.execute(_SEAT_IN, {"case": case_id, "seats": list(seats)}).scalar()
    return found


def cancel(connection: Connection, case_id: UUID, reason: str) -> None:
    """Keep why the case was stopped."""
    connection.execute(update(case).where(case.c.id == case_id).values(cancelled_because=reason))


def passed(connection: Connection, case_id: UUID) -> frozenset[str]:
    """Return the elements of all tasks that the case has had."""
    return frozenset(connection.execute(select(task.c.element).where(task.c.case_id == case_id)).scalars())


def due(connection: Connection, task_id: UUID, at: datetime | None) -> datetime | None:
    """Give a task another due date (None takes it away) and return the one that it had."""
    was: datetime | None = connection.execute(select(task.c.due_at).where(task.c.id == task_id)).scalar()
    connection.execute(update(task).where(task.c.id == task_id).values(due_at=at, version=task.c.version + 1))
    return was
