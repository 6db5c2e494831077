"""Who can do a task today: those who hold its seat, their deputies and delegates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

from engine import clock
from engine.store.instances import FIRST_HELD
from engine.store.members import NOW
from engine.store.submissions import DONE

EVERYBODY: Final = 10_000


@dataclass(frozen=True)
class Candidate:
    """Somebody who can do a task. `by`: assignment, delegation or substitution, the two latter for `on_behalf_of`."""

    id: UUID
    name: str
    title: str
    by: str
    on_behalf_of: str | None


# The same rules as when the task is done: the mandate and the process are covered, nobody is a substitute in what they
# have started or written, who has declared a conflict of interest does not decide, and who did what is kept apart (:elements) does not do this.
_CANDIDATES = text(f"""
SELECT DISTINCT ON (p.name, p.id) p.id, p.name, p.title, h.by, f.name AS on_behalf_of
  FROM task t
  JOIN "case" c ON c.id = t.case_id
  JOIN holding h ON h.seat_id IN (t.seat_id, {FIRST_HELD})
  JOIN person p ON p.id = h.person_id
  LEFT JOIN person f ON f.id = h.for_id
 WHERE t.id = :task AND {NOW}
   AND (h.mandates IS NULL OR t.mandate = ANY (h.mandates)) AND (h.process IS NULL OR h.process = c.process)
   AND NOT (h.by = 'substitution'
            AND (p.id = c.started_by
                 OR (t.mandate IS NOT NULL
                     AND EXISTS (SELECT 1 FROM submission w WHERE w.case_id = c.id AND w.person_id = p.id AND w.undone_at IS NULL
                                    AND w.by_right->>'by' IS DISTINCT FROM 'substitution'))))
   AND NOT EXISTS (SELECT 1 FROM conflict_of_interest k WHERE k.task_id = t.id AND k.withdrawn_at IS NULL AND k.person_id = p.id)
   AND NOT EXISTS (SELECT 1 FROM ({DONE}) d WHERE d.person_id = p.id AND d.element = ANY (:elements))
   AND (CAST(:like AS text) IS NULL OR p.name ILIKE :like)
   AND (CAST(:person AS uuid) IS NULL OR p.id = :person)
 ORDER BY p.name, p.id, h.by
 LIMIT :limit
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Sought:
    """Among whom to look: those whose name is like a pattern, or one person."""

    like: str | None = None
    person: UUID | None = None
    limit: int = EVERYBODY


def candidates(
    connection: Connection, of: tuple[UUID, UUID], apart: Collection[str], now: datetime, sought: Sought
) -> tuple[Candidate, ...]:
    """Return those who can do a task, in order of name. `of`: the task and its case; `apart`: what it is kept separate from."""
    values: dict[str, Any] = {"task": of[0], "case": of[1], "elements": list(apart)}
    values |= {"now": now, "today": clock.day(now)}
    values |= {"like": sought.like, "person": sought.person, "limit": sought.limit}
    return tuple(Candidate(*row) for row in connection.execute(_CANDIDATES, values))
