"""Keep a diagram of any tool as a document, and its later versions."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from engine.commands import documenting
from engine.commands.document_drafts import Content, Draft, Made
from engine.desk import Desk
from engine.governance.document_kinds import DIAGRAM
from engine.governance.permissions import Permission, require
from engine.runtime.diagram import Described, described
from engine.store import documents
from engine.store.documents import COMING

FILE: Final = "diagram.bpmn"
CONTENT: Final = "diagram"
_UNTITLED: Final = "Diagram utan namn"


@dataclass(frozen=True)
class CreateDiagram:
    """Make a document of a BPMN file, a draft at first; the file is kept as it came. Without a title it has its own.

    Raises ModelRefusedError for what is not BPMN 2.0.
    """

    data: bytes = field(repr=False)
    title: str | None = None

    def run(self, desk: Desk) -> Made:
        """Return the ids of the document and of its first version, and its number."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        found = described(self.data)
        title = (self.title or found.title or _UNTITLED).strip()
        return documenting.create(desk, DIAGRAM, Draft({"titel": title}, _held(self.data, found)))


@dataclass(frozen=True)
class ReviseDiagram:
    """Give a diagram a new file: in its draft if it has one, else in a new version.

    Raises NotFoundError, ConflictError (a version waits for approval) and ModelRefusedError.
    """

    document_id: UUID
    data: bytes = field(repr=False)

    def run(self, desk: Desk) -> Made:
        """Return the ids of the document and of the version that has the file."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        latest = documenting.to_go_on_from(desk, self.document_id)
        content = content_of(self.data)
        there = documents.versions(desk.connection, self.document_id)
        coming = next((one for one in there if one.state in COMING), None)
        if coming is None:
            going_on = documenting.going_on(desk, latest)
            return documenting.add_version(desk, self.document_id, Draft(going_on.given, content))
        held = documenting.writable(desk, coming.id)
        documenting.save(desk, held, Draft(content=content))
        return Made(self.document_id, held.id, held.document_number, held.number)


def content_of(data: bytes) -> Content:
    """Return a BPMN file as what a version of a document holds. Raises ModelRefusedError for what is not BPMN 2.0."""
    return _held(data, described(data))


def _held(data: bytes, found: Described) -> Content:
    return Content(CONTENT, {FILE: data}, found.words)
