"""Keep what a person has written so far, unchecked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands.answers import form_of
from engine.commands.helping import writing
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import tasks


@dataclass(frozen=True)
class SaveDraft:
    """Keep answers as a draft that only this person sees, or on help with a task; nothing is checked but the size."""

    task_id: UUID
    answers: Mapping[str, Any]

    def run(self, desk: Desk) -> None:
        """Store the draft in place of the earlier one. A draft is private, so the trail does not tell."""
        require(desk.actor, Permission.TASK_PREPARE)
        form = form_of(writing(desk, self.task_id))
        kept = form.draft(self.answers) if form else {}
        tasks.save_draft(desk.connection, self.task_id, desk.person_id, kept, desk.now)
