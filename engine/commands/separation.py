"""Upholds that two tasks of a case are done by different people (`rals:separate-from`)."""

from typing import Final
from uuid import UUID

from engine.commands.taking import Taken
from engine.desk import Desk
from engine.errors import ForbiddenError
from engine.store import submissions

# What a profile says nobody does as to themselves: approve a document that one has written.
_OWN_DOCUMENT: Final = "godkanna_eget_dokument"


def keep_apart(desk: Desk, taken: Taken, person_id: UUID) -> None:
    """Refuse if the person has, in the case, done or decided what the task is kept separate from."""
    apart = apart_from(desk, taken)
    if not apart:
        return
    if person_id == desk.actor.person_id:
        done = next((element for element in apart if element in taken.task.done), None)
    else:  # somebody's failed step is tried again by another
        done = submissions.done_by(desk.connection, taken.at.locked.case_id, apart, person_id)
    if done:
        raise refusal(taken, done)


def apart_from(desk: Desk, taken: Taken) -> tuple[str, ...]:
    """Return the elements that are done by another than who does the task.

    Those that the model names; of an approval of documents for which it names none, and where the profile forbids
    approving one's own, every task of the process that decides nothing.
    """
    own, mandate = taken.element.separate_from, taken.element.mandate
    if own or _OWN_DOCUMENT not in desk.profile.nobody_themselves or not mandate:
        return tuple(own)
    if mandate not in {one.get("mandate") for one in desk.profile.documents.values()}:
        return ()
    elements = taken.at.published.model.elements.values()
    # What has been done before the case changed version, at a step that the new one does not have, counts too.
    gone = [one for one in taken.task.done if one not in taken.at.published.model.elements]
    return (*(one.id for one in elements if one.kind == "userTask" and not one.mandate), *gone)


def refusal(taken: Taken, done: str) -> ForbiddenError:
    """Return the refusal of somebody who has done the element `done`."""
    mine, other = taken.element, taken.at.published.element(done)
    return ForbiddenError(
        f"Den som har gjort ”{other.name}” i ärendet kan inte också göra ”{mine.name}”. Be någon annan som har rollen.",
        f'Whoever did "{other.name_en or other.name}" in the case cannot also do "{mine.name_en or mine.name}". '
        "Ask another who holds the role.",
    )
