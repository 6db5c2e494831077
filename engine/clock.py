"""One clock: aware instants in UTC, days in Swedish time. In demo mode it can run ahead."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now(ahead: timedelta = timedelta()) -> datetime:
    """Return the instant it is, moved forward by `ahead` (the demo clock), in UTC."""
    return datetime.now(UTC) + ahead


def day(instant: datetime) -> date:
    """Return the Swedish calendar day of an aware instant."""
    return local(instant).date()


def local(instant: datetime) -> datetime:
    """Return an aware instant as clocks in Sweden show it: expressions ask it what day it is."""
    return instant.astimezone(STOCKHOLM)


def start_of(day: date) -> datetime:
    """Return the instant at which a Swedish calendar day begins."""
    return datetime.combine(day, time(), STOCKHOLM)
