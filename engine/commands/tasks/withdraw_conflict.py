"""Take back that one has a conflict of interest: one decides again, as long as nobody else has taken the task."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import intervening
from engine.commands.taking import in_hand
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError
from engine.governance.permissions import Permission, require
from engine.store import conflicts
from engine.store.work import Event


@dataclass(frozen=True)
class WithdrawConflict:
    """Take back a conflict of interest that one has declared in an open task, and say why; the trail keeps both.

    The task goes back to its own seat, or to the nearest above that somebody without a conflict holds.
    Raises NotFoundError, ForbiddenError (declared nothing here), InvalidError (no reason) and ConflictError (another has
    taken the task, begun with it or done it).
    """

    task_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Keep it, and let the task go back."""
        require(desk.actor, Permission.TASK_WORK)
        reason = intervening.said_why(self.reason)
        hand = in_hand(desk, self.task_id)
        if desk.person_id not in hand.task.conflicts:
            raise ForbiddenError(
                "Bara den som har anmält jäv i uppgiften tar tillbaka anmälan.",
                "Only whoever has declared a conflict of interest in the task takes that back.",
            )
        if not conflicts.free(desk.connection, self.task_id, desk.person_id):
            raise ConflictError(
                # Of a secret case they may know no more than that.
                "Någon annan har tagit uppgiften, så anmälan står kvar.",
                "Somebody else has taken the task, so what you declared stands.",
            )
        conflicts.withdraw(desk.connection, self.task_id, desk.person_id, desk.now)
        to = conflicts.who_can(desk.connection, self.task_id, desk.now)
        case_id, element = hand.at.locked.case_id, hand.task.element
        desk.work.record(Event("conflict-withdrawn", case_id, element, {"reason": reason, "to": to}))
