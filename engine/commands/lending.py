"""What lending mandates and standing in for somebody have in common."""

from uuid import UUID

from engine.desk import Desk
from engine.errors import ForbiddenError, InvalidError, NotFoundError
from engine.governance.permissions import administrator
from engine.store import content, lending


def receiver(desk: Desk, person_id: UUID, lender_id: UUID) -> str:
    """Return the name of the one who is lent a right; refuse oneself, strangers and those who are not active."""
    name = lending.active_name(desk.connection, person_id, desk.organisation_id)
    if name is None:
        raise NotFoundError(
            "Personen finns inte i organisationens register, eller är inte längre aktiv. Välj någon annan.",
            "There is no such person in the organisation, or not an active one. Choose somebody else.",
        )
    if person_id == lender_id:
        raise InvalidError(
            "Välj någon annan än den som rätten kommer från.", "Choose another person than the one who lends."
        )
    return name


def for_own(desk: Desk, person_id: UUID) -> None:
    """Refuse to lend, or take back, what is another's; an administrator may."""
    if person_id != desk.person_id and not administrator(desk.actor):
        raise ForbiddenError(
            "Du kan bara lämna över det som är ditt eget. En administratör kan göra det åt andra.",
            "You can only lend what is your own. An administrator can do it for others.",
        )


def known_process(desk: Desk, process: str | None) -> None:
    """Refuse a process that is not published; None is every process."""
    if process is not None and content.in_force(desk.connection, desk.organisation_id, process) is None:
        raise NotFoundError(
            f"Processen {process} finns inte eller är inte publicerad. Välj en ur listan.",
            f"There is no published process {process}. Choose one of the list.",
        )
