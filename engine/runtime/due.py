"""When a task is due: what the model says (ISO 8601 or FEEL), counted from now in days or in working days."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

import feel
from engine import clock
from engine.governance.calendar import MOST, Calendar
from engine.runtime import timing
from engine.runtime.failure import RunFailure
from engine.runtime.model import Element
from forms.text import Text

_WHAT: Final = Text(
    "Uppgiftens sista dag kunde inte räknas ut.", "The due date of the task could not be found."
)


def later(moment: datetime, duration: timedelta | feel.Months) -> datetime:
    """Return the instant that lies a duration after another; months are calendar months of Swedish time."""
    moved = feel.add(moment.astimezone(clock.STOCKHOLM), duration)
    if not isinstance(moved, datetime):
        raise TypeError("A moment and a duration make a moment.")
    return moved


def due_of(
    element: Element, context: Mapping[str, Any], now: datetime, calendar: Calendar
) -> datetime | None:
    """Return when an element's task is due; an expression that fails is a failure of the step."""
    if not element.due:
        return None
    try:
        value = _value(element.due, context, now)
        if element.working_days and isinstance(value, timedelta | feel.Months):
            return calendar.after(now, timing.whole_days(value))
        return _instant(value, now, calendar)
    except feel.FeelError as error:
        raise RunFailure(element.id, _WHAT, Text(error.sv, str(error))) from error
    except ValueError as error:
        why = f"Arbetsdagar räknas i hela dagar, från P1D till P{MOST}D."
        raise RunFailure(element.id, _WHAT, Text(why, str(error))) from error


def _value(text: str, context: Mapping[str, Any], now: datetime) -> Any:
    value: Any = text if text.startswith("P") else feel.parse(text).evaluate(context, now=clock.local(now))
    return feel.parse_duration(value) if isinstance(value, str) else value


def _instant(value: Any, now: datetime, calendar: Calendar) -> datetime | None:
    """Return the instant that a duration from now, a day (when it ends at work) or a time means."""
    if isinstance(value, datetime) and not value.tzinfo:
        return value.replace(tzinfo=clock.STOCKHOLM)
    if isinstance(value, date):
        return calendar.by(value)
    if value is None:
        return None
    return later(now, value)
