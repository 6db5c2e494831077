"""A file and its content."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible
from engine.store.tables import file


@dataclass(frozen=True)
class Content:
    """A file with what is in it."""

    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class FileById:
    """A file that the reader uploaded, or that lies in a case the reader may see. Raises NotFoundError."""

    id: UUID

    def run(self, view: View) -> Content:
        """Return the file."""
        require(view.actor, Permission.CASE_READ)
        row = view.connection.execute(
            select(file).where(file.c.id == self.id, file.c.organisation_id == view.organisation_id)
        ).one_or_none()
        if row is None or (row.case_id is None and row.uploaded_by != view.actor.person_id):
            raise NotFoundError(
                "Filen finns inte, eller så får du inte se den.", "There is no such file for you."
            )
        if row.case_id is not None:
            visible(view, row.case_id)
        return Content(row.name, row.kind, bytes(row.data))
