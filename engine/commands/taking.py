"""Takes a task in hand: locks its instance, and finds the right by which the actor may work on it."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from engine import clock
from engine.commands.step import Footing
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, NotFoundError
from engine.governance.actor import SUBSTITUTION, Held
from engine.governance.rights import Wanted, right_to
from engine.runtime.model import Element
from engine.store import conflicts, instances, members
from engine.store.instances import SUSPENDED, Locked, LockedTask
from forms.text import Text

_NOBODY: Final = Text(
    "Ingen annan har rollen i dag, och ingen över den; be administratören att någon utses.",
    "Nobody else holds the role today, and nobody above it; ask the administrator for somebody to be appointed.",
)


@dataclass(frozen=True)
class InHand:
    """A task that this transaction holds, with its instance."""

    at: Footing
    task: LockedTask
    element: Element


@dataclass(frozen=True)
class Taken(InHand):
    """A task in hand that the actor may work on."""

    # What gives the right, and the role that the task belongs to.
    right: Held
    role: str
    # Who handed in; not the one who acts when an operator tries a failed step again.
    person_id: UUID


def take(desk: Desk, task_id: UUID) -> Taken:
    """Lock the task and its instance; refuse what is unknown, ended, somebody else's or not the actor's.

    What the actor has asked another to help with is refused too, until it is back: only one writes at a time.
    """
    return take_in(desk, in_hand(desk, task_id))


def take_in(desk: Desk, hand: InHand) -> Taken:
    """Do the same with a task that is in hand already."""
    taken = work_on(desk, hand)
    if taken.task.helper_id is not None:
        raise ConflictError(
            "En annan person hjälper till med uppgiften. Ta tillbaka den och försök igen.",
            "Another person helps with the task. Take it back and try again.",
        )
    return taken


def work_on(desk: Desk, hand: InHand) -> Taken:
    """Let the actor work on a task in hand, whether or not another helps with it."""
    right = right_in(desk, hand)
    still_open(hand.task)
    _not_taken(desk, hand.task)
    return by_right(desk, hand, right)


def in_hand(desk: Desk, task_id: UUID) -> InHand:
    """Lock the task and its instance, whoever asks and whatever their state; refuse what is unknown."""
    lent = any(held.by == SUBSTITUTION for held in desk.actor.held)
    today, person = clock.day(desk.now), desk.actor.person_id
    found = instances.lock_of_task(desk.connection, task_id, today, person, deputises=lent)
    if found is None or found[0].organisation_id != desk.organisation_id:
        raise NotFoundError(
            "Uppgiften finns inte. Den kan höra till en annan organisation; gå till inkorgen.",
            "There is no such task. It may belong to another organisation; go to your inbox.",
        )
    locked, task = found
    published = desk.library.model(locked.model_hash)
    return InHand(Footing(locked, published, desk.profile), task, published.element(task.element))


def by_right(desk: Desk, hand: InHand, right: Held) -> Taken:
    """Let the actor act by the right from here on; the trail tells of it."""
    desk.work.actor = replace(desk.actor, acting=right)
    return Taken(hand.at, hand.task, hand.element, right, hand.task.role, desk.person_id)


def no_conflict(desk: Desk, task: LockedTask) -> None:
    """Refuse whoever has declared a conflict of interest in the task."""
    if desk.actor.person_id not in task.conflicts:
        return
    others = ", ".join(conflicts.who_can(desk.connection, task.id, desk.now))
    who = Text(f"Det får {others} göra.", f"{others} may.") if others else _NOBODY
    raise ForbiddenError(
        f"Du har anmält jäv i ”{task.name}” och beslutar inte där. {who.sv}",
        f'You have declared a conflict of interest in "{task.name}" and do not decide there. {who.en}',
    )


def right_in(desk: Desk, hand: InHand) -> Held:
    """Return the right by which the actor does the task; raise ForbiddenError, with who has one, if there is none."""
    locked, task = hand.at.locked, hand.task
    no_conflict(desk, task)
    own = task.authored or locked.started_by == desk.actor.person_id
    wanted = Wanted(_seats(task), task.role, task.mandate, locked.process, own_request=own)
    try:
        return right_to(desk.actor, wanted, desk.profile)
    except ForbiddenError:
        # Who may instead is asked for only when it is needed for the sentence.
        return right_to(
            desk.actor, wanted, desk.profile, members.names(desk.connection, wanted.seats, desk.now)
        )


def require_going_on(locked: Locked) -> None:
    """Refuse a step of a case that is suspended."""
    if locked.status == SUSPENDED:
        raise ConflictError(
            "Ärendet är pausat. Det du skrev är inte inskickat; vänta tills ärendet återupptas.",
            "The case is suspended. What you wrote was not handed in; wait until the case is resumed.",
        )


def _seats(task: LockedTask) -> list[UUID]:
    return [seat for seat in (task.seat_id, task.first_held) if seat]


def still_open(task: LockedTask) -> None:
    """Refuse what has been done or withdrawn."""
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
    if members.holds_any(desk.connection, task.assignee_id, _seats(task), desk.now):
        raise ConflictError(
            "En annan i gruppen har tagit uppgiften. Be den personen lämna tillbaka den.",
            "Another member of the group has taken the task. Ask that person to give it back.",
        )
