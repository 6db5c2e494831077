"""Send again what was given up."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import Desk
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.store import dispatches
from engine.store.work import Event


@dataclass(frozen=True)
class RetryDispatch:
    """Put a mail or call that was given up on its way again. Raises NotFoundError."""

    dispatch_id: UUID

    def run(self, desk: Desk) -> None:
        """Put in its job once more."""
        require(desk.actor, Permission.DISPATCH_RETRY)
        if not dispatches.revive(desk.connection, self.dispatch_id, desk.actor.organisation_id):
            raise NotFoundError(
                "Försändelsen finns inte, eller så är den redan på väg.",
                "There is no such dispatch, or it is already on its way.",
            )
        desk.work.record(Event("dispatch-retried", details={"dispatch": str(self.dispatch_id)}))
