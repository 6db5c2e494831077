"""A diagram that is kept as a document: its file as it came, its drawing, and what differs between two versions."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.documents import sql
from engine.queries.documents.content import VersionContent
from engine.queries.documents.get import DocumentById
from engine.queries.documents.rows import VersionRow
from engine.runtime import drawing
from engine.runtime.comparing import Comparison, compare
from forms.text import Language

CONTENT = "diagram"


@dataclass(frozen=True)
class DiagramFile:
    """The file of a diagram that the reader may read: of a version by number, else of the latest. Raises NotFoundError."""

    document: UUID
    version: int | None = None

    def run(self, view: View) -> bytes:
        """Return the bytes, as they came."""
        require(view.actor, Permission.DOCUMENT_READ)
        return VersionContent(_version(view, self.document, self.version).id).run(view).data


@dataclass(frozen=True)
class DiagramDrawing:
    """The drawing of a diagram; `sheet` is which of several in the file. Raises NotFoundError."""

    document: UUID
    version: int | None = None
    sheet: int = 0
    language: Language = "sv"
    scale: float = 1.0

    def run(self, view: View) -> bytes:
        """Return the SVG, `scale` times as large as text is."""
        require(view.actor, Permission.DOCUMENT_READ)
        data = DiagramFile(self.document, self.version).run(view)
        return drawing.svg(data, language=self.language, scale=self.scale, sheet=self.sheet)


@dataclass(frozen=True)
class DiagramComparison:
    """What differs between two versions of a diagram, by number: the latest with the one before by default.

    Raises NotFoundError.
    """

    document: UUID
    old: int | None = None
    new: int | None = None

    def run(self, view: View) -> Comparison:
        """Return what differs."""
        require(view.actor, Permission.DOCUMENT_READ)
        new = _version(view, self.document, self.new).number
        old = max(new - 1, 1) if self.old is None else self.old
        files = (DiagramFile(self.document, number).run(view) for number in (old, new))
        before, after = ({"diagram.bpmn": data} for data in files)
        return compare(before, after)


def _version(view: View, document: UUID, number: int | None) -> VersionRow:
    versions = DocumentById(document).run(view).versions
    found = (one for one in versions if number in (None, one.number) and one.content_kind == CONTENT)
    version = next(found, None)
    if version is None:
        raise sql.missing()
    return version
