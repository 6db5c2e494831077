"""Take one case of a migration, in a transaction of its own."""

from dataclasses import dataclass
from uuid import UUID

from engine.commands.carrying_over import act_for, back, forth
from engine.desk import Desk
from engine.governance.permissions import Permission, require
from engine.runtime.failure import RunFailure
from engine.store import instances, migrating
from engine.store.migrating import TO_DO
from forms.text import Text


@dataclass(frozen=True)
class CarryCase:
    """Carry a case over, or back when the migration is being undone. Does nothing when stopped, or done already."""

    migration_id: UUID
    case_id: UUID

    def run(self, desk: Desk) -> None:
        """Lock the case, then its part of the migration; store all of it, or only why it cannot be."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        locked = instances.lock_of_case(desk.connection, self.case_id)
        at = migrating.hold(desk.connection, self.migration_id, self.case_id)
        if locked is None or at is None or desk.actor.organisation_id not in (None, at.organisation_id):
            return
        if at.state != "running" or at.case_state != TO_DO[at.undoing]:
            return
        act_for(desk, locked, at)
        (back if at.undoing else forth)(desk, locked, at)

    def after_failure(self, failure: RunFailure) -> "PassCase":
        """Return the command that keeps why a case could not be carried over."""
        return PassCase(self.migration_id, self.case_id, failure.why)


@dataclass(frozen=True)
class PassCase:
    """Leave a case as it is, and keep why."""

    migration_id: UUID
    case_id: UUID
    why: Text

    def run(self, desk: Desk) -> None:
        """Keep it, unless another has taken the case meanwhile."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        at = migrating.hold(desk.connection, self.migration_id, self.case_id)
        if at is not None and at.case_state == TO_DO[at.undoing]:
            state = "kept" if at.undoing else "refused"
            migrating.note(desk.connection, at, self.case_id, state, [self.why])


@dataclass(frozen=True)
class GoOn:
    """Ask for the job that takes the next cases; or say that the migration is done."""

    migration_id: UUID

    def run(self, desk: Desk) -> None:
        """Do what is left to do."""
        require(desk.actor, Permission.MODEL_MIGRATE)
        at = migrating.lock(desk.connection, self.migration_id, desk.actor.organisation_id)
        if at is None or at.state != "running":
            return
        if migrating.to_do(desk.connection, self.migration_id):
            migrating.order(desk.connection, self.migration_id, state="running")
        else:
            migrating.finish(desk.connection, self.migration_id, desk.now)
