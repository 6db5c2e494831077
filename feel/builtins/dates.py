"""Functions over dates and times."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from feel.builtins.registry import Registry
from feel.scopes import World
from feel.values import Months

DATES = Registry()
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@DATES.add("now")
def now(world: World) -> dt.datetime:
    """Return the moment of the evaluation."""
    return world.moment()


@DATES.add("today")
def today(world: World) -> dt.date:
    """Return the day of the evaluation."""
    return world.moment().date()


@DATES.plain("day of year", "date: date time")
def day_of_year(moment: dt.datetime) -> Decimal:
    """Return 1 for the first of January."""
    return Decimal(moment.timetuple().tm_yday)


@DATES.plain("day of week", "date: date time")
def day_of_week(moment: dt.datetime) -> str:
    """Return the English name of the day, as the standard has it."""
    return _DAYS[moment.weekday()]


@DATES.plain("month of year", "date: date time")
def month_of_year(moment: dt.datetime) -> str:
    """Return the English name of the month, as the standard has it."""
    return _MONTHS[moment.month - 1]


@DATES.plain("week of year", "date: date time")
def week_of_year(moment: dt.datetime) -> Decimal:
    """Return the week number of ISO 8601."""
    return Decimal(moment.isocalendar().week)


@DATES.plain("years and months duration", "from: date", "to: date")
def years_and_months_duration(start: dt.date, end: dt.date) -> Months:
    """Return the whole months from one date to another."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    if months < 0 and end.day > start.day:
        months += 1
    return Months(months)
