"""Complete a task: the heart of Räls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands import answers, incidents_of
from engine.commands.handing_in import hand_in
from engine.commands.taking import require_going_on, take
from engine.desk import Desk
from engine.errors import ChangedError
from engine.governance.permissions import Permission, require
from engine.receipt import Receipt
from engine.runtime import running
from engine.runtime.failure import RunFailure


@dataclass(frozen=True)
class CompleteTask:
    """Hand in the answers of a task and let the process go on.

    `answers` is JSON as the task's form asks for it; `version` is the task's version that the caller saw (If-Match),
    None to take any. Raises NotFoundError, ForbiddenError (not yours), ConflictError (somebody was first),
    ChangedError (another version) and InvalidError (the form refuses).
    """

    task_id: UUID
    answers: Mapping[str, Any]
    version: int | None = None

    def run(self, desk: Desk) -> Receipt:
        """Check the right, the state and the form; advance; keep what was handed in, and what follows."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.task_id)
        require_going_on(taken.at.locked)
        if self.version is not None and self.version != taken.task.version:
            raise ChangedError(
                "Uppgiften har ändrats sedan du öppnade den. Ladda om den och försök igen.",
                "The task has changed since you opened it. Reload it and try again.",
            )
        run = running.restore(taken.at.published.model, taken.at.locked.state, desk.now, desk.calendar)
        clean = answers.check(desk, taken, run, self.answers)
        return hand_in(desk, taken, run, clean)

    def after_failure(self, failure: RunFailure) -> "KeepFailed":
        """Return the command that keeps the answers when the process could not go on."""
        return KeepFailed(self, failure)


@dataclass(frozen=True)
class KeepFailed:
    """Keep the answers of a task whose step failed, as an incident; the failed transaction is already undone."""

    failed: CompleteTask
    failure: RunFailure

    def run(self, desk: Desk) -> Receipt:
        """Check the right and the form as before, and write the incident."""
        require(desk.actor, Permission.TASK_WORK)
        taken = take(desk, self.failed.task_id)
        run = running.restore(taken.at.published.model, taken.at.locked.state, desk.now, desk.calendar)
        clean = answers.check(desk, taken, run, self.failed.answers)
        return incidents_of.keep(desk, taken, clean, self.failure)
