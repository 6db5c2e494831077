"""Send a draft of a document for approval."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import approving
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.receipt import Receipt


@dataclass(frozen=True)
class SubmitVersion:
    """Send a draft for approval; `revision` is the one that the writer saw, if it matters.

    Raises NotFoundError, ChangedError, ConflictError (not a draft, or another is on its way) and InvalidError with
    everything that is missing.
    """

    version_id: UUID
    revision: int | None = None

    def run(self, desk: Desk) -> Receipt:
        """Return the case that was opened."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        return approving.send(desk, self.version_id, self.revision)
