"""Carries a step through: runs the connectors that the process calls, saves the state, opens and ends tasks."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from engine import clock, connectors
from engine.commands.priority import priority_of
from engine.connectors.call import NOBODY, Behind, Call
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.governance.profile import Profile
from engine.library import Published
from engine.runtime import placing
from engine.runtime.due import due_of
from engine.runtime.running import Run, Waiting
from engine.store import instances, seats, steps, tasks
from engine.store.instances import Locked, Stepped
from engine.store.seats import Place
from engine.store.steps import Written
from engine.store.tasks import OpenTask
from engine.store.work import Event
from forms.text import Text


@dataclass(frozen=True)
class Footing:
    """Where a step stands: the instance it holds, its model and the profile that governs it."""

    locked: Locked
    published: Published
    profile: Profile


def settle(desk: Desk, at: Footing, run: Run, behind: Behind = NOBODY) -> Stepped:
    """Answer the process's calls until it waits for people or time, and return what to store.

    `behind` is the decision that led here, with those who took it.
    """
    while run.calls:
        for call in run.calls:
            asked = Call(call.connector or "", call.element, call.parameters, at.locked, at.profile, behind)
            run.answer(call.id, connectors.perform(desk, asked))
    return Stepped(run.save(), _tokens(run), run.phase, run.next_due, run.done, run.ended, desk.now)


@dataclass(frozen=True)
class Left:
    """What people handed in to make the step: the task, its answers and the decision in them."""

    event: Event
    done: UUID | None = None
    submission: dict[str, Any] | None = None
    decision: dict[str, Any] | None = None


def write(desk: Desk, at: Footing, run: Run, stepped: Stepped, left: Left) -> tuple[OpenTask, ...]:
    """Store the step whole, and make the open tasks agree with what the process waits for; return those."""
    # An instance that is being started has none.
    before = tasks.open_ones(desk.connection, at.locked.instance_id) if at.locked.version else ()
    known = {task.id for task in before}
    fresh = _opened(desk, at, [item for item in run.waiting if item.id not in known])
    gone = known - {item.id for item in run.waiting} - {left.done}
    _record(desk, at, run, left.event)
    written = Written(
        locked=at.locked,
        step=stepped,
        by=desk.actor.person_id,
        done=left.done,
        gone=tuple(gone),
        opened=fresh,
        submission=left.submission,
        decision=left.decision,
        trail=desk.work.trail_rows(),
        told=_told(at, run, left),
    )
    steps.write(desk.connection, written)
    if stepped.done:
        seats.end_all(desk.connection, at.locked.case_id, clock.day(desk.now) - timedelta(days=1))
    instances.wake_later(desk.connection, at.locked, stepped)
    kept = tuple(task for task in before if task.id not in gone and task.id != left.done)
    # What the step has opened comes first, since whoever took it is led there.
    return (*(_as_open(row) for row in fresh), *kept)


def _told(at: Footing, run: Run, left: Left) -> Text | None:
    """Return what those who follow the case are told of the step."""
    elements = at.published.model.elements
    if run.done and run.ended:
        name = elements[run.ended[-1]].label
        return Text(f"Ärendet är avslutat ({name.sv})", f"The case has ended ({name.en})")
    if left.decision is None:
        return None
    name = elements[left.event.element or ""].label
    return Text(f"Nytt beslut, {name.sv}", f"New decision, {name.en}")


def _record(desk: Desk, at: Footing, run: Run, event: Event) -> None:
    """Write what was done into the trail, with the way that the tokens took."""
    visits = [
        {"element": visit.element, "what": visit.what, "flows": list(visit.flows)} for visit in run.visits
    ]
    details = {**event.details, "visits": visits}
    desk.work.record(Event(event.kind, at.locked.case_id, event.element, details))
    if run.done and run.ended:
        desk.work.record(Event("case-ended", at.locked.case_id, run.ended[-1]))


def _tokens(run: Run) -> dict[str, Any]:
    return {element: [token.count, token.done, token.total] for element, token in run.tokens.items()}


def _opened(desk: Desk, at: Footing, waiting: list[Waiting]) -> list[dict[str, Any]]:
    places = {item.id: place_of(at, item) for item in waiting}
    found = seats_for(desk.connection, at.locked.organisation_id, at.profile, places.values())
    return [_row(desk, at, item, found[places[item.id]]) for item in waiting]


def place_of(at: Footing, item: Waiting) -> Place:
    """Return which role a task goes to, and where. Raises RunFailure when the model does not say where."""
    element = at.published.model.elements[item.element]
    return Place(*placing.place_of(at.profile, element, item, (at.locked.case_id, at.locked.organisation_id)))


def _row(desk: Desk, at: Footing, item: Waiting, seat_id: UUID) -> dict[str, Any]:
    element = at.published.model.elements[item.element]
    return {
        "id": item.id,
        "case_id": at.locked.case_id,
        "instance_id": at.locked.instance_id,
        "element": element.id,
        "name": element.label.sv,
        "name_en": element.label.en,
        "item": placing.item_name(item),
        "seat_id": seat_id,
        "mandate": element.mandate,
        "form": element.form,
        "assignee_id": placing.assignee_of(element, item),
        "due_at": due_of(element, item.context, desk.now, desk.calendar),
        "priority": priority_of(element, item.context, desk.now),
        "created_at": desk.now,
    }


def _as_open(row: dict[str, Any]) -> OpenTask:
    return OpenTask(**{name: row[name] for name in OpenTask.__dataclass_fields__})
