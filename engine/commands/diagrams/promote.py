"""Begin a model from a diagram: a draft of its own, with what the checks say that is missing before it can be run."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from engine import clock
from engine.commands import documenting
from engine.connectors.known import known_to
from engine.desk import Desk
from engine.errors import Finding, NotFoundError
from engine.governance.permissions import Permission, require
from engine.runtime import checks
from engine.runtime.diagram import as_model
from engine.store import content, document_sight, documents, drafts, holders
from engine.store.documents import Version
from engine.store.work import Event


@dataclass(frozen=True)
class Promoted:
    """A draft of a model, and what its checks say."""

    id: UUID
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class PromoteDiagram:
    """Begin a draft of the model `key` from the latest version of a diagram. The diagram stays as it is.

    Raises NotFoundError, and InvalidError for a key that cannot be one and a diagram without a process.
    """

    document_id: UUID
    key: str

    def run(self, desk: Desk) -> Promoted:
        """Return the id of the draft, and what is missing."""
        require(desk.actor, Permission.MODEL_DRAFT)
        found = _latest(desk, self.document_id)
        data = next(iter(content.files_of(desk.connection, found.hash).values()))
        files = {f"{self.key}.bpmn": as_model(data, self.key)}
        draft_id = uuid4()
        drafts.create(desk.connection, _row(desk, draft_id, self.key, found.title), files)
        details = {"draft": str(draft_id), "key": self.key, "document": str(self.document_id)}
        desk.work.record(Event("model-draft-created", details=details))
        held = holders.holding(desk.connection, desk.organisation_id, clock.day(desk.now))
        return Promoted(draft_id, checks.check(files, known_to(desk.profile, {}, held)))


def _latest(desk: Desk, document_id: UUID) -> Version:
    for one in documents.versions(desk.connection, document_id):
        readable = document_sight.may(desk.connection, desk.actor, desk.now, "read", one.id)
        if readable and one.content_kind == "diagram":
            return documenting.readable(desk, one.id)
    raise NotFoundError(
        "Diagrammet finns inte, eller så får du inte se det.",
        "There is no such diagram, or you may not see it.",
    )


def _row(desk: Desk, draft_id: UUID, key: str, name: str) -> dict[str, Any]:
    by = desk.person_id
    when = {"created_by": by, "created_at": desk.now, "saved_by": by, "saved_at": desk.now}
    return {"id": draft_id, "organisation_id": desk.organisation_id, "key": key, "name": name, **when}
