"""A file: what is known of it, and its content."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible
from engine.store import files
from engine.store.tables import file, person


@dataclass(frozen=True)
class Content:
    """A file with what is in it."""

    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Facts:
    """What is known of a file. Without a case it waits to be handed in by the one who uploaded it."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    person: str
    uploaded_at: datetime
    case_id: UUID | None
    case_number: str
    case_title: str


@dataclass(frozen=True)
class FileById:
    """A file that the reader uploaded, or that lies in a case the reader may see. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> Content:
        """Return the file. Raises DamagedError for one that is not what was stored."""
        require(view.actor, Permission.CASE_READ)
        row, _ = _seen(view, self.id)
        return Content(row.name, row.kind, files.content(row, view.outgoing.bucket))


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file that the reader may read. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> Facts:
        """Return it without the content."""
        require(view.actor, Permission.CASE_READ)
        row, case = _seen(view, self.id)
        return Facts(
            id=row.id,
            name=row.name,
            kind=row.kind,
            size=row.size,
            sha256=row.sha256.hex(),
            person=row.person,
            uploaded_at=row.uploaded_at,
            case_id=row.case_id,
            case_number=case.number if case else "",
            case_title=case.title if case else "",
        )


def _seen(view: View, file_id: UUID) -> tuple[Row[Any], Row[Any] | None]:
    """Return the file and the case that it lies in, if the reader may see them."""
    wanted = (
        select(file, person.c.name.label("person"))
        .join(person, person.c.id == file.c.uploaded_by)
        .where(file.c.id == file_id, file.c.organisation_id == view.organisation_id)
    )
    row = view.connection.execute(wanted).one_or_none()
    if row is None or (row.case_id is None and row.uploaded_by != view.actor.person_id):
        raise NotFoundError(
            "Filen finns inte, eller så får du inte se den.", "There is no such file for you."
        )
    return row, visible(view, row.case_id) if row.case_id is not None else None
