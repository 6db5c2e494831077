"""Who tells how far a case has come: its project leader and its assignment owner."""

from uuid import UUID

from engine.commands.taking import require_going_on
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError
from engine.governance.actor import Held
from engine.governance.answering import LEADER, answers_for, played
from engine.store import instances, sight
from engine.store.instances import Locked
from engine.store.sight import Seen


def require_answering(desk: Desk, case_id: UUID) -> tuple[Seen, Held, Locked]:
    """Return the case, the role by which the actor answers for it, and its instance, locked.

    Raises NotFoundError, ForbiddenError and ConflictError.
    """
    case = sight.case_of(desk.connection, desk.actor, desk.now, case_id)
    held = answers_for(desk.actor, desk.profile, case.id)
    # Nobody answers for a case that has ended: that it has is what there is to say.
    if not held and case.state == "running":
        raise ForbiddenError(
            "Det här gör ärendets projektledare eller uppdragsägare. Be någon av dem.",
            "This is done by the project leader or the assignment owner of the case. Ask one of them.",
        )
    locked = require_running(case, instances.lock_of_case(desk.connection, case.id))
    return case, min(held, key=lambda one: one.role != played(desk.profile, LEADER)), locked


def require_running(case: Seen, locked: Locked | None) -> Locked:
    """Return the instance of a case; refuse what comes after the case has ended, and while it is suspended."""
    # It may have ended while the lock was waited for.
    if case.state != "running" or locked is None or locked.status == "ended":
        raise ConflictError(
            "Ärendet är avslutat och tar inte emot mer.", "The case has ended and takes no more."
        )
    require_going_on(locked)
    return locked
