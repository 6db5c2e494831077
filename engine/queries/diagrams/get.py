"""A diagram that is kept as a document, or a model that is one: its file, its drawing, what differs between versions."""

from dataclasses import dataclass
from uuid import UUID

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.documents import sql
from engine.queries.documents.content import VersionContent
from engine.queries.documents.get import DocumentById
from engine.queries.documents.rows import DocumentWhole, VersionRow
from engine.runtime import drawing
from engine.runtime.comparing import Comparison, compare
from forms.text import Language

MODEL = "model"
CONTENTS = ("diagram", MODEL)


@dataclass(frozen=True)
class DiagramFile:
    """The file of a diagram that the reader may read: of a version by number, else of the latest. Raises NotFoundError."""

    document: UUID
    version: int | None = None

    def run(self, view: View) -> bytes:
        """Return the bytes, as they came."""
        require(view.actor, Permission.DOCUMENT_READ)
        document = DocumentById(self.document).run(view)
        found = _version(document, self.version)
        # A model has other files beside its own.
        name = f"{document.model_key}.bpmn" if found.content_kind == MODEL else None
        return VersionContent(found.id, name).run(view).data


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
        new = _version(DocumentById(self.document).run(view), self.new).number
        old = max(new - 1, 1) if self.old is None else self.old
        files = (DiagramFile(self.document, number).run(view) for number in (old, new))
        before, after = ({"diagram.bpmn": data} for data in files)
        return compare(before, after)


def _version(document: DocumentWhole, number: int | None) -> VersionRow:
    drawn = (one for one in document.versions if one.content_kind in CONTENTS)
    found = (one for one in drawn if number in (None, one.number))
    version = next(found, None)
    if version is None:
        raise sql.missing()
    return version
