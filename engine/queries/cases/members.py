"""Who holds which role in a case, today and earlier, and which files it has."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import visible
from forms.text import Text

# The seats in the case itself, and those that have had a task of it; with those who held them meanwhile.
_SEATS = text("""
SELECT s.role, s.scope_kind, p.id AS person_id, p.name AS person, a.valid_from,
       CASE WHEN a.valid_to < a.valid_from THEN a.valid_from ELSE a.valid_to END AS valid_to,
       coalesce(u.name, n.name, CASE WHEN s.scope_id = c.id THEN c.number END, o.name) AS scope_name
  FROM "case" c
  JOIN seat s ON s.scope_id = c.id OR s.id IN (SELECT t.seat_id FROM task t WHERE t.case_id = c.id)
  JOIN organisation o ON o.id = c.organisation_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN role_assignment a ON a.seat_id = s.id
   AND (s.scope_id = c.id OR (a.valid_from <= :until AND (a.valid_to IS NULL OR a.valid_to >= :began)))
  LEFT JOIN person p ON p.id = a.person_id
 WHERE c.id = :case
 ORDER BY s.scope_id <> c.id, s.role, scope_name, a.valid_from DESC, p.name
""")
_FILES = text("""
SELECT f.id, f.name, f.kind, f.size, encode(f.sha256, 'hex') AS sha256, f.uploaded_at, p.name AS person,
       (SELECT w.element FROM submission w WHERE w.case_id = f.case_id AND w.answers::text LIKE '%' || f.id || '%'
         ORDER BY w.submitted_at LIMIT 1) AS element
  FROM file f JOIN person p ON p.id = f.uploaded_by WHERE f.case_id = :case ORDER BY f.uploaded_at, f.name, f.id
""")


@dataclass(frozen=True)
class MemberRow:
    """A role with a part in a case, and one who holds or held it; without a person it is vacant. `now`: today."""

    role: str
    role_name: Text
    scope_kind: str
    scope_name: str
    person_id: UUID | None
    person: str | None
    valid_from: date | None
    valid_to: date | None
    now: bool


@dataclass(frozen=True)
class FileRow:
    """A file of a case: who handed it in, when, and with which step."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    person: str
    uploaded_at: datetime
    element_id: str | None
    element_name: Text | None


@dataclass(frozen=True)
class Members:
    """The roles of a case: those held in it, and those that have had a task of it."""

    case_id: UUID

    def run(self, view: View) -> tuple[MemberRow, ...]:
        """Return them with those who hold them today first."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        began, until = clock.day(case.started_at), clock.day(case.ended_at or view.now)
        rows = view.connection.execute(_SEATS, {"case": case.id, "began": began, "until": until})
        found = [_member(view, case, row) for row in rows]
        return tuple(sorted(found, key=lambda one: not one.now))


@dataclass(frozen=True)
class Files:
    """The files that have been handed in to a case, oldest first."""

    case_id: UUID

    def run(self, view: View) -> tuple[FileRow, ...]:
        """Return them without their content."""
        require(view.actor, Permission.CASE_READ)
        case = visible(view, self.case_id)
        rows = view.connection.execute(_FILES, {"case": case.id})
        return tuple(_file(view, case, row) for row in rows)


def _file(view: View, case: Row[Any], row: Row[Any]) -> FileRow:
    return FileRow(
        id=row.id,
        name=row.name,
        kind=row.kind,
        size=row.size,
        sha256=row.sha256,
        person=row.person,
        uploaded_at=row.uploaded_at,
        element_id=row.element,
        element_name=names.element(view, case.model_hash, row.element),
    )


def _member(view: View, case: Row[Any], row: Row[Any]) -> MemberRow:
    today = clock.day(view.now)
    held = (
        row.person is not None and row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
    )
    return MemberRow(
        role=row.role,
        role_name=names.role(view, row.role),
        scope_kind=row.scope_kind,
        scope_name=row.scope_name,
        person_id=row.person_id,
        person=row.person,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        now=held and case.state == "running",
    )
