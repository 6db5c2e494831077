"""Keep a file that somebody wants to hand in."""

from dataclasses import dataclass, field
from typing import Any, Final

from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.store import files
from engine.store.work import Event

MAX_BYTES: Final = 5_000_000
MAX_NAME: Final = 200


@dataclass(frozen=True)
class StoreFile:
    """Keep a file; a form then refers to it by what is returned. Raises InvalidError: no name, empty, too large."""

    name: str
    kind: str
    data: bytes = field(repr=False)

    def run(self, desk: Desk) -> dict[str, Any]:
        """Return the reference: id, namn, storlek (bytes), typ (media type)."""
        require(desk.actor, Permission.FILE_STORE)
        name = self.name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-MAX_NAME:]
        if not name or not self.data or len(self.data) > MAX_BYTES:
            raise InvalidError(
                f"Välj en fil med namn och innehåll, högst {MAX_BYTES // 1_000_000} MB.",
                f"Choose a file with a name and content, at most {MAX_BYTES // 1_000_000} MB.",
            )
        file_id = files.keep(desk.connection, desk.actor, name, self.kind, self.data, desk.now)
        desk.work.record(Event("file-stored", details={"file": str(file_id), "size": len(self.data)}))
        return {"id": str(file_id), "namn": name, "storlek": len(self.data), "typ": self.kind}
