"""A document with its versions, and one version with all that it holds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.documents import facts, sql
from engine.queries.documents.rows import DocumentWhole, FileRow, LinkRow, Readers, VersionRow, VersionWhole
from engine.store.document_sight import MY_DOCUMENTS, READS, WITHDRAWS, WRITES
from engine.store.documents import COMING
from forms.text import Text

_VERSIONS = text(f"""
WITH RECURSIVE {MY_DOCUMENTS}
SELECT {sql.VERSION}, {WRITES} AS writes, {WITHDRAWS} AS withdraws, d.number AS document_number, d.kind, d.title AS document_title, d.model_key,
       d.secrecy, d.responsible_id, answers.name AS responsible
  FROM document d JOIN document_version v ON v.document_id = d.id
  LEFT JOIN person answers ON answers.id = d.responsible_id {sql.OF_VERSION}
 WHERE d.organisation_id = :organisation AND {READS}
   AND (d.id = cast(:id AS uuid) OR d.number = :number
        OR d.id = (SELECT w.document_id FROM document_version w WHERE w.id = cast(:version AS uuid)))
 ORDER BY v.number DESC
""")  # noqa: S608  constants
_LINKS = text("""
SELECT l.process_id, n.name, n.code, l.element,
       (SELECT m.hash FROM model_version m WHERE m.organisation_id = n.organisation_id AND m.key = n.code
         ORDER BY m.number DESC LIMIT 1) AS model_hash
  FROM document_link l JOIN process_node n ON n.id = l.process_id WHERE l.document_id = :id ORDER BY n.code, l.element
""")
_FILES = text("SELECT name, length(data) AS size FROM content WHERE hash = :hash ORDER BY name")
_TEXT = text("SELECT text FROM document_version WHERE id = :id")
_READERS = text("""
SELECT count(*) AS asked, count(r.read_at) AS read, bool_or(r.person_id = :person) AS mine,
       max(r.read_at) FILTER (WHERE r.person_id = :person) AS mine_at
  FROM read_receipt r WHERE r.version_id = :version
""")


@dataclass(frozen=True)
class DocumentById:
    """A document by its id or number. Raises NotFoundError, also for what the reader may not read."""

    id: UUID | str

    def run(self, view: View) -> DocumentWhole:
        """Return the document with the versions that the reader may read."""
        require(view.actor, Permission.DOCUMENT_READ)
        rows = _rows(view, self.id)
        return _document(view, rows)


@dataclass(frozen=True)
class VersionById:
    """A version by its id, or by the number of its document and its own. Without `version` the one in force, else the latest.

    Raises NotFoundError, also for what the reader may not read.
    """

    id: UUID | None = None
    number: str | None = None
    version: int | None = None

    def run(self, view: View) -> VersionWhole:
        """Return the version with its document."""
        require(view.actor, Permission.DOCUMENT_READ)
        rows = _rows(view, self.number or "", self.id)
        document = _document(view, rows)
        row = next((one for one in rows if self._is(one, document)), None)
        if row is None:
            raise sql.missing()
        return _version(view, document, row)

    def _is(self, row: Row[Any], document: DocumentWhole) -> bool:
        if self.id is not None:
            return bool(row.id == self.id)
        if self.version is not None:
            return bool(row.number == self.version)
        return bool(row.id == (document.in_force or document.versions[0]).id)


def _rows(view: View, named: UUID | str, version: UUID | None = None) -> list[Row[Any]]:
    by_id = named if isinstance(named, UUID) else None
    values = {**sql.reader(view), "id": by_id, "number": None if by_id else named, "version": version}
    rows = list(view.connection.execute(_VERSIONS, values))
    if not rows:
        raise sql.missing()
    return rows


def _document(view: View, rows: list[Row[Any]]) -> DocumentWhole:
    first = rows[0]
    versions = tuple(sql.version_row(row) for row in rows)
    in_force = next((one for one in versions if one.state == "gallande"), None)
    return DocumentWhole(
        id=first.document_id,
        number=first.document_number,
        kind=first.kind,
        kind_name=sql.kind_name(sql.known_kinds(view), first.kind),
        title=(in_force or versions[0]).title,
        model_key=first.model_key,
        secret=first.secrecy is not None,
        responsible_id=first.responsible_id,
        responsible=first.responsible,
        links=tuple(_link(view, row) for row in view.connection.execute(_LINKS, {"id": first.document_id})),
        versions=versions,
        in_force=in_force,
        coming=next((one for one in versions if one.state in COMING), None),
        writes=any(row.writes for row in rows),
    )


def _link(view: View, row: Row[Any]) -> LinkRow:
    name = None
    if row.element and row.model_hash:
        found = view.library.model(row.model_hash).model.elements.get(row.element)
        name = Text(found.name or row.element, found.name_en or found.name or row.element) if found else None
    return LinkRow(row.process_id, row.name, row.code, row.element, name)


def _version(view: View, document: DocumentWhole, row: Row[Any]) -> VersionWhole:
    version: VersionRow = sql.version_row(row)
    files = view.connection.execute(_FILES, {"hash": row.hash}) if row.hash else ()
    asked = {"version": row.id, "person": view.actor.person_id}
    readers = view.connection.execute(_READERS, asked).one()
    return VersionWhole(
        document=document,
        version=version,
        facts=facts.of(view, document, version, row.metadata),
        given=facts.given(version, row.metadata),
        text=view.connection.execute(_TEXT, {"id": row.id}).scalar_one(),
        files=tuple(FileRow(one.name, one.size) for one in files),
        readers=Readers(readers.asked, readers.read, bool(readers.mine), readers.mine_at),
        editable=row.writes and row.state == "utkast",
        sees_readers=row.writes,
        withdrawable=bool(row.withdraws),
    )
