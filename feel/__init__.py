"""The expression language: a subset of FEEL 1.3 (DMN). Imports nothing of ours.

`parse(text).evaluate(context)` is all that most callers need; docs/feel.md says what the language holds.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from feel.constants import constants
from feel.errors import FeelError, Trouble
from feel.expression import Expression, parse, parse_unary
from feel.membership import is_instance
from feel.moments import add as _add
from feel.moments import parse_duration as _parse_duration
from feel.moments import write as write_moment
from feel.values import Duration, Months, Range

_Moment = TypeVar("_Moment", date, datetime)


def parse_duration(text: str) -> Duration:
    """Return the duration of ISO 8601 text: timedelta for `P14D`, Months for `P1M`; FeelError for others."""
    found = _parse_duration(text.strip())
    if found is None:
        raise FeelError(
            "texten är ingen varaktighet, som P14D eller P1M.", "this is no duration such as P14D.", text
        )
    return found


def add(moment: _Moment, duration: Duration) -> date | datetime:
    """Return a date or date and time plus a duration, with calendar months: 31 January + P1M is 28 or 29 February."""
    try:
        return _add(moment, duration)
    except Trouble as trouble:
        raise FeelError.of(trouble, f"{moment} + {duration}") from None


__all__ = [
    "Duration",
    "Expression",
    "FeelError",
    "Months",
    "Range",
    "add",
    "constants",
    "is_instance",
    "parse",
    "parse_duration",
    "parse_unary",
    "write_moment",
]
