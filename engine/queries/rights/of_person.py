"""What is lent to and by a person today, as anybody of the organisation may see it: no reasons, no secret cases."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.registers.people import PersonById
from forms.text import Text

_DELEGATIONS = text("""
SELECT l.id AS lender_id, l.name AS lender, p.id AS delegate_id, p.name AS delegate, s.role,
       coalesce(u.name, n.name, c.number, o.name) AS scope_name, d.mandates,
       least(a.valid_to, d.valid_to) AS valid_to
  FROM delegation d
  JOIN role_assignment a ON a.id = d.assignment_id
  JOIN seat s ON s.id = a.seat_id
  JOIN person l ON l.id = a.person_id AND l.active
  JOIN person p ON p.id = d.delegate_id AND p.active
  JOIN organisation o ON o.id = d.organisation_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN "case" c ON c.id = s.scope_id
 WHERE d.organisation_id = :organisation AND (a.person_id = :person OR d.delegate_id = :person)
   AND d.revoked_at IS NULL AND greatest(a.valid_from, d.valid_from) <= :today
   AND coalesce(least(a.valid_to, d.valid_to) >= :today, true)
   AND (c.id IS NULL OR NOT c.secret OR :reader IN (l.id, p.id))
 ORDER BY d.valid_from, d.id
""")
_SUBSTITUTIONS = text("""
SELECT f.id AS absent_id, f.name AS absent, p.id AS deputy_id, p.name AS deputy, s.ends_at
  FROM substitution s
  JOIN person f ON f.id = s.absent_id AND f.active
  JOIN person p ON p.id = s.deputy_id AND p.active
 WHERE f.organisation_id = :organisation AND (s.absent_id = :person OR s.deputy_id = :person)
   AND s.revoked_at IS NULL AND s.starts_at <= :now AND s.ends_at > :now
 ORDER BY s.starts_at, s.id
""")


@dataclass(frozen=True)
class LentRow:
    """Mandates that one person has lent to another, in force; `valid_to` is the last day."""

    lender_id: UUID
    lender: str
    delegate_id: UUID
    delegate: str
    role: str
    role_name: Text
    scope_name: str
    mandates: tuple[str, ...]
    mandate_names: tuple[Text, ...]
    valid_to: date | None


@dataclass(frozen=True)
class StandInRow:
    """Somebody who stands in for another until an instant."""

    absent_id: UUID
    absent: str
    deputy_id: UUID
    deputy: str
    ends_at: datetime


@dataclass(frozen=True)
class RightsRow:
    """What is lent to and by one person."""

    delegations: tuple[LentRow, ...]
    substitutions: tuple[StandInRow, ...]


@dataclass(frozen=True)
class RightsOf:
    """What is lent to and by a person today? Raises NotFoundError for somebody who is not of the organisation."""

    person: UUID

    def run(self, view: View) -> RightsRow:
        """Return what is in force."""
        require(view.actor, Permission.REGISTER_READ)
        PersonById(self.person).run(view)
        values = {
            "organisation": view.organisation_id,
            "person": self.person,
            "reader": view.actor.person_id,
            "today": clock.day(view.now),
            "now": view.now,
        }
        lent = view.connection.execute(_DELEGATIONS, values)
        stand_ins = view.connection.execute(_SUBSTITUTIONS, values)
        return RightsRow(
            tuple(_lent(view, row) for row in lent),
            tuple(StandInRow(**row._mapping) for row in stand_ins),  # noqa: SLF001
        )


def _lent(view: View, row: Row[Any]) -> LentRow:
    mandates = tuple(names.mandate(view, key) or Text(key, key) for key in row.mandates)
    same = {**row._mapping, "mandates": tuple(row.mandates)}  # noqa: SLF001  SQLAlchemy's public name
    return LentRow(**same, role_name=names.role(view, row.role), mandate_names=mandates)
