"""Take a task out of the group's inbox, or give it back."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands.separation import keep_apart
from engine.commands.taking import take
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.store import tasks
from engine.store.work import Event


@dataclass(frozen=True)
class ClaimTask:
    """Take the task: it leaves the others' inboxes. Raises ConflictError if somebody else has it, ForbiddenError if it is to be done by another."""

    task_id: UUID

    def run(self, desk: Desk) -> None:
        """Make the actor the one who does the task."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.task_id)
        keep_apart(desk, taken, desk.person_id)
        tasks.claim(desk.connection, self.task_id, desk.person_id)
        _record(desk, "task-claimed", taken.at.locked.case_id, taken.task.element)


@dataclass(frozen=True)
class UnclaimTask:
    """Give the task back to everybody who holds the role."""

    task_id: UUID

    def run(self, desk: Desk) -> None:
        """Make nobody the one who does the task."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.task_id)
        tasks.claim(desk.connection, self.task_id, None)
        _record(desk, "task-unclaimed", taken.at.locked.case_id, taken.task.element)


def _record(desk: Desk, kind: str, case_id: UUID, element: str) -> None:
    desk.work.record(Event(kind, case_id, element))
