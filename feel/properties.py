"""`value.name`: entries of contexts, parts of dates, durations and ranges; lists map it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from feel.limits import Budget
from feel.values import Months, kind


def property_of(value: Any, name: str, budget: Budget) -> Any:
    """Return the entry or property of a value, null when it has none of that name."""
    if type(value) is dict:
        return value.get(name)
    if type(value) is list:
        budget.spend(len(value) + 1)
        return [property_of(item, name, budget) for item in value]
    part = _PARTS.get(kind(value), {}).get(name)
    return None if part is None else part(value)


def _number(part: str) -> Callable[[Any], Decimal]:
    return lambda value: Decimal(getattr(value, part))


def _zone(value: dt.datetime | dt.time) -> str | None:
    zone = value.tzinfo
    if zone is None:
        return None
    return zone.key if isinstance(zone, ZoneInfo) else str(zone)


def _offset(value: dt.datetime | dt.time) -> dt.timedelta | None:
    if value.tzinfo is None:
        return None
    return (
        dt.datetime.combine(dt.date(1970, 1, 1), value).utcoffset()
        if type(value) is dt.time
        else value.utcoffset()
    )


def _split(value: dt.timedelta, unit: int) -> Decimal:
    """Return days, hours, minutes or seconds (0 to 3); all carry the sign of the duration."""
    size = abs(value)
    parts = (size.days, size.seconds // 3600, size.seconds // 60 % 60, size.seconds % 60)
    return Decimal(-parts[unit] if value < dt.timedelta() else parts[unit])


def _months(value: Months, *, years: bool) -> Decimal:
    whole, rest = divmod(abs(value.count), 12)
    part = whole if years else rest
    return Decimal(-part if value.count < 0 else part)


_Parts = dict[str, Callable[[Any], Any]]
_DATE: _Parts = {name: _number(name) for name in ("year", "month", "day")}
_DATE["weekday"] = lambda value: Decimal(value.isoweekday())
_TIME: _Parts = {name: _number(name) for name in ("hour", "minute", "second")}
_TIME |= {"timezone": _zone, "time offset": _offset}
_PARTS: dict[str, _Parts] = {
    "date": _DATE,
    "time": _TIME,
    "date time": _DATE | _TIME,
    "days": {
        "days": lambda value: _split(value, 0),
        "hours": lambda value: _split(value, 1),
        "minutes": lambda value: _split(value, 2),
        "seconds": lambda value: _split(value, 3),
    },
    "months": {
        "years": lambda value: _months(value, years=True),
        "months": lambda value: _months(value, years=False),
    },
    "range": {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}
