"""What people have said about a case, and whom one can mention there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import visible
from engine.store.comments import IN_CASE
from forms.text import Text

_COMMENTS = text("""
SELECT k.*, p.name AS person, t.name AS task_name, t.name_en AS task_name_en,
       ARRAY(SELECT m.name FROM person m WHERE m.id = ANY (k.mentioned) ORDER BY m.name) AS names
  FROM comment k JOIN person p ON p.id = k.person_id LEFT JOIN task t ON t.id = k.task_id
 WHERE k.case_id = :case ORDER BY k.written_at, k.id
""")
_PEOPLE = text(f"""
SELECT p.id, p.name FROM person p WHERE p.active AND p.id IN ({IN_CASE}) ORDER BY p.name, p.id
""")  # noqa: S608  constants


@dataclass(frozen=True)
class CommentRow:
    """A comment. One that is withdrawn has no text and mentions nobody. `mine`: the reader may withdraw it."""

    id: UUID
    person: str
    on_behalf_of: str | None
    role_name: Text | None
    text: str | None
    mentioned: tuple[str, ...]
    task_id: UUID | None
    task_name: Text | None
    written_at: datetime
    withdrawn_at: datetime | None
    mine: bool


@dataclass(frozen=True)
class Comments:
    """The comments of a case, in order."""

    case_id: UUID

    def run(self, view: View) -> tuple[CommentRow, ...]:
        """Return them all, the withdrawn ones without their text."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        return tuple(_row(view, row) for row in view.connection.execute(_COMMENTS, {"case": case.id}))


@dataclass(frozen=True)
class PersonInCase:
    """Somebody with a part in a case."""

    id: UUID
    name: str


@dataclass(frozen=True)
class PeopleInCase:
    """Those who have a part in a case: did something in it, have one of its tasks or a role in it, or follow it."""

    case_id: UUID

    def run(self, view: View) -> tuple[PersonInCase, ...]:
        """Return them by name."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        asked = {"case": case.id, "today": clock.day(view.now)}
        return tuple(PersonInCase(row.id, row.name) for row in view.connection.execute(_PEOPLE, asked))


def _row(view: View, row: Row[Any]) -> CommentRow:
    stands = row.withdrawn_at is None
    return CommentRow(
        id=row.id,
        person=row.person,
        on_behalf_of=names.lender(row.by_right),
        role_name=names.role(view, row.role) if row.role else None,
        text=row.text if stands else None,
        mentioned=tuple(row.names) if stands else (),
        task_id=row.task_id,
        task_name=Text(row.task_name, row.task_name_en) if row.task_id else None,
        written_at=row.written_at,
        withdrawn_at=row.withdrawn_at,
        mine=stands and row.person_id == view.actor.person_id,
    )
