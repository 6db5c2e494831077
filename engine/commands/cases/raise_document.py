"""Begin a case about a document that was approved before Räls was there: Räls does so itself."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import approving, in_force
from engine.commands.opening import Beginning, open_case
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.receipt import Receipt
from engine.store import content, document_choices, document_life, documents


@dataclass(frozen=True)
class RaiseDocument:
    """Begin the case of a version in force, unless it has one meanwhile; return its receipt.

    The case begins where one that was approved in Räls waits for its revision: the connector that submits the version
    sees that it is in force, and takes it so from Räls alone. Raises InvalidError for one that cannot be followed.
    """

    organisation_id: UUID
    version_id: UUID

    def run(self, desk: Desk) -> Receipt | None:
        """Hold the version, look again, and begin."""
        require(desk.actor, Permission.CASE_RAISE)
        governing = content.governing(desk.connection, self.organisation_id)
        desk.work.actor = desk.actor.within(self.organisation_id, *governing)
        found = documents.version(desk.connection, self.version_id, held=True)
        if found is None or found.state != document_life.IN_FORCE or found.case_id is not None:
            return None
        published = in_force.published(desk, approving.PROCESS)
        given = approving.answers(published, found)
        only = {document_choices.NAME: [{"id": str(found.id), "namn": found.document_number}]}
        return open_case(desk, Beginning(published, given, None, {"why": "in-force"}, only))
