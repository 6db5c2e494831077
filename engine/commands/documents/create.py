"""Make a document."""

from dataclasses import dataclass

from engine.commands import documenting
from engine.commands.document_drafts import Draft, Made
from engine.desk import Desk
from engine.governance.permissions import Permission, require


@dataclass(frozen=True)
class CreateDocument:
    """Make a document of a kind with its first draft; without a number of its own it gets the next.

    Raises InvalidError (no such kind, metadata, a number that is taken or does not fit).
    """

    kind: str
    draft: Draft
    number: str | None = None

    def run(self, desk: Desk) -> Made:
        """Return the ids of the document and of its first version, and its number."""
        require(desk.actor, Permission.DOCUMENT_WRITE)
        return documenting.create(desk, self.kind, self.draft, number=self.number)
