"""Change what is not of a version: who answers for a document today, and which processes it is about."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands import documenting
from engine.commands.document_drafts import Links
from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.store import documents
from engine.store.work import Event


@dataclass(frozen=True)
class ChangeDocument:
    """Give a document another who answers for it, or other links; what is None stays. Raises NotFoundError, InvalidError."""

    document_id: UUID
    responsible_id: UUID | None = None
    links: Links | None = None

    def run(self, desk: Desk) -> None:
        """Keep it, with a line in the trail."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        documenting.to_go_on_from(desk, self.document_id)
        details: dict[str, Any] = {"document": str(self.document_id)}
        if self.responsible_id is not None:
            if not documents.people(desk.connection, desk.organisation_id, [self.responsible_id]):
                raise InvalidError.at(
                    "/responsible", "Välj en person i registret.", "Choose a person of the register."
                )
            documents.change(desk.connection, self.document_id, {"responsible_id": self.responsible_id})
            details["responsible"] = str(self.responsible_id)
        if self.links is not None:
            documenting.link(desk, self.document_id, self.links)
        desk.work.record(Event("document-changed", details=details))
