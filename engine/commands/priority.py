"""How urgent a new task is: what the model says, 0 where it says nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import feel
from engine import clock
from engine.runtime.failure import RunFailure
from engine.runtime.model import PRIORITIES, Element
from forms.text import Text

_WHAT: Final = Text(
    "Uppgiftens prioritet kunde inte räknas ut.", "The priority of the task could not be found."
)


def priority_of(element: Element, context: Mapping[str, Any], now: datetime) -> int:
    """Return the priority; an expression that fails, or gives something else, is a failure of the step."""
    if not element.priority:
        return PRIORITIES[0]
    try:
        value = feel.parse(element.priority).evaluate(context, now=clock.local(now))
    except feel.FeelError as error:
        raise RunFailure(element.id, _WHAT, Text(error.sv, str(error))) from error
    if value is None:
        return PRIORITIES[0]
    if isinstance(value, bool) or value not in PRIORITIES:
        why = Text(f"Den är {value}, inte 0, 1 eller 2.", f"It is {value}, not 0, 1 or 2.")
        raise RunFailure(element.id, _WHAT, why)
    return int(value)
