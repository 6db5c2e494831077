"""Begin a new version of a document."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import documenting
from engine.commands.document_drafts import Draft, Made
from engine.desk import Desk
from engine.governance.permissions import Permission, require


@dataclass(frozen=True)
class AddVersion:
    """Begin the next version: with a draft, or going on from the version in force (else the latest).

    Raises NotFoundError, also for whom the document is not theirs to write, and ConflictError while a version is on
    its way.
    """

    document_id: UUID
    draft: Draft | None = None

    def run(self, desk: Desk) -> Made:
        """Return the ids of the document and of the new version."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        latest = documenting.to_go_on_from(desk, self.document_id)
        return documenting.add_version(
            desk, self.document_id, self.draft or documenting.going_on(desk, latest)
        )
