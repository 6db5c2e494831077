"""Save a draft of a model: its files as they are, however wrong they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from engine.commands.drafting import readable, to_change
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.permissions import Permission, require
from engine.store import drafts


@dataclass(frozen=True)
class Saved:
    """The revision that came of it, and when."""

    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class SaveModelDraft:
    """Write files of a draft (None removes one) from the revision that the caller has read, and its name if given.

    Raises NotFoundError, ConflictError (sent for approval), ChangedError (somebody was first), InvalidError, ModelRefusedError.
    """

    draft_id: UUID
    revision: int
    files: Mapping[str, bytes | None] = field(repr=False)
    name: str | None = None

    def run(self, desk: Desk) -> Saved:
        """Keep them and return the new revision. A draft says who saved it last, so the trail does not tell of each time."""
        require(desk.actor, Permission.MODEL_DRAFT)
        draft = to_change(desk, self.draft_id, self.revision)
        readable(self.files)
        if self.files.get(main := f"{draft.key}.bpmn", b"") is None:
            raise ConflictError(
                f"Filen {main} är själva processen. Kasta utkastet i stället.",
                f"The file {main} is the process itself. Discard the draft instead.",
            )
        changed = {
            "saved_by": desk.person_id,
            "saved_at": desk.now,
            **({"name": self.name} if self.name else {}),
        }
        return Saved(drafts.save(desk.connection, self.draft_id, self.files, changed), desk.now)
