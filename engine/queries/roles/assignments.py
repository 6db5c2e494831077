"""Who holds, has held and will hold a role."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors, names
from engine.queries.rows import Page
from forms.text import Text

_HISTORY = """
SELECT a.*, :key AS key, s.role, s.scope_kind, s.scope_id, coalesce(u.name, n.name, c.number, o.name) AS scope_name,
       p.name AS person, b.name AS appointer, d.number AS decision_number, d.case_id AS decision_case_id
  FROM role_assignment a
  JOIN seat s ON s.id = a.seat_id
  JOIN organisation o ON o.id = s.organisation_id
  JOIN person p ON p.id = a.person_id
  LEFT JOIN person b ON b.id = a.appointed_by
  LEFT JOIN decision d ON d.id = a.decision_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN "case" c ON c.id = s.scope_id
 WHERE s.organisation_id = :organisation AND (c.id IS NULL OR NOT c.secret OR a.person_id = :reader)
"""

_FIRST_DAY: Final = "(DATE '2000-01-01' - a.valid_from)"
_LAST_DAY: Final = "(a.valid_to - DATE '2000-01-01')"
_CONDITIONS: Final = {
    "id": "a.id = :id",
    "role": "s.role = :role",
    "scope": "s.scope_id = :scope",
    "person": "a.person_id = :person",
    "on": "a.valid_from <= :on AND (a.valid_to IS NULL OR a.valid_to >= :on)",
    "ending_before": "a.valid_from <= :today AND a.valid_to >= :today AND a.valid_to < :ending_before",
}
_STATUS: Final = {
    "coming": "a.valid_from > :today AND (a.valid_to IS NULL OR a.valid_to >= a.valid_from)",
    "active": "a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)",
    "ended": "a.valid_to < :today AND a.valid_to >= a.valid_from",
    "never": "a.valid_to < a.valid_from",
}


@dataclass(frozen=True)
class AssignmentRow:
    """A role assignment. `status`: coming, active, ended, or never (it was taken back before it began)."""

    id: UUID
    role: str
    role_name: Text
    scope_kind: str
    scope_id: UUID
    scope_name: str
    person_id: UUID
    person: str
    decides: bool
    valid_from: date
    valid_to: date | None
    status: str
    appointer: str | None
    appointed_as: str | None
    decision_id: UUID | None
    decision_number: int | None
    decision_case_id: UUID | None
    extent_percent: int | None
    dispensation: str | None


@dataclass(frozen=True)
class Assignments:
    """The assignments of a role, a scope or a person, the latest first, then by name; `on` leaves those of one day only.

    `ending_before` leaves those of today that end before a day, the first to end first; `status` those of one status,
    and `id` one.
    """

    role: str | None = None
    scope: UUID | None = None
    person: UUID | None = None
    on: date | None = None
    ending_before: date | None = None
    status: str | None = None
    id: UUID | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of AssignmentRow."""
        require(view.actor, Permission.REGISTER_READ)
        where, values = self._where(view)
        key, after = self._key, cursors.read(self.cursor, 3)
        if after is not None:
            where.append(f"({key}, p.name, a.id) > (cast(:k1 AS int), cast(:k2 AS text), cast(:k3 AS uuid))")
            values.update(zip(("k1", "k2", "k3"), after, strict=True))
        statement = f"{_HISTORY} AND {' AND '.join(where)} ORDER BY key, p.name, a.id LIMIT :limit"
        rows = view.connection.execute(text(statement.replace(":key", key)), values).all()
        return cursors.page(
            rows, self.limit, lambda row: _row(view, row), lambda row: [row.key, row.person, row.id]
        )

    @property
    def _key(self) -> str:
        """What the list is in order of, in days."""
        return _LAST_DAY if self.ending_before else _FIRST_DAY

    def _where(self, view: View) -> tuple[list[str], dict[str, Any]]:
        values: dict[str, Any] = {
            "organisation": view.organisation_id,
            "reader": view.actor.person_id,
            "today": clock.day(view.now),
            "limit": self.limit + 1,
        }
        wanted = {name: getattr(self, name) for name in _CONDITIONS if getattr(self, name) is not None}
        where = [_CONDITIONS[name] for name in wanted]
        return [*where, _STATUS[self.status] if self.status else "true"], {**values, **wanted}


def _row(view: View, row: Row[Any]) -> AssignmentRow:
    made = {"role_name", "status"}
    same = {name: getattr(row, name) for name in AssignmentRow.__dataclass_fields__ if name not in made}
    status = _status(row.valid_from, row.valid_to, clock.day(view.now))
    return AssignmentRow(**same, role_name=names.role(view, row.role), status=status)


def _status(start: date, to: date | None, today: date) -> str:
    if to is not None and to < start:
        return "never"
    if to is not None and to < today:
        return "ended"
    return "coming" if start > today else "active"
