"""What all interventions in a case share: who may, why, and the instance held while it is done."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from engine.commands.step import Footing
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, InvalidError
from engine.governance.actor import DELEGATION, Held
from engine.store import instances, interventions, sight
from engine.store.instances import Locked

MOST: Final = 2_000
OWNER: Final = "processagare"


def intervene(desk: Desk, case_id: UUID, reason: str) -> tuple[Footing, str]:
    """Hold the case and return where it stands, with the reason as it is kept.

    Raises NotFoundError, ForbiddenError (an owner of another process), InvalidError (no reason) and ConflictError (over).
    """
    seen = sight.case_of(desk.connection, desk.actor, desk.now, case_id)
    right = _right(desk, case_id)
    said = said_why(reason)
    locked = instances.lock_of_case(desk.connection, seen.id)
    if locked is None or locked.status == "ended":
        raise ConflictError("Ärendet är redan avslutat.", "The case must be going on; it has ended.")
    desk.work.actor = replace(desk.actor, acting=right)
    return Footing(locked, desk.library.model(locked.model_hash), desk.profile), said


def _right(desk: Desk, case_id: UUID) -> Held:
    whole = [one for one in desk.actor.held if one.by != DELEGATION and one.process is None]
    administrator = next((one for one in whole if one.role == "administrator"), None)
    if administrator is not None:
        return administrator
    owned = {one.seat_id: one for one in whole if one.role == OWNER}
    seat = interventions.seat_in(desk.connection, case_id, list(owned))
    if seat is None:
        raise ForbiddenError(
            "Ärendet hör inte till en process som du äger. Be en administratör.",
            "The case does not belong to a process that you own. Ask an administrator.",
        )
    return owned[seat]


def said_why(reason: str) -> str:
    """Return a reason as it is kept. Raises InvalidError when there is none, or too much of it."""
    said = reason.strip()
    if 0 < len(said) <= MOST:
        return said
    raise InvalidError.at(
        "/reason",
        f"Skriv varför, med högst {MOST} tecken. Skälet syns på ärendet för alltid.",
        f"Write why, in at most {MOST} characters. The reason is shown on the case for ever.",
    )


def require_running(locked: Locked) -> None:
    """Refuse to change the way of a case that is suspended."""
    if locked.status == instances.SUSPENDED:
        raise ConflictError(
            "Ärendet är pausat. Återuppta det först.", "The case is suspended. Resume it first."
        )


def details(reason: str, **more: Any) -> dict[str, Any]:
    """Return what the trail keeps of an intervention."""
    return {"reason": reason, **more}
