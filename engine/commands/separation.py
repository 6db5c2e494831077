"""Upholds that two tasks of a case are done by different people (`rals:separate-from`)."""

from uuid import UUID

from engine.commands.taking import Taken
from engine.desk import Desk
from engine.errors import ForbiddenError
from engine.store import submissions


def keep_apart(desk: Desk, taken: Taken, person_id: UUID) -> None:
    """Refuse if the person has, in the case, done or decided what the task is kept separate from."""
    apart = taken.element.separate_from
    if not apart:
        return
    if person_id == desk.actor.person_id:
        done = next((element for element in apart if element in taken.task.done), None)
    else:  # somebody's failed step is tried again by another
        done = submissions.done_by(desk.connection, taken.at.locked.case_id, apart, person_id)
    if done:
        raise refusal(taken, done)


def refusal(taken: Taken, done: str) -> ForbiddenError:
    """Return the refusal of somebody who has done the element `done`."""
    mine, other = taken.element, taken.at.published.model.elements[done]
    return ForbiddenError(
        f"Den som har gjort ”{other.name}” i ärendet kan inte också göra ”{mine.name}”. Be någon annan som har rollen.",
        f'Whoever did "{other.name_en or other.name}" in the case cannot also do "{mine.name_en or mine.name}". '
        "Ask another who holds the role.",
    )
