"""Suspend a case, and let it go on."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands.intervening import details, intervene
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.permissions import Permission, require
from engine.store import followers, instances
from engine.store.work import Event
from forms.text import Text


@dataclass(frozen=True)
class SuspendCase:
    """Let a case rest: nobody can complete its tasks and no timer fires. Raises what `intervene` does."""

    case_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Hold the case, mark it and tell its followers."""
        require(desk.actor, Permission.CASE_INTERVENE)
        at, reason = intervene(desk, self.case_id, self.reason)
        if at.locked.status == instances.SUSPENDED:
            raise ConflictError("Ärendet är redan pausat.", "The case must be going on; it is suspended.")
        instances.suspend(desk.connection, at.locked.instance_id)
        desk.work.record(Event("case-suspended", self.case_id, details=details(reason)))
        followers.tell(desk.work, at.locked, Text("Ärendet är pausat", "The case is suspended"), reason)


@dataclass(frozen=True)
class ResumeCase:
    """Let a suspended case go on. Timers that fell due meanwhile fire at once, in their order.

    Due dates stay as they were. Raises what `intervene` does, and ConflictError when it is not suspended.
    """

    case_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Hold the case, mark it, and ask for the wake-up of what is due."""
        require(desk.actor, Permission.CASE_INTERVENE)
        at, reason = intervene(desk, self.case_id, self.reason)
        if at.locked.status != instances.SUSPENDED:
            raise ConflictError("Ärendet är inte pausat.", "The case must be suspended; it is going on.")
        instances.resume(desk.connection, at.locked, desk.now)
        desk.work.record(Event("case-resumed", self.case_id, details=details(reason)))
        followers.tell(
            desk.work, at.locked, Text("Ärendet är återupptaget", "The case goes on again"), reason
        )
