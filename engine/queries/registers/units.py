"""The organisation's units."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.rows import Page

_UNITS = text("""
SELECT u.id, u.code, u.name, u.kind, u.parent_id, p.code AS parent, u.active_from, u.active_to,
       (u.active_from IS NULL OR u.active_from <= :today) AND (u.active_to IS NULL OR u.active_to >= :today) AS active
  FROM unit u LEFT JOIN unit p ON p.id = u.parent_id
 WHERE u.organisation_id = :organisation AND (cast(:kind AS text) IS NULL OR u.kind = :kind)
   AND (cast(:below AS uuid) IS NULL OR u.parent_id = :below)
   AND (cast(:q AS text) IS NULL OR u.code || ' ' || u.name ILIKE :q)
   AND (cast(:after AS text) IS NULL OR u.code > :after)
 ORDER BY u.code LIMIT :limit
""")


@dataclass(frozen=True)
class UnitRow:
    """A unit of the organisation."""

    id: UUID
    code: str
    name: str
    kind: str
    parent_id: UUID | None
    parent: str | None
    active_from: date | None
    active_to: date | None
    active: bool


@dataclass(frozen=True)
class Units:
    """Units by code; `below` leaves those right under a unit, `q` looks in code and name."""

    kind: str | None = None
    below: UUID | None = None
    q: str | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of UnitRow."""
        require(view.actor, Permission.REGISTER_READ)
        after = cursors.read(self.cursor, 1)
        values = {
            "organisation": view.organisation_id,
            "today": clock.day(view.now),
            "kind": self.kind,
            "below": self.below,
            "q": cursors.containing(self.q),
            "after": after[0] if after else None,
            "limit": self.limit + 1,
        }
        rows = view.connection.execute(_UNITS, values).mappings().all()
        return cursors.page(rows, self.limit, lambda row: UnitRow(**row), lambda row: [row["code"]])
