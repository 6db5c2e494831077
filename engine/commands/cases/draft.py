"""Keep what a person has written so far in the form that starts a case, unchecked; or forget it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.commands import in_force
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import tasks


@dataclass(frozen=True)
class SaveStartDraft:
    """Keep answers as a draft that only this person sees; nothing is checked but the size."""

    process: str
    answers: Mapping[str, Any]

    def run(self, desk: Desk) -> None:
        """Store the draft in place of the earlier one; raises NotFoundError when there is no such process."""
        require(desk.actor, Permission.CASE_START)
        published = in_force.published(desk, self.process)
        form = published.forms.get(published.start.form or "")
        kept = form.draft(self.answers) if form else {}
        tasks.save_start_draft(desk.connection, self.process, desk.person_id, kept, desk.now)


@dataclass(frozen=True)
class ForgetStartDraft:
    """Throw the draft away, so that the form is empty the next time."""

    process: str

    def run(self, desk: Desk) -> None:
        """Forget the draft, if there is one."""
        require(desk.actor, Permission.CASE_START)
        tasks.forget_start_draft(desk.connection, self.process, desk.person_id)
