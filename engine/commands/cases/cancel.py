"""Cancel a case."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import step
from engine.commands.intervening import details, intervene
from engine.commands.step import Left
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.store import document_life, followers, interventions
from engine.store.work import Event
from forms.text import Text


@dataclass(frozen=True)
class CancelCase:
    """Stop a case for good: all its tasks are cancelled, and it has ended without reaching an end of its model.

    Raises what `intervene` does.
    """

    case_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Stop everything that goes on, keep the reason and tell the followers."""
        require(desk.actor, Permission.CASE_INTERVENE)
        at, reason = intervene(desk, self.case_id, self.reason)
        run = running.restore(at.published.model, at.locked.state, desk.now, desk.calendar)
        run.cancel()
        stepped = step.settle(desk, at, run)
        step.write(desk, at, run, stepped, Left(Event("case-cancelled", details=details(reason))))
        interventions.cancel(desk.connection, self.case_id, reason)
        document_life.release(desk.connection, self.case_id)
        followers.tell(desk.work, at.locked, Text("Ärendet är avbrutet", "The case is cancelled"), reason)
