"""Conflicts of interest that people have declared in a task, and where the task goes then."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text, update
from sqlalchemy.dialects.postgresql import insert

from engine import clock
from engine.store.members import NOW
from engine.store.tables import conflict_of_interest

# That :person has declared one in a task (t), and stands by it.
DECLARED = (
    "EXISTS (SELECT 1 FROM conflict_of_interest k"
    " WHERE k.task_id = t.id AND k.person_id = :person AND k.withdrawn_at IS NULL)"
)
# That nobody else than :person has taken an open task (t) or begun with it.
UNTOUCHED = """(t.state = 'open' AND t.assignee_id IS NULL AND t.helper_id IS NULL
   AND NOT EXISTS (SELECT 1 FROM draft f WHERE f.task_id = t.id AND f.person_id <> :person))"""
_FREE = "h.person_id NOT IN (SELECT person_id FROM conflict_of_interest WHERE task_id = :task AND withdrawn_at IS NULL)"
# The nearest seat from the task's own upwards that somebody can act for without a conflict of interest.
_NEXT = text(f"""
WITH RECURSIVE up AS (
  SELECT s.id, s.superior_id, 0 AS height FROM task t JOIN seat s ON s.id = t.seat_id WHERE t.id = :task
  UNION ALL
  SELECT s.id, s.superior_id, up.height + 1 FROM seat s JOIN up ON s.id = up.superior_id WHERE up.height < 20)
SELECT up.id FROM up JOIN task t ON t.id = :task JOIN "case" c ON c.id = t.case_id
 WHERE EXISTS (SELECT 1 FROM holding h WHERE h.seat_id = up.id AND {NOW} AND {_FREE}
                  AND (h.mandates IS NULL OR t.mandate = ANY (h.mandates))
                  AND (h.process IS NULL OR h.process = c.process))
 ORDER BY up.height LIMIT 1
""")  # noqa: S608  constants
_GO = text("""
UPDATE task SET assignee_id = NULL, version = version + 1, seat_id = coalesce(:seat, seat_id),
       from_seat_id = CASE WHEN :seat = seat_id THEN from_seat_id ELSE coalesce(from_seat_id, seat_id) END
 WHERE id = :task
""")
_BACK = text(
    "UPDATE task SET seat_id = coalesce(from_seat_id, seat_id), from_seat_id = NULL WHERE id = :task"
)
_UNTOUCHED = text(f"SELECT 1 FROM task t WHERE t.id = :task AND {UNTOUCHED}")  # noqa: S608  constants
_WHO = text(f"""
SELECT DISTINCT p.name FROM task t JOIN holding h ON h.seat_id = t.seat_id JOIN person p ON p.id = h.person_id
 WHERE t.id = :task AND {NOW} AND {_FREE} AND (h.mandates IS NULL OR t.mandate = ANY (h.mandates)) ORDER BY p.name
""")  # noqa: S608  constants


def declare(connection: Connection, task_id: UUID, person_id: UUID, reason: str, now: datetime) -> None:
    """Keep that the person must not decide, and give the task back and on to the nearest who can."""
    key, said = {"task_id": task_id, "person_id": person_id}, {"reason": reason, "declared_at": now}
    made = insert(conflict_of_interest).values(**key, **said)
    anew = made.on_conflict_do_update(index_elements=list(key), set_={**said, "withdrawn_at": None})
    connection.execute(anew)
    _go_on(connection, task_id, now)


def free(connection: Connection, task_id: UUID, person_id: UUID) -> bool:
    """Return whether a task is open, and nobody else than the person has taken it or begun with it."""
    asked = {"task": task_id, "person": person_id}
    return connection.execute(_UNTOUCHED, asked).first() is not None


def withdraw(connection: Connection, task_id: UUID, person_id: UUID, now: datetime) -> None:
    """Keep that the person may decide after all, and give the task back to its own seat, or to the nearest who can."""
    columns = conflict_of_interest.c
    own = (columns.task_id == task_id) & (columns.person_id == person_id)
    connection.execute(update(conflict_of_interest).where(own).values(withdrawn_at=now))
    connection.execute(_BACK, {"task": task_id})
    _go_on(connection, task_id, now)


def _go_on(connection: Connection, task_id: UUID, now: datetime) -> None:
    moment = {"task": task_id, "now": now, "today": clock.day(now)}
    connection.execute(_GO, {"task": task_id, "seat": connection.execute(_NEXT, moment).scalar_one_or_none()})


def who_can(connection: Connection, task_id: UUID, now: datetime) -> list[str]:
    """Return the names of those who have the task and no conflict of interest in it."""
    moment = {"task": task_id, "now": now, "today": clock.day(now)}
    return list(connection.execute(_WHO, moment).scalars())
