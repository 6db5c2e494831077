"""What I have lent to others, and what has been lent to me."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from forms.text import Text

_DELEGATIONS = text("""
SELECT d.*, s.role, a.person_id AS lender_id, l.name AS lender, p.name AS delegate,
       coalesce(u.name, n.name, c.number, o.name) AS scope_name,
       d.revoked_at IS NULL AND l.active AND p.active
         AND greatest(a.valid_from, d.valid_from) <= :today
         AND coalesce(least(a.valid_to, d.valid_to) >= :today, true) AS in_force
  FROM delegation d
  JOIN role_assignment a ON a.id = d.assignment_id
  JOIN seat s ON s.id = a.seat_id
  JOIN person l ON l.id = a.person_id
  JOIN person p ON p.id = d.delegate_id
  JOIN organisation o ON o.id = d.organisation_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN "case" c ON c.id = s.scope_id
 WHERE a.person_id = :person OR d.delegate_id = :person
 ORDER BY d.valid_from DESC, d.id
""")

_SUBSTITUTIONS = text("""
SELECT s.*, f.name AS absent, p.name AS deputy,
       s.revoked_at IS NULL AND f.active AND p.active AND s.starts_at <= :now AND s.ends_at > :now AS in_force
  FROM substitution s JOIN person f ON f.id = s.absent_id JOIN person p ON p.id = s.deputy_id
 WHERE s.absent_id = :person OR s.deputy_id = :person
 ORDER BY s.starts_at DESC, s.id
""")


@dataclass(frozen=True)
class DelegationRow:
    """Mandates of a role that one person has lent to another. `mine`: the reader lends them."""

    id: UUID
    mine: bool
    lender: str
    delegate: str
    delegate_id: UUID
    role: str
    role_name: Text
    scope_name: str
    mandates: tuple[str, ...]
    mandate_names: tuple[Text, ...]
    process: str | None
    valid_from: date
    valid_to: date | None
    revoked_at: datetime | None
    in_force: bool


@dataclass(frozen=True)
class SubstitutionRow:
    """A deputy for somebody who is away. `mine`: it is the reader who is away."""

    id: UUID
    mine: bool
    absent: str
    deputy: str
    deputy_id: UUID
    process: str | None
    starts_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    in_force: bool


@dataclass(frozen=True)
class Delegations:
    """Which mandates have I delegated, and which have been delegated to me?"""

    def run(self, view: View) -> tuple[DelegationRow, ...]:
        """Return them all, also those that have ended, the latest first."""
        require(view.actor, Permission.RIGHT_READ)
        rows = view.connection.execute(
            _DELEGATIONS, {"person": view.actor.person_id, "today": clock.day(view.now)}
        )
        return tuple(_delegation(view, row) for row in rows)


@dataclass(frozen=True)
class Substitutions:
    """Who stands in for me, and for whom do I?"""

    def run(self, view: View) -> tuple[SubstitutionRow, ...]:
        """Return them all, also those that have ended, the latest first."""
        require(view.actor, Permission.RIGHT_READ)
        rows = view.connection.execute(_SUBSTITUTIONS, {"person": view.actor.person_id, "now": view.now})
        return tuple(
            SubstitutionRow(
                mine=row.absent_id == view.actor.person_id,
                **{
                    name: getattr(row, name)
                    for name in SubstitutionRow.__dataclass_fields__
                    if name != "mine"
                },
            )
            for row in rows
        )


def _delegation(view: View, row: Row[Any]) -> DelegationRow:
    made = {"mine", "role_name", "mandates", "mandate_names"}
    same = {name: getattr(row, name) for name in DelegationRow.__dataclass_fields__ if name not in made}
    return DelegationRow(
        **same,
        mine=row.lender_id == view.actor.person_id,
        role_name=names.role(view, row.role),
        mandates=tuple(row.mandates),
        mandate_names=tuple(names.mandate(view, key) or Text(key, key) for key in row.mandates),
    )
