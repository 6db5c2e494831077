"""Dates, times and durations: read, written and added, with calendar months."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feel.errors import Trouble
from feel.values import Duration, Months

_DURATION = re.compile(
    r"(-?)P(?=[0-9]|T[0-9])(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,9})?)S)?)?",
)
_WEEKS = re.compile(r"(-?)P([0-9]{1,7})W")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(.*)", re.DOTALL)
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
DAY = dt.timedelta(days=1)
_EPOCH = dt.date(1970, 1, 1)


def read_duration(text: str) -> Duration | None:
    """Return the duration of FEEL text such as `P1M` or `P2DT3H`, None when it is not one."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    sign = -1 if match[1] else 1
    if match[2] or match[3]:
        # FEEL knows two kinds of durations; one that mixes months and days is neither.
        mixed = any(match[group] for group in (4, 5, 6, 7))
        return None if mixed else Months(sign * (int(match[2] or 0) * 12 + int(match[3] or 0)))
    days, hours, minutes = (int(match[group] or 0) for group in (4, 5, 6))
    micro = int(Decimal(match[7] or 0) * 1_000_000)
    try:
        return sign * dt.timedelta(days=days, hours=hours, minutes=minutes, microseconds=micro)
    except OverflowError:
        return None


def parse_duration(text: str) -> Duration | None:
    """Return the duration of ISO 8601 text, weeks (`P2W`) included, None when it is not one."""
    weeks = _WEEKS.fullmatch(text)
    if weeks:
        return (-1 if weeks[1] else 1) * dt.timedelta(weeks=int(weeks[2]))
    return read_duration(text)


def read_date(text: str) -> dt.date | None:
    """Return the date of `2026-11-22`, None when it is not one."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def read_time(text: str) -> dt.time | None:
    """Return the time of `10:30`, `10:30:00.5Z`, `10:30:00@Europe/Stockholm`, None when it is not one."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    micro = int((match[4] or "0").ljust(6, "0")[:6])
    try:
        zone = _read_zone(match[5])
        return dt.time(int(match[1]), int(match[2]), int(match[3] or 0), micro, zone)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return None  # 25:00, an unknown zone or one that is no plain name


def _read_zone(text: str) -> dt.tzinfo | None:
    if text == "":
        return None
    if text in ("Z", "z"):
        return dt.UTC
    if text.startswith("@") and len(text) > 1:
        return ZoneInfo(text[1:])
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(text)
    size = dt.timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return dt.timezone(-size if match[1] == "-" else size)


def read_datetime(text: str) -> dt.datetime | None:
    """Return the date and time of `2026-11-22T10:30:00+01:00`; a date alone means midnight."""
    day, separator, clock = text.partition("T")
    found = read_date(day)
    moment = read_time(clock) if separator else dt.time()
    if found is None or moment is None:
        return None
    return dt.datetime.combine(found, moment)


def read_any(text: str) -> dt.date | dt.time | Duration | None:
    """Return what `@"…"` stands for, None when it is nothing."""
    if re.match(r"-?P", text):
        return read_duration(text)
    if "T" in text:
        return read_datetime(text)
    return read_time(text) if ":" in text else read_date(text)


def write(value: dt.date | dt.time | Duration) -> str:
    """Return the text of a date, time, date and time or duration as FEEL writes it."""
    if isinstance(value, Months):
        return _write_months(value)
    if isinstance(value, dt.timedelta):
        return _write_days(value)
    if isinstance(value, dt.datetime | dt.time):
        wall = value.replace(tzinfo=None).isoformat()
        return (wall.rstrip("0") if "." in wall else wall) + _write_zone(value.tzinfo)
    return value.isoformat()


def _write_zone(zone: dt.tzinfo | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return "Z" if zone.key == "UTC" else f"@{zone.key}"
    size = zone.utcoffset(dt.datetime(1970, 1, 1)) or dt.timedelta()  # noqa: DTZ001 - the wall clock of the zone
    if zone is dt.UTC:
        return "Z"
    sign = "-" if size < dt.timedelta() else "+"
    hours, rest = divmod(int(abs(size).total_seconds()), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _write_months(value: Months) -> str:
    years, months = divmod(abs(value.count), 12)
    body = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    return f"{'-' if value.count < 0 else ''}P{body}"


def _write_days(value: dt.timedelta) -> str:
    size = abs(value)
    hours, rest = divmod(size.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    second = f"{seconds}.{size.microseconds:06}".rstrip("0") if size.microseconds else str(seconds)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{second}S" if second != "0" else ""
    body = (f"{size.days}D" if size.days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if value < dt.timedelta() else ''}P{body or 'T0S'}"


def add(moment: dt.date, duration: Duration) -> dt.date:
    """Return a date or date and time plus a duration; months are calendar months (31 Jan + P1M = 28/29 Feb).

    A date plus hours is a date and time in UTC, as the standard reads a date as midnight UTC.
    """
    try:
        if isinstance(duration, Months):
            return _add_months(moment, duration.count)
        return _add_days(moment, duration)
    except (OverflowError, ValueError):
        raise Trouble(
            "datumet hamnar utanför åren 1-9999.", "the date is outside the years 1-9999."
        ) from None


def _add_months(moment: dt.date, count: int) -> dt.date:
    years, month = divmod(moment.year * 12 + moment.month - 1 + count, 12)
    if not dt.MINYEAR <= years <= dt.MAXYEAR:
        raise OverflowError
    last = calendar.monthrange(years, month + 1)[1]
    return moment.replace(year=years, month=month + 1, day=min(moment.day, last))


def _add_days(moment: dt.date, duration: dt.timedelta) -> dt.date:
    if not isinstance(moment, dt.datetime):
        if not duration % DAY:
            return moment + duration
        return dt.datetime.combine(moment, dt.time(tzinfo=dt.UTC)) + duration
    if not isinstance(moment.tzinfo, ZoneInfo):
        return moment + duration
    # Days are days on the wall; hours are hours that pass, also when the clocks change.
    days = int(abs(duration) / DAY) * DAY * (-1 if duration < dt.timedelta() else 1)
    wall = moment + days
    return (wall.astimezone(dt.UTC) + (duration - days)).astimezone(moment.tzinfo)


def instant(moment: dt.datetime | dt.time) -> dt.datetime:
    """Return a moment that can be compared: in UTC when it has a zone, else the wall clock."""
    if isinstance(moment, dt.time):
        moment = dt.datetime.combine(_EPOCH, moment)
    if moment.tzinfo is None:
        return moment
    offset = moment.utcoffset() or dt.timedelta()
    # Not astimezone: it cannot pass year 1 or 9999, where a comparison must still answer.
    try:
        return (moment.replace(tzinfo=None) - offset).replace(tzinfo=dt.UTC)
    except OverflowError:
        return moment.replace(tzinfo=dt.UTC)
