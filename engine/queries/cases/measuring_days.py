"""When the goals of a case are to be measured next, and by which unit: as its process asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text

import feel
from engine import clock
from engine.desk import View
from engine.queries.cases.goals import GoalRow
from engine.queries.cases.list import visible
from engine.runtime import running
from engine.runtime.model import Element
from engine.runtime.placing import item_ids
from engine.runtime.running import Run
from engine.store.measuring import FORM
from engine.store.measuring import asked as asked_in

OPEN: Final = "beslutat"
_STATE: Final = text("SELECT state FROM instance WHERE case_id = :case AND status <> 'ended'")
Days = dict[UUID | None, date]


def days_of(view: View, case_id: UUID, rows: Sequence[GoalRow]) -> Mapping[UUID, Days]:
    """Return the next day of each unit (None: the whole) for each goal that is still measured.

    That is the last day of an open task to measure; else when the process asks next; else the interval after the last value.
    """
    case = visible(view, case_id)
    state = view.connection.execute(_STATE, {"case": case.id}).scalar_one_or_none()
    goals = [row for row in rows if row.status == OPEN]
    if case.state != "running" or state is None or not goals:
        return {}
    published = view.library.model(case.model_hash)
    run = running.restore(published.model, state, view.now, view.calendar)
    asked = asked_in(view.connection, case.id)
    tasks = _tasks(run, {row.id: clock.day(row.due_at) for row in asked.values() if row.due_at})
    then = _next_round(run, published.model.elements)
    return {row.id: _days(row, tasks.get(row.id, {}), then) for row in goals}


def _days(row: GoalRow, asked: Mapping[UUID | None, date], then: date | None) -> Days:
    last = {one.unit_id: one.measured_on for one in row.latest}
    places: set[UUID | None] = {share.unit_id for share in row.shares} | asked.keys() | last.keys()
    if len(places) > 1:
        # What the units measure is not measured once more as a whole.
        places.discard(None)
    every = feel.parse_duration(row.interval)
    found: Days = {}
    for place in places or {None}:
        since = last.get(place)
        after = feel.add(since, every) if since else None
        day = asked.get(place) or (None if asked and place in last else then or after)
        if day:
            found[place] = day
    return found


def _tasks(run: Run, due: Mapping[UUID, date]) -> dict[UUID, dict[UUID | None, date]]:
    """Return the days of the open tasks to measure, by goal and unit: the ids among the items of each task."""
    found: dict[UUID, dict[UUID | None, date]] = {}
    for waiting in run.waiting:
        if waiting.id in due:
            *around, goal = item_ids(waiting)
            found.setdefault(goal, {})[around[-1] if around else None] = due[waiting.id]
    return found


def _next_round(run: Run, elements: Mapping[str, Element]) -> date | None:
    """Return the day of the timer that stands beside the tasks to measure."""
    measuring = [one for one in elements.values() if one.form == FORM]
    around = {up for one in measuring for up in _upwards(elements, one)}
    days = (
        clock.day(due)
        for name, due in run.timers
        if elements[name].kind == "intermediateCatchEvent" and elements[name].parent in around
    )
    return min(days, default=None)


def _upwards(elements: Mapping[str, Element], element: Element) -> Iterable[str]:
    at = element.parent
    while at is not None and at in elements:
        yield at
        at = elements[at].parent
