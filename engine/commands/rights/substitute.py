"""Let a deputy stand in while somebody is away, and end it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from engine.commands.lending import for_own, known_process, receiver
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import lending
from engine.store.tables import substitution
from engine.store.work import Event


@dataclass(frozen=True)
class Substitute:
    """Let a deputy do the tasks of one's own roles from one time up to, and not including, another.

    What has been lent to the absent one is not lent on, and nobody stands in as to their own request. An administrator
    says whose absence it is (`absent_id`). The same again is the same substitution. Raises NotFoundError, ForbiddenError and InvalidError.
    """

    deputy_id: UUID
    starts_at: datetime
    ends_at: datetime
    process: str | None = None
    absent_id: UUID | None = None

    def run(self, desk: Desk) -> UUID:
        """Check that it is the actor's to give, keep it, and return its id."""
        require(desk.actor, Permission.RIGHT_LEND)
        absent_id = self.absent_id or desk.person_id
        if lending.active_name(desk.connection, absent_id, desk.organisation_id) is None:
            raise NotFoundError("Personen finns inte.", "There is no such person.")
        for_own(desk, absent_id)
        name = receiver(desk, self.deputy_id, absent_id)
        known_process(desk, self.process)
        if self.ends_at <= max(self.starts_at, desk.now):
            raise InvalidError.at(
                "/ends_at",
                "Ersättningen ska sluta efter att den börjar, och inte ha varit. Ändra tiderna.",
                "The substitution must end after it begins, and not be over. Change the times.",
            )
        row = self._row(desk, absent_id)
        # Whoever presses twice is away once.
        lent = lending.substituted(desk.connection, row)
        if lent is None:
            lent = row["id"]
            lending.lend(desk.connection, substitution, row)
            desk.work.record(Event("substitute-named", details={"id": str(lent), "deputy": name}))
        return lent

    def _row(self, desk: Desk, absent_id: UUID) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "organisation_id": desk.organisation_id,
            "absent_id": absent_id,
            "deputy_id": self.deputy_id,
            "process": self.process,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "granted_by": desk.person_id,
            "granted_at": desk.now,
        }


@dataclass(frozen=True)
class RevokeSubstitution:
    """End a substitution at once. Raises NotFoundError, ForbiddenError and ConflictError (already done)."""

    substitution_id: UUID

    def run(self, desk: Desk) -> None:
        """End it now; what has been done by it stands."""
        require(desk.actor, Permission.RIGHT_LEND)
        lent = lending.for_update(desk.connection, substitution, self.substitution_id, desk.organisation_id)
        if lent is None:
            raise NotFoundError("Ersättningen finns inte.", "There is no such substitution.")
        for_own(desk, lent.absent_id)
        if lent.revoked_at is not None:
            raise ConflictError(
                "Ersättningen är redan återkallad.", "The substitution must be in force; it is revoked."
            )
        lending.revoke(desk.connection, substitution, lent.id, desk.person_id, desk.now)
        desk.work.record(Event("substitution-revoked", details={"id": str(lent.id)}))
