"""When a task is due: what the model says (ISO 8601 or FEEL), counted from now."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import feel
from engine import clock
from engine.runtime.failure import RunFailure
from engine.runtime.model import Element
from forms.text import Text


def later(moment: datetime, duration: timedelta | feel.Months) -> datetime:
    """Return the instant that lies a duration after another; months are calendar months of Swedish time."""
    moved = feel.add(moment.astimezone(clock.STOCKHOLM), duration)
    if not isinstance(moved, datetime):
        raise TypeError("A moment and a duration make a moment.")
    return moved


def due_of(element: Element, context: Mapping[str, Any], now: datetime) -> datetime | None:
    """Return when an element's task is due; an expression that fails is a failure of the step."""
    if not element.due:
        return None
    try:
        return due_at(element.due, context, now)
    except feel.FeelError as error:
        what = Text(
            "Uppgiftens sista dag kunde inte räknas ut.", "The due date of the task could not be found."
        )
        raise RunFailure(element.id, what, Text(error.sv, str(error))) from error


def due_at(text: str, context: Mapping[str, Any], now: datetime) -> datetime | None:
    """Return the instant by which a task should be done, None when the model's expression gives nothing."""
    value: Any = text if text.startswith("P") else feel.parse(text).evaluate(context, now=now)
    if isinstance(value, str):
        value = feel.parse_duration(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=clock.STOCKHOLM)
    if isinstance(value, date):
        return datetime.combine(value, time(17), clock.STOCKHOLM)
    if value is None:
        return None
    return later(now, value)
