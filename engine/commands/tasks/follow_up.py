"""Say when a task is to be looked at again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engine import clock
from engine.commands.taking import take
from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.store import tasks
from engine.store.work import Event


@dataclass(frozen=True)
class FollowUp:
    """Set the day when the doer wants to see the task again, or clear it (None). Raises InvalidError for a day that has been."""

    task_id: UUID
    on: date | None

    def run(self, desk: Desk) -> None:
        """Keep the day; the same day again changes nothing."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.task_id)
        if self.on is not None and self.on < clock.day(desk.now):
            raise InvalidError.at(
                "/on", "Välj i dag eller en senare dag.", "Choose today or a day that is to come."
            )
        if tasks.follow_up(desk.connection, self.task_id, self.on):
            details = {
                "task": str(self.task_id),
                "item": taken.task.item,
                "day": self.on and self.on.isoformat(),
            }
            desk.work.record(Event("task-follow-up", taken.at.locked.case_id, taken.task.element, details))
