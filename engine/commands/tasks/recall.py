"""Take back what one has handed in."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands.taking import by_right, in_hand, right_in
from engine.commands.undoing import last_step, moved_on, undo
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError
from engine.governance.permissions import Permission, require
from engine.store import undoing
from engine.store.work import Event


@dataclass(frozen=True)
class RecallTask:
    """Open a task again that one has completed, with the answers as a draft, while nothing has come of it.

    Raises NotFoundError, ForbiddenError (another's) and ConflictError (open already, a decision, or the case has gone on:
    somebody has begun with the next task, another branch has moved, a timer has fired or a connector has acted).
    """

    task_id: UUID

    def run(self, desk: Desk) -> None:
        """Restore the case as it was before the task was completed; the trail keeps both."""
        require(desk.actor, Permission.TASK_WORK)
        hand = in_hand(desk, self.task_id)
        right = right_in(desk, hand)
        if hand.task.state == "open":
            raise ConflictError("Uppgiften är redan öppen.", "The task is open already.")
        handed = undoing.submitted(desk.connection, self.task_id)
        if handed is None or handed.person_id != desk.person_id:
            raise ForbiddenError(
                "Du kan bara ta tillbaka det som du själv har lämnat in.",
                "You can only take back what you have handed in yourself.",
            )
        by_right(desk, hand, right)
        last = last_step(desk, hand.at)
        if last.done.id != self.task_id:
            raise moved_on()
        undo(desk, hand.at, last, Event("task-recalled", details={"item": hand.task.item}))
