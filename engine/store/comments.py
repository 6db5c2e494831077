"""Comments, and whom they can mention."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, text, update

from engine.store.tables import comment, task

# Who has a part in the case: started it, handed something in, decided, holds the seat of one of its tasks or a seat
# in the case.
PART = """
  SELECT c.started_by AS person_id FROM "case" c WHERE c.id = :case
  UNION SELECT w.person_id FROM submission w WHERE w.case_id = :case
  UNION SELECT d.decider_id FROM decision d WHERE d.case_id = :case
  UNION SELECT h.person_id FROM role_assignment h
         WHERE h.seat_id IN (SELECT t.seat_id FROM task t WHERE t.case_id = :case
                             UNION SELECT s.id FROM seat s WHERE s.scope_id = :case)
           AND h.valid_from <= :today AND (h.valid_to IS NULL OR h.valid_to >= :today)
"""
# And those who have commented or follow it.
IN_CASE = f"""{PART}
  UNION SELECT k.person_id FROM comment k WHERE k.case_id = :case
  UNION SELECT f.person_id FROM follower f WHERE f.case_id = :case AND f.follows
"""  # noqa: S608  constants

# In a secret case only those who have a part in it; else anybody of the organisation.
_MENTIONABLE = text(f"""
SELECT p.id, p.name FROM person p JOIN "case" c ON c.organisation_id = p.organisation_id
 WHERE c.id = :case AND p.active AND (p.id = ANY (:ids) OR strpos(lower(:text), '@' || lower(p.name)) > 0)
   AND (NOT c.secret OR p.id IN ({PART}))
 ORDER BY p.name, p.id
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Person:
    """Somebody who can be mentioned."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Comment:
    """A comment, as far as withdrawing it needs to know."""

    case_id: UUID
    person_id: UUID
    withdrawn_at: datetime | None


def mentionable(connection: Connection, case_id: UUID, asked: dict[str, Any]) -> list[Person]:
    """Return those whom a comment may mention: of `ids`, and of those named with @ in `text`."""
    rows = connection.execute(_MENTIONABLE, {"case": case_id, **asked})
    return [Person(row.id, row.name) for row in rows]


def add(connection: Connection, row: dict[str, Any]) -> None:
    """Insert a comment."""
    connection.execute(insert(comment).values(**row))


def of(connection: Connection, comment_id: UUID) -> Comment | None:
    """Return a comment and hold it."""
    columns = (comment.c.case_id, comment.c.person_id, comment.c.withdrawn_at)
    row = connection.execute(
        select(*columns).where(comment.c.id == comment_id).with_for_update()
    ).one_or_none()
    return None if row is None else Comment(*row)


def withdraw(connection: Connection, comment_id: UUID, at: datetime) -> None:
    """Mark a comment as withdrawn."""
    connection.execute(update(comment).where(comment.c.id == comment_id).values(withdrawn_at=at))


def task_of(connection: Connection, case_id: UUID, task_id: UUID) -> tuple[str, str] | None:
    """Return the name and element of a task of the case."""
    asked = select(task.c.name, task.c.element).where(task.c.id == task_id, task.c.case_id == case_id)
    row = connection.execute(asked).one_or_none()
    return None if row is None else (row.name, row.element)
