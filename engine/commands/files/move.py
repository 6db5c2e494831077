"""Move the content of files between the database and the bucket."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.store import files


@dataclass(frozen=True)
class MoveNextFile:
    """Move the next file after `after` to the bucket, or back (`out` false). Raises InvalidError: there is no bucket."""

    out: bool
    after: UUID | None = None

    def run(self, desk: Desk) -> UUID | None:
        """Return its id, None when there is no more to move."""
        require(desk.actor, Permission.FILE_MOVE)
        if desk.outgoing.bucket is None:
            raise InvalidError(
                "Sätt RALS_FILES och det som hör till: det är den bucketen som filer flyttas till eller från.",
                "Set RALS_FILES and what belongs to it: that is the bucket that files are moved to or from.",
            )
        return files.move_next(desk.connection, desk.outgoing.bucket, self.after, out=self.out)
