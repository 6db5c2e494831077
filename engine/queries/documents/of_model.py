"""The document whose versions are those of a model."""

from dataclasses import dataclass

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.store import documents


@dataclass(frozen=True)
class HasDocument:
    """Is a model a document already, so that it is known which process it is of?"""

    key: str

    def run(self, view: View) -> bool:
        """Return whether it is."""
        require(view.actor, Permission.DOCUMENT_READ)
        return documents.of_model(view.connection, view.organisation_id, self.key) is not None
