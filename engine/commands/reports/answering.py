"""Who tells how far a case has come: its project leader and its assignment owner."""

from uuid import UUID

from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError
from engine.governance.actor import Held
from engine.governance.answering import LEADER, answers_for, played
from engine.store import sight
from engine.store.sight import Seen


def require_answering(desk: Desk, case_id: UUID) -> tuple[Seen, Held]:
    """Return the case and the role by which the actor answers for it; raise NotFoundError, ForbiddenError or ConflictError."""
    case = sight.case_of(desk.connection, desk.actor, desk.now, case_id)
    held = answers_for(desk.actor, desk.profile, case.id)
    if not held:
        raise ForbiddenError(
            "Det här gör ärendets projektledare eller uppdragsägare. Be någon av dem.",
            "This is done by the project leader or the assignment owner of the case. Ask one of them.",
        )
    require_running(case)
    return case, min(held, key=lambda one: one.role != played(desk.profile, LEADER))


def require_running(case: Seen) -> None:
    """Refuse what comes after the case has ended."""
    if case.state != "running":
        raise ConflictError(
            "Ärendet är avslutat och tar inte emot mer.", "The case has ended and takes no more."
        )
