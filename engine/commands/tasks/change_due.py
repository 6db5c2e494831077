"""Give a task another due date."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engine.commands.intervening import details, intervene
from engine.desk import Desk
from engine.errors import InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.runtime.model import Model
from engine.store import followers, instances, interventions, tasks, undoing
from engine.store.instances import Locked
from engine.store.work import Event
from forms.text import Text


@dataclass(frozen=True)
class ChangeDue:
    """Change when an open task is due; timers on it that come after that follow. Raises what `intervene` does."""

    case_id: UUID
    task_id: UUID
    due_at: datetime
    reason: str

    def run(self, desk: Desk) -> None:
        """Hold the case, set the date and keep both dates in the trail."""
        require(desk.actor, Permission.CASE_INTERVENE)
        at, reason = intervene(desk, self.case_id, self.reason)
        found = next(
            (
                one
                for one in tasks.open_ones(desk.connection, at.locked.instance_id)
                if one.id == self.task_id
            ),
            None,
        )
        if found is None:
            raise NotFoundError(
                "Uppgiften finns inte i ärendet eller är inte öppen.",
                "There is no such open task in the case.",
            )
        if self.due_at <= desk.now:
            raise InvalidError.at("/due_at", "Välj en tid som inte har varit.", "Choose a time to come.")
        was = interventions.due(desk.connection, self.task_id, self.due_at)
        if was is not None:
            self._put_off(desk, at.locked, at.published.model, was)
        kept = details(reason, task=str(self.task_id), item=found.item, due=self.due_at.isoformat())
        desk.work.record(Event("due-changed", self.case_id, found.element, kept))
        what = Text(f"Ny sista dag för {found.name}", f"New due date of {found.name_en}")
        followers.tell(desk.work, at.locked, what, reason)

    def _put_off(self, desk: Desk, locked: Locked, model: Model, was: datetime) -> None:
        """Let the timers follow; the case takes no step by it, so it may be suspended."""
        run = running.restore(model, locked.state, desk.now, desk.calendar)
        if run.put_off(self.task_id, was, self.due_at):
            before = self._before(desk, locked, model, was)
            instances.put_off(desk.connection, locked, run.save(), run.next_due, before)

    def _before(self, desk: Desk, locked: Locked, model: Model, was: datetime) -> bytes | None:
        """Return what the last step can be undone to: a task that was open then has its new date there too."""
        state = undoing.before(desk.connection, locked.instance_id)
        if state is None:
            return None
        run = running.restore(model, state, desk.now, desk.calendar)
        there = any(one.id == self.task_id for one in run.waiting)
        return run.save() if there and run.put_off(self.task_id, was, self.due_at) else state
