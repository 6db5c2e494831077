"""Save a draft of a document."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import documenting
from engine.commands.document_drafts import Draft
from engine.desk import Desk
from engine.governance.permissions import Permission, require


@dataclass(frozen=True)
class SaveVersion:
    """Give a draft its metadata anew, and what else is not None. `revision` is the one that the writer saw.

    Raises NotFoundError, ChangedError (somebody saved in between), ConflictError (no draft any longer) and InvalidError.
    """

    version_id: UUID
    revision: int
    draft: Draft

    def run(self, desk: Desk) -> int:
        """Return the new revision."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        found = documenting.writable(desk, self.version_id, self.revision)
        return documenting.save(desk, found, self.draft)
