"""Wake an instance whose time has come."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands import incidents_of, step
from engine.commands.step import Footing, Left
from engine.desk import Desk
from engine.errors import ForbiddenError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.runtime.failure import RunFailure
from engine.store import instances
from engine.store.instances import SUSPENDED
from engine.store.work import Event


@dataclass(frozen=True)
class WakeInstance:
    """Fire every timer that is due. Does nothing when called too early, too late or twice."""

    instance_id: UUID

    def run(self, desk: Desk) -> None:
        """Lock, fire, store."""
        require(desk.actor, Permission.INSTANCE_WAKE)
        at = _due(desk, self.instance_id)
        if at is None:
            return
        run = running.restore(at.published.model, at.locked.state, desk.now, desk.calendar)
        run.wake()
        try:
            stepped = step.settle(desk, at, run)
        except (ForbiddenError, InvalidError, NotFoundError) as error:
            # Nobody is there to read a refusal, so it becomes an incident like any other fault of the step.
            raise incidents_of.from_refusal(None, error.text) from error
        step.write(desk, at, run, stepped, Left(Event("time-passed")))

    def after_failure(self, failure: RunFailure) -> "StallInstance":
        """Return the command that lets the instance rest when its timer's step failed."""
        return StallInstance(self.instance_id, failure)


@dataclass(frozen=True)
class StallInstance:
    """Write an incident for a timer whose step failed; no timer wakes the instance until it is mended."""

    instance_id: UUID
    failure: RunFailure

    def run(self, desk: Desk) -> None:
        """Lock, and write the incident unless somebody else already took the step."""
        require(desk.actor, Permission.INSTANCE_WAKE)
        at = _due(desk, self.instance_id)
        if at is not None:
            instances.stall(desk.connection, self.instance_id)
            incidents_of.raise_one(desk, at, self.failure, {"kind": "wake"})


def _due(desk: Desk, instance_id: UUID) -> Footing | None:
    """Lock the instance and act for its organisation; None when it is too early or already done."""
    locked = instances.lock(desk.connection, instance_id)
    if locked is None or locked.status == SUSPENDED or locked.next_due is None or locked.next_due > desk.now:
        return None
    desk.work.actor = desk.actor.within(locked.organisation_id, locked.profile_hash, locked.calendar_hash)
    return Footing(locked, desk.library.model(locked.model_hash), desk.profile)
