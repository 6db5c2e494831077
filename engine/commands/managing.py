"""Who may say who does a task: whoever can do it, and the manager above."""

from uuid import UUID

from engine.commands.taking import Taken, by_right, in_hand, no_conflict, still_open, take_in
from engine.desk import Desk
from engine.governance.rights import managing
from engine.store import seats


def manage(desk: Desk, task_id: UUID) -> Taken:
    """Take a task in hand as its manager, whoever has taken it; else as one who can do it, if nobody else has.

    Raises ForbiddenError (neither), ConflictError (another member has taken it, or it has ended) and NotFoundError.
    """
    hand = in_hand(desk, task_id)
    seat = hand.task.seat_id
    above = seats.above(desk.connection, seat)
    right = managing(desk.actor, seat, above, hand.at.locked.process, desk.profile)
    if right is None:
        return take_in(desk, hand)
    no_conflict(desk, hand.task)
    still_open(hand.task)
    return by_right(desk, hand, right)
