"""Throw a draft away, and fetch it back."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands.drafting import held
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.permissions import Permission, require
from engine.store import drafts
from engine.store.work import Event


@dataclass(frozen=True)
class DiscardDraft:
    """Throw a draft away; it can be fetched back. Raises NotFoundError, ConflictError (sent for approval)."""

    draft_id: UUID

    def run(self, desk: Desk) -> None:
        """Mark it as thrown away."""
        require(desk.actor, Permission.MODEL_DRAFT)
        if held(desk, self.draft_id).sent:
            raise ConflictError(
                "Utkastet är skickat för godkännande. Dra tillbaka det först.",
                "The draft has been sent for approval. Withdraw it first.",
            )
        drafts.save(desk.connection, self.draft_id, {}, {"discarded_at": desk.now})
        desk.work.record(Event("model-draft-discarded", details={"draft": str(self.draft_id)}))


@dataclass(frozen=True)
class FetchBackDraft:
    """Fetch back a draft that was thrown away. Raises NotFoundError."""

    draft_id: UUID

    def run(self, desk: Desk) -> None:
        """Let it be a draft again."""
        require(desk.actor, Permission.MODEL_DRAFT)
        held(desk, self.draft_id, discarded=True)
        drafts.save(desk.connection, self.draft_id, {}, {"discarded_at": None})
        desk.work.record(Event("model-draft-fetched-back", details={"draft": str(self.draft_id)}))
