"""When something is due: ISO 8601 text or a FEEL value, on our clock; months are calendar months in Swedish time.

A plan is what a waiting timer keeps in the state: `due` (an instant in UTC, fixed width), `every` (the period of
a cycle as ISO text, else None), `left` (firings that remain, -1 for no end) and `day` (the day of the month that a
cycle of months aims at, two digits, so that the 31st stays the 31st after February).

Whoever gives a calendar counts in its working days; then a duration is a number of whole days.
"""

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import feel
from engine.clock import STOCKHOLM
from engine.governance.calendar import Calendar

Plan = dict[str, Any]
Duration = timedelta | feel.Months

_DURATION: Final = re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?([\d.]+S)?)?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?")
_CYCLE: Final = re.compile(r"R(?P<times>\d*)/(?:(?P<start>\d{4}-[^/]+)/)?(?P<every>P[^/]+)")


def is_iso(text: str) -> bool:
    """Say whether the text is ISO 8601 as it stands; otherwise it is FEEL."""
    return any(pattern.fullmatch(text) for pattern in (_DURATION, _DAY, _CYCLE))


def fault(kind: str, text: str, calendar: Calendar | None = None) -> str | None:
    """Say what is wrong with ISO text as a timer's time; None when nothing is."""
    try:
        plan(kind, text, datetime(2026, 1, 31, 12, tzinfo=UTC), calendar)
    except (ValueError, OverflowError, feel.FeelError) as error:
        return str(error)
    return None


def instant(value: Any, now: datetime, calendar: Calendar | None = None) -> datetime:
    """Return the instant that a duration from now, a day, a date and time, or ISO text of these means.

    Raises ValueError (feel.FeelError for text that FEEL's own parser refuses) with the reason in English.
    """
    if isinstance(value, str):
        value = _from_text(value.strip())
    if isinstance(value, timedelta | feel.Months):
        return later(now, value, calendar)
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=STOCKHOLM)).astimezone(UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), STOCKHOLM).astimezone(UTC)
    raise ValueError(f"{value!r} is neither a duration nor a date")


def whole_days(duration: Duration) -> int:
    """Return how many working days a duration means. Raises ValueError when it is not a number of whole days."""
    if not isinstance(duration, timedelta) or duration % timedelta(1):
        raise ValueError(f"working days are counted in whole days such as P5D, and this is {duration}")
    return duration.days


def later(start: datetime, duration: Duration, calendar: Calendar | None = None) -> datetime:
    """Return start plus a duration: days and months go by Swedish clocks, as those of due dates do."""
    if calendar is not None:
        return calendar.after(start, whole_days(duration)).astimezone(UTC)
    moved = feel.add(start.astimezone(STOCKHOLM), duration)
    if not isinstance(moved, datetime):
        raise TypeError(f"{moved!r} has lost its time")
    return moved.astimezone(UTC)


def plan(kind: str, value: Any, now: datetime, calendar: Calendar | None = None) -> Plan:
    """Return the plan of a timer that starts now. `kind` is timeDate, timeDuration or timeCycle."""
    if kind != "timeCycle":
        return {"due": stamp(instant(value, now, calendar)), "every": None, "left": 1, "day": "00"}
    if isinstance(value, timedelta | feel.Months):
        raise ValueError("a cycle is text such as R3/P1M")  # noqa: TRY004  the model's fault, not the caller's
    found = _CYCLE.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(f"{value!r} is not a cycle such as R3/P1M or R/P7D")
    every = found["every"]
    step = feel.parse_duration(every)
    first = instant(found["start"], now) if found["start"] else later(now, step, calendar)
    if later(now, step, calendar) <= now:
        raise ValueError(f"the period of {value!r} is not longer than nothing")
    day = (first if found["start"] else now).astimezone(STOCKHOLM).day
    return {"due": stamp(first), "every": every, "left": int(found["times"] or -1), "day": f"{day:02}"}


def advance(current: Plan, calendar: Calendar | None = None) -> Plan:
    """Return the plan after one firing; `left` 0 means that it never fires again."""
    left = current["left"] - 1 if current["left"] > 0 else current["left"]
    if current["every"] is None or left == 0:
        return {**current, "left": 0}
    step = feel.parse_duration(current["every"])
    due = later(due_of(current), step, calendar)
    if isinstance(step, feel.Months):
        due = _on_day(due, int(current["day"]))
    return {**current, "due": stamp(due), "left": left}


def due_of(current: Plan) -> datetime:
    """Return the instant of the next firing."""
    return datetime.fromisoformat(current["due"])


def stamp(moment: datetime) -> str:
    """Write an instant so that all have the same length and sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _from_text(text: str) -> Duration | datetime | date:
    if _DURATION.fullmatch(text):
        return feel.parse_duration(text)
    return date.fromisoformat(text) if len(text) == len("2026-12-01") else datetime.fromisoformat(text)


def _on_day(moment: datetime, day: int) -> datetime:
    local = moment.astimezone(STOCKHOLM)
    last = calendar.monthrange(local.year, local.month)[1]
    return local.replace(day=min(day, last)).astimezone(UTC)
