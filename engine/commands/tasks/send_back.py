"""Send a case back to the task before one's own, with a reason."""

from dataclasses import dataclass, replace
from uuid import UUID

from engine.commands.taking import take
from engine.commands.undoing import last_step, moved_on, undo
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError
from engine.governance.permissions import Permission, require
from engine.store.work import Event

LONGEST = 2000


@dataclass(frozen=True)
class SendBack:
    """Open the task again that led to one's own, where the model allows it (`rals:send-back`); one's own is withdrawn.

    Raises NotFoundError, ForbiddenError (not yours), InvalidError (no reason) and ConflictError (the model does not allow
    it, or the case has gone on elsewhere since that task was completed).
    """

    task_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Restore the case as it was before the earlier task was completed; the reason is kept with it."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.task_id)
        if not 0 < len(self.reason.strip()) <= LONGEST:
            raise InvalidError.at(
                "/reason",
                f"Skriv varför, med högst {LONGEST} tecken.",
                f"Say why, in at most {LONGEST} characters.",
            )
        if not taken.element.send_back:
            raise ConflictError(
                "Modellen säger inte att uppgiften kan skickas tillbaka. Välj ett av utfallen, eller skriv till den som gjorde steget innan.",
                "The model does not say that the task can be sent back. Choose an outcome, or write to whoever took the step before.",
            )
        last = last_step(desk, taken.at)
        if last.done.element not in taken.element.send_back or self.task_id not in {
            row.id for row in last.opened
        }:
            raise moved_on()
        by = {"id": str(desk.person_id), "namn": desk.actor.name}
        told = {"by": by, "reason": self.reason.strip(), "at": desk.now.isoformat()}
        details = {"item": taken.task.item, "reason": told["reason"], "from": taken.task.element}
        undo(
            desk, taken.at, replace(last, sender=self.task_id), Event("task-sent-back", details=details), told
        )
