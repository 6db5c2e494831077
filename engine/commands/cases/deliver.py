"""Give a case a message from another case, e.g. that its document has been replaced."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from engine.commands import incidents_of, step
from engine.commands.step import Footing, Left
from engine.desk import Desk
from engine.errors import ForbiddenError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.store import instances, jobs
from engine.store.instances import SUSPENDED
from engine.store.work import Event

# How long a case that is suspended is left alone before the message is brought again.
LATER: Final = timedelta(hours=1)


@dataclass(frozen=True)
class DeliverMessage:
    """Let everything in the case that waits for the message go on; does nothing when nothing waits for it."""

    case_id: UUID
    message: str

    def run(self, desk: Desk) -> None:
        """Lock, give, store."""
        require(desk.actor, Permission.INSTANCE_WAKE)
        locked = instances.lock_of_case(desk.connection, self.case_id)
        if locked is None or locked.status == "ended":
            return
        if locked.status == SUSPENDED:
            jobs.deliver(desk.connection, self.case_id, self.message, desk.now + LATER)
            return
        desk.work.actor = desk.actor.within(locked.organisation_id, locked.profile_hash, locked.calendar_hash)
        at = Footing(locked, desk.library.model(locked.model_hash), desk.profile)
        run = running.restore(at.published.model, locked.state, desk.now, desk.calendar)
        if not run.receive(self.message):
            return
        try:
            stepped = step.settle(desk, at, run)
        except (ForbiddenError, InvalidError, NotFoundError) as error:
            raise incidents_of.from_refusal(None, error.text) from error
        told = Event("message-received", details={"message": self.message})
        step.write(desk, at, run, stepped, Left(told))
