"""Who could do what in a case right now; for operators who play the demo."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require

_OPEN = text("""
SELECT DISTINCT ON (t.created_at, t.id) t.id, t.element, a.person_id
  FROM task t JOIN role_assignment a ON a.seat_id = t.seat_id
 WHERE t.case_id = :case AND t.state = 'open' AND a.valid_from <= :today
   AND (a.valid_to IS NULL OR a.valid_to >= :today)
 ORDER BY t.created_at, t.id, a.decides DESC, a.person_id
""")

_OPEN_FOR_ACTING = text("""
SELECT t.id, t.element, a.person_id
  FROM task t JOIN seat s ON s.id = t.seat_id JOIN role_assignment a ON a.seat_id = s.superior_id
 WHERE t.case_id = :case AND t.state = 'open' AND a.valid_from <= :today
   AND (a.valid_to IS NULL OR a.valid_to >= :today)
 ORDER BY t.created_at, t.id
""")


@dataclass(frozen=True)
class Work:
    """An open task, and a person who may do it today."""

    task_id: UUID
    element: str
    person_id: UUID


@dataclass(frozen=True)
class OpenWork:
    """The open tasks of a case that somebody may do today: who holds the role, or stands in one step above."""

    case_id: UUID

    def run(self, view: View) -> tuple[Work, ...]:
        """Return one person for each task."""
        require(view.actor, Permission.ORGANISATION_LOAD)
        values = {"case": self.case_id, "today": clock.day(view.now)}
        found: dict[UUID, Work] = {}
        for statement in (_OPEN, _OPEN_FOR_ACTING):
            for row in view.connection.execute(statement, values):
                found.setdefault(row.id, Work(row.id, row.element, row.person_id))
        return tuple(found.values())
