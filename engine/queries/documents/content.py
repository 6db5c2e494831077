"""The files of a version."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries.documents import sql
from engine.queries.files.get import Content
from engine.store import document_sight

_FILE = text("""
SELECT k.name, k.data FROM document_version v JOIN content k ON k.hash = v.hash
 WHERE v.id = :version AND (cast(:name AS text) IS NULL OR k.name = :name) ORDER BY k.name LIMIT 1
""")
_KINDS = {
    "bpmn": "application/xml",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "md": "text/markdown",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}


@dataclass(frozen=True)
class VersionContent:
    """A file of a version that the reader may read; without a name the first. Raises NotFoundError."""

    id: UUID
    name: str | None = None

    def run(self, view: View) -> Content:
        """Return the file with what its name says that it is."""
        require(view.actor, Permission.DOCUMENT_READ)
        if not document_sight.may(view.connection, view.actor, view.now, "read", self.id):
            raise sql.missing()
        row = view.connection.execute(_FILE, {"version": self.id, "name": self.name}).one_or_none()
        if row is None:
            raise NotFoundError("Versionen har ingen sådan fil.", "The version has no such file.")
        kind = _KINDS.get(row.name.rpartition(".")[2].lower(), "application/octet-stream")
        return Content(row.name, kind, bytes(row.data))
