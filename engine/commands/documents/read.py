"""Say that one has read a document."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engine.commands import documenting
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.permissions import Permission, require
from engine.store import reading
from engine.store.work import Event


@dataclass(frozen=True)
class ReadVersion:
    """Say that the actor has read the version in force. Raises NotFoundError, and ConflictError for another version."""

    version_id: UUID

    def run(self, desk: Desk) -> datetime:
        """Return when it was read, the first time."""
        require(desk.actor, Permission.DOCUMENT_READ)
        found = documenting.readable(desk, self.version_id)
        if found.state != "gallande":
            raise ConflictError(
                f"Version {found.number} gäller inte. Läs den som gäller.",
                f"Version {found.number} is not in force. Read the one that is.",
            )
        at = reading.read(desk.connection, found.id, desk.person_id, desk.now)
        details = {"document": str(found.document_id), "version": found.number}
        desk.work.record(Event("document-version-read", details=details))
        return at
