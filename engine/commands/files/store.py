"""Keep a file that somebody wants to hand in."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.outgoing import scanner
from engine.store import files
from engine.store.work import Event

MAX_BYTES: Final = 5_000_000
MAX_NAME: Final = 200


@dataclass(frozen=True)
class Stored:
    """What came of it: the reference that a form takes; or the virus that was found, and then nothing was kept."""

    given: dict[str, Any]
    virus: str = ""

    def reference(self) -> dict[str, Any]:
        """Return the reference: id, namn, storlek (bytes), typ (media type). Raises InvalidError for a virus."""
        if self.virus:
            raise InvalidError(
                f"Filen togs inte emot: virusskyddet fann {self.virus}. Hör av dig till IT innan du öppnar den igen.",
                f"The file was not taken: the scanner found {self.virus}. Tell IT before you open it again.",
            )
        return self.given


@dataclass(frozen=True)
class StoreFile:
    """Keep a file; a form then refers to it by what is returned. Raises InvalidError: no name, empty, too large.

    Where there is a scanner it sees the file first. What it finds is a line of the trail, so the command ends well.
    """

    name: str
    kind: str
    data: bytes = field(repr=False)

    def run(self, desk: Desk) -> Stored:
        """Return what came of it. Raises UnavailableError when the scanner or the storage does not answer."""
        require(desk.actor, Permission.FILE_STORE)
        name = self.name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-MAX_NAME:]
        if not name or not self.data or len(self.data) > MAX_BYTES:
            raise InvalidError(
                f"Välj en fil med namn och innehåll, högst {MAX_BYTES // 1_000_000} MB.",
                f"Choose a file with a name and content, at most {MAX_BYTES // 1_000_000} MB.",
            )
        virus = scanner.virus(desk.outgoing.scanner, self.data) if desk.outgoing.scanner else ""
        if virus:
            found = {"virus": virus, "size": len(self.data), "sha256": sha256(self.data).hexdigest()}
            desk.work.record(Event("file-infected", details=found))
            return Stored({}, virus)
        sent = files.Upload(name, self.kind, self.data)
        file_id = files.keep(desk.connection, desk.actor, sent, desk.outgoing.bucket, desk.now)
        desk.work.record(Event("file-stored", details={"file": str(file_id), "size": len(self.data)}))
        return Stored({"id": str(file_id), "namn": name, "storlek": len(self.data), "typ": self.kind})
