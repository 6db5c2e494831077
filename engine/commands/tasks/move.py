"""Move a case from one task to another."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import step
from engine.commands.intervening import details, intervene, require_running
from engine.commands.step import Left
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.store import followers, interventions
from engine.store.work import Event
from forms.text import Text


@dataclass(frozen=True)
class MoveTask:
    """Close an open task, and open another on the same level of the model instead.

    Raises what `intervene` does, ConflictError (not open) and InvalidError where the case could get stuck.
    """

    case_id: UUID
    task_id: UUID
    to: str
    reason: str

    def run(self, desk: Desk) -> None:
        """Move the token, open and close the tasks, and tell the followers."""
        require(desk.actor, Permission.CASE_INTERVENE)
        at, reason = intervene(desk, self.case_id, self.reason)
        require_running(at.locked)
        run = running.restore(at.published.model, at.locked.state, desk.now, desk.calendar)
        before = {waiting.id: waiting.element for waiting in run.waiting}
        elements = at.published.model.elements
        try:
            run.move(self.task_id, self.to, interventions.passed(desk.connection, self.case_id))
            stepped = step.settle(desk, at, run)
            kept = details(
                reason,
                to=elements[self.to].label.sv,
                to_en=elements[self.to].label.en,
                task=str(self.task_id),
            )
            event = Event("token-moved", element=before[self.task_id], details=kept)
            step.write(desk, at, run, stepped, Left(event))
        except RunFailure as failure:
            raise ConflictError(
                f"Uppgiften kan inte flyttas dit: {failure.why.sv}",
                f"The task cannot be moved there: {failure.why.en}",
            ) from failure
        name = elements[self.to].label
        what = Text(f"Ärendet är flyttat till {name.sv}", f"The case is moved to {name.en}")
        followers.tell(desk.work, at.locked, what, reason)
