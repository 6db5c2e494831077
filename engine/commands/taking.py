"""Takes a task in hand: locks its instance, and finds the right by which the actor may work on it."""

from dataclasses import dataclass, replace
from uuid import UUID

from engine import clock
from engine.commands.step import Footing
from engine.desk import Desk
from engine.errors import ConflictError, NotFoundError
from engine.governance.actor import Held
from engine.governance.rights import right_to
from engine.runtime.model import Element
from engine.store import instances, members
from engine.store.instances import LockedTask


@dataclass(frozen=True)
class Taken:
    """A task that this transaction holds and that the actor may work on."""

    at: Footing
    task: LockedTask
    element: Element
    # The assignment that gives the right, and the role that the task belongs to.
    right: Held
    role: str
    # Who handed in; not the one who acts when an operator tries a failed step again.
    person_id: UUID


def take(desk: Desk, task_id: UUID) -> Taken:
    """Lock the task and its instance; refuse what is unknown, ended, somebody else's or not the actor's."""
    found = instances.lock_of_task(desk.connection, task_id, clock.day(desk.now))
    if found is None or found[0].organisation_id != desk.organisation_id:
        raise NotFoundError(
            "Uppgiften finns inte. Den kan höra till en annan organisation; gå till inkorgen.",
            "There is no such task. It may belong to another organisation; go to your inbox.",
        )
    locked, task = found
    published = desk.library.model(locked.model_hash)
    element = published.model.elements[task.element]
    role = task.role
    seats = [seat for seat in (task.seat_id, task.first_held) if seat]
    right = right_to(desk.actor, seats, role, desk.profile)
    _still_open(task)
    _not_taken(desk, task)
    desk.work.actor = replace(desk.actor, acting=right)
    return Taken(Footing(locked, published, desk.profile), task, element, right, role, desk.person_id)


def _still_open(task: LockedTask) -> None:
    if task.state == "open":
        return
    state = {"completed": ("klar", "completed"), "cancelled": ("avbruten", "cancelled")}[task.state]
    raise ConflictError(
        f"Uppgiften {task.name} är redan {state[0]}. Det du skrev har inte skickats in; gå till ärendet och se vad som hänt.",
        f"The task {task.name} must be open; it is {state[1]}. What you wrote was not handed in; look at the case.",
    )


def _not_taken(desk: Desk, task: LockedTask) -> None:
    if task.assignee_id in (None, desk.actor.person_id):
        return
    # A claim lapses when the one who made it can no longer do the task.
    seats = [seat for seat in (task.seat_id, task.first_held) if seat]
    if members.holds_any(desk.connection, task.assignee_id, seats, desk.now):
        raise ConflictError(
            "En annan i gruppen har tagit uppgiften. Be den personen lämna tillbaka den.",
            "Another member of the group has taken the task. Ask that person to give it back.",
        )
