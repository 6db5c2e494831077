"""Enter a document that was approved before Räls was there."""

from dataclasses import dataclass

from engine import clock
from engine.commands import approving, documenting
from engine.commands.document_drafts import Draft, Made
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import documents
from engine.store.work import Event


@dataclass(frozen=True)
class RecordDocument:
    """Enter a document that is in force already: no case approves it, and no decision stands with it.

    Soon after, Räls begins a case that sees to its revision and its end (see RaiseDocument); with `ask_readers` that
    case first asks those whom it concerns to read it. Raises InvalidError with everything that is missing.
    """

    kind: str
    draft: Draft
    number: str | None = None
    ask_readers: bool = False

    def run(self, desk: Desk) -> Made:
        """Return the ids of the document and of its version, which is in force, or expired if its last day has passed."""
        require(desk.actor, Permission.REGISTER_WRITE)
        made = documenting.create(desk, self.kind, self.draft, number=self.number)
        found = documenting.writable(desk, made.version_id)
        approving.whole(desk, found)
        over = found.valid_to is not None and found.valid_to < clock.day(desk.now)
        ended = {"state": "utgangen", "ended_at": desk.now} if over else {"state": "gallande"}
        values = {"published_at": desk.now, "ask_readers": self.ask_readers, **ended}
        documents.change_version(desk.connection, found.id, values)
        details = {"document": str(made.document_id), "number": made.number}
        desk.work.record(Event("document-recorded", details=details))
        return made
