"""End a person's licence before its time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engine import clock
from engine.desk import Desk
from engine.errors import NotFoundError
from engine.governance import terms
from engine.governance.permissions import Permission, require
from engine.store import licences
from engine.store.work import Event


@dataclass(frozen=True)
class EndLicence:
    """End a licence after its last day, today or later; the trail keeps why. What has been does not change.

    Raises NotFoundError, InvalidError (a day that has been) and ConflictError (it ends earlier).
    """

    licence_id: UUID
    last_day: date | None = None
    reason: str | None = None

    def run(self, desk: Desk) -> None:
        """Set the last day."""
        require(desk.actor, Permission.REGISTER_WRITE)
        held = licences.for_update(desk.connection, self.licence_id, desk.organisation_id)
        if held is None:
            raise NotFoundError("Licensen finns inte.", "There is no such licence.")
        last = terms.early_end(held.start, held.to, self.last_day, clock.day(desk.now))
        licences.end(desk.connection, held.id, last)
        details = {"person": str(held.person_id), "system": held.system, "last_day": last.isoformat()}
        more = {"reason": self.reason} if self.reason else {}
        desk.work.record(Event("licence-ended", details={**details, **more}))
