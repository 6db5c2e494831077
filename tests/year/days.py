"""The days of the year that is played, counted by hand: nothing here comes from the product.

Whoever wants another year writes down its free days, from an almanac.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")
FIRST = date(2027, 1, 11)
# 2027 and the first days of 2028, the demo organisation's own day in May included.
FREE = {
    *(date(2027, 1, day) for day in (1, 6)),
    *(date(2027, 3, day) for day in (26, 29)),
    *(date(2027, 5, day) for day in (1, 6, 7)),
    date(2027, 6, 25),
    *(date(2027, 12, day) for day in (24, 25, 26, 31)),
    *(date(2028, 1, day) for day in (1, 6)),
    *(date(2028, 4, day) for day in (14, 17)),
}
CLOSES = time(16, 30)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an hour of a day by Swedish clocks."""
    return datetime.combine(day, time(hour, minute), SWEDEN)


def day_of(instant: datetime) -> date:
    """Return the Swedish day of an instant."""
    return instant.astimezone(SWEDEN).date()


def works(day: date) -> bool:
    """Say whether people work on a day."""
    return day.weekday() < 5 and day not in FREE


def working(day: date, count: int) -> date:
    """Return the working day that lies so many after a day; backwards when there are fewer than none."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= works(day)
    return day


def closing(day: date, count: int) -> datetime:
    """Return when the working day ends that lies so many after a day."""
    return datetime.combine(working(day, count), CLOSES, SWEDEN)


def stepped(day: date, interval: str, times: int) -> date:
    """Return the day that lies so many intervals after a day; the 31st is the last day of shorter months."""
    count = int(interval[1:-1]) * times
    if interval.endswith("D"):
        return day + timedelta(days=count)
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
