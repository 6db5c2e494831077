"""Who has read a version, and who has not."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.errors import ForbiddenError
from engine.governance.permissions import Permission, require
from engine.queries.documents import sql
from engine.store import document_sight

_RECEIPTS = text("""
SELECT p.id, p.name, u.name AS unit, r.asked_at, r.due, r.reminded_at, r.read_at
  FROM read_receipt r JOIN person p ON p.id = r.person_id LEFT JOIN unit u ON u.id = p.unit_id
 WHERE r.version_id = :version ORDER BY r.read_at NULLS FIRST, p.name, p.id
""")


@dataclass(frozen=True)
class ReceiptRow:
    """Somebody who was asked to read a version, or has read it."""

    id: UUID
    name: str
    unit: str | None
    asked_at: datetime
    due: date | None
    reminded_at: datetime | None
    read_at: datetime | None


@dataclass(frozen=True)
class Receipts:
    """Who has read a version and who has not, for those who write the document. Raises NotFoundError and ForbiddenError."""

    id: UUID

    def run(self, view: View) -> tuple[ReceiptRow, ...]:
        """Return those who have not, then those who have."""
        require(view.actor, Permission.DOCUMENT_READ)
        asked = (view.connection, view.actor, view.now)
        if not document_sight.may(*asked, "read", self.id):
            raise sql.missing()
        if not document_sight.may(*asked, "write", self.id):
            raise ForbiddenError(
                "Vem som har läst ser den som ansvarar för dokumentet.",
                "Who has read is seen by whoever answers for the document.",
            )
        return tuple(ReceiptRow(*row) for row in view.connection.execute(_RECEIPTS, {"version": self.id}))
