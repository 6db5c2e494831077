"""Functions that make a value of one type from others."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, Overflow
from typing import Any

from feel.builtins.registry import Registry
from feel.comparing import identity
from feel.moments import read_date, read_datetime, read_duration, read_time
from feel.scopes import World
from feel.values import NUMBERS, Duration, too_large
from feel.writing import to_text

CONVERSIONS = Registry()
_NUMBER = re.compile(r"\s*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?)\s*")


@CONVERSIONS.plain("number", "from: string", "grouping separator: string?", "decimal separator: string?")
def number(text: str, grouping: str | None, point: str | None) -> Decimal | None:
    """Return the number that a text says, null when it says none."""
    if grouping:
        text = text.replace(grouping, "")
    if point and point != ".":
        text = text.replace(".", "#").replace(point, ".")
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    try:
        return NUMBERS.create_decimal(match[1])
    except Overflow:
        raise too_large() from None


@CONVERSIONS.add("string", "from: any")
def string(world: World, value: Any) -> str | None:
    """Return the value as text, null for null."""
    return None if value is None else to_text(value, world.budget)


@CONVERSIONS.plain("date", "year: any", "month: number?", "day: number?")
def date(year: Any, month: Decimal | None, day: Decimal | None) -> dt.date | None:
    """Return the date of a text, of a date and time, or of year, month and day."""
    if isinstance(year, Decimal):
        if month is None or day is None:
            return None
        try:
            return dt.date(*(_whole(part) for part in (year, month, day)))
        except (ValueError, OverflowError):
            return None
    if isinstance(year, str):
        return read_date(year)
    if isinstance(year, dt.datetime):
        return year.date()
    return year if isinstance(year, dt.date) else None


def _whole(part: Decimal) -> int:
    if part != part.to_integral_value():
        raise ValueError(part)
    return int(part)


@CONVERSIONS.plain("date and time", "date: any", "time: time?")
def date_and_time(day: Any, clock: dt.time | None) -> dt.datetime | None:
    """Return the date and time of a text, or of a date and a time."""
    if isinstance(day, str):
        return read_datetime(day)
    if not isinstance(day, dt.date) or clock is None:
        return day if isinstance(day, dt.datetime) and clock is None else None
    return dt.datetime.combine(day.date() if isinstance(day, dt.datetime) else day, clock)


@CONVERSIONS.plain("time", "hour: any", "minute: number?", "second: number?", "offset: duration?")
def time(
    hour: Any, minute: Decimal | None, second: Decimal | None, offset: Duration | None
) -> dt.time | None:
    """Return the time of a text, of a date and time, or of hour, minute, second and offset."""
    if isinstance(hour, Decimal):
        return _clock((hour, minute, second), offset)
    if isinstance(hour, str):
        return read_time(hour)
    if isinstance(hour, dt.datetime):
        return hour.timetz()
    if isinstance(hour, dt.date):
        return dt.time(tzinfo=dt.UTC)  # the standard reads a date as midnight UTC
    return hour if isinstance(hour, dt.time) else None


def _clock(parts: tuple[Decimal | None, ...], offset: Duration | None) -> dt.time | None:
    if any(part is None for part in parts) or not isinstance(offset, dt.timedelta | None):
        return None
    try:
        zone = None if offset is None else dt.timezone(offset)
        hour, minute, second = (int(part) for part in parts if part is not None)
        return dt.time(hour, minute, second, tzinfo=zone)
    except (ValueError, OverflowError):
        return None


@CONVERSIONS.plain("duration", "from: string")
def duration(text: str) -> Duration | None:
    """Return the duration of a text such as `P1M`, null when it is none."""
    return read_duration(text)


@CONVERSIONS.plain("not", "negand: any")
def negation(value: Any) -> bool | None:
    """Return the opposite of true and false, null for all else."""
    return not value if isinstance(value, bool) else None


@CONVERSIONS.add("is", "value1: any", "value2: any")
def same(world: World, one: Any, other: Any) -> bool:
    """Return whether two values are the same, zone included."""
    zones = [getattr(value, "tzinfo", None) for value in (one, other)]
    if identity(one, world.budget) != identity(other, world.budget):
        return False
    return zones[0] is zones[1] or _offset(one) == _offset(other)


def _offset(value: dt.datetime | dt.time) -> dt.timedelta | None:
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(dt.date(1970, 1, 1), value)
    return moment.utcoffset()


@CONVERSIONS.plain("get or else", "value: any", "default: any")
def get_or_else(value: Any, default: Any) -> Any:
    """Return the value, or the default when it is null (an addition of ours, as in Camunda)."""
    return default if value is None else value
