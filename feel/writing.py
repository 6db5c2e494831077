"""`string(value)`: how a value looks as text."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from feel.limits import Budget, check_depth, check_text
from feel.moments import write
from feel.values import NUMBERS, Months, Range

_NEEDS_QUOTES = re.compile(r"\W", re.ASCII)


def write_number(value: Decimal) -> str:
    """Return the digits of a number without trailing zeros, never with an exponent."""
    text = format(NUMBERS.plus(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def to_text(value: Any, budget: Budget, depth: int = 0) -> str:
    """Return the text of a value; strings inside lists and contexts stand in quotes."""
    budget.spend(1)
    if type(value) is str:
        return _quoted(value) if depth else value
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, Decimal):
        return write_number(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta | Months):
        return write(value)
    check_depth(depth)
    text = _many(value, budget, depth + 1)
    check_text(len(text))
    return text


def _many(value: Any, budget: Budget, depth: int) -> str:
    if type(value) is Range:
        ends = f"{to_text(value.start, budget, depth)}..{to_text(value.end, budget, depth)}"
        return ("[" if value.start_included else "(") + ends + ("]" if value.end_included else ")")
    if type(value) is dict:
        pairs = (f"{_name(key)}: {to_text(item, budget, depth)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(to_text(item, budget, depth) for item in value) + "]"


def _name(key: str) -> str:
    return _quoted(key) if _NEEDS_QUOTES.search(key) else key


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
