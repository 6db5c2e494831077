"""Declare a conflict of interest: one does not decide, and the task goes to another."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands.taking import take
from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.store import conflicts
from engine.store.work import Event


@dataclass(frozen=True)
class DeclareConflict:
    """Say that one has a conflict of interest in a decision, and why; WithdrawConflict takes it back.

    The task stays with the others who hold the seat, or who stand in for it; else it goes to the nearest seat above that
    somebody without a conflict holds. Raises NotFoundError, ForbiddenError (not yours) and InvalidError.
    """

    task_id: UUID
    reason: str

    def run(self, desk: Desk) -> None:
        """Keep it, and let the task go on."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.task_id)
        if not taken.element.mandate:
            raise InvalidError(
                "Jäv anmäls i en uppgift där något beslutas. Lämna uppgiften till någon annan i stället.",
                "A conflict of interest is declared in a task that decides. Let somebody else do this one.",
            )
        if not self.reason.strip():
            raise InvalidError.at("/reason", "Skriv varför du är jävig.", "Write what the conflict is.")
        conflicts.declare(desk.connection, self.task_id, desk.person_id, self.reason.strip(), desk.now)
        to = conflicts.who_can(desk.connection, self.task_id, desk.now)
        desk.work.record(Event("conflict-declared", taken.at.locked.case_id, taken.task.element, {"to": to}))
