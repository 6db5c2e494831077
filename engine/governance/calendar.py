"""The working days of an organisation: Monday to Friday without Swedish holidays and the days of its own.

A working day is a day of the calendar, never a number of hours. What is due in some working days is due when the last
of them ends: the day from which one counts is not counted, whatever time it is, and nothing is due on a free day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from dateutil.easter import easter

from engine.clock import STOCKHOLM, day
from forms.text import Text

MOST: Final = 2600
_SATURDAY: Final = 5
_FIXED: Final = {
    (1, 1): Text("Nyårsdagen", "New Year's Day"),
    (1, 6): Text("Trettondedag jul", "Epiphany"),
    (5, 1): Text("Första maj", "May Day"),
    (6, 6): Text("Sveriges nationaldag", "National Day of Sweden"),
    (12, 24): Text("Julafton", "Christmas Eve"),
    (12, 25): Text("Juldagen", "Christmas Day"),
    (12, 26): Text("Annandag jul", "Boxing Day"),
    (12, 31): Text("Nyårsafton", "New Year's Eve"),
}
_FROM_EASTER: Final = {
    -2: Text("Långfredagen", "Good Friday"),
    0: Text("Påskdagen", "Easter Day"),
    1: Text("Annandag påsk", "Easter Monday"),
    39: Text("Kristi himmelsfärdsdag", "Ascension Day"),
    49: Text("Pingstdagen", "Whit Sunday"),
}


@dataclass(frozen=True)
class OwnDay:
    """A day that the organisation has decided about: free, or shorter when it says when the day `closes`."""

    day: date
    name: str
    closes: time | None = None


@dataclass(frozen=True)
class Calendar:
    """When an organisation works. `closes` is when an ordinary working day ends."""

    closes: time = time(17)
    own: Mapping[date, OwnDay] = field(default_factory=lambda: MappingProxyType({}))

    def works(self, on: date) -> bool:
        """Say whether the day is a working day, a shorter one included."""
        if on.weekday() >= _SATURDAY or on in holidays(on.year):
            return False
        own = self.own.get(on)
        return own is None or own.closes is not None

    def end(self, on: date) -> datetime:
        """Return when the day ends at work; a free day as if it were an ordinary one."""
        own = self.own.get(on)
        return datetime.combine(on, (own and own.closes) or self.closes, STOCKHOLM)

    def by(self, due: date | datetime) -> datetime:
        """Return the time by which something is done: a day means when it ends at work."""
        return due if isinstance(due, datetime) else self.end(due)

    def after(self, moment: datetime, days: int) -> datetime:
        """Return the end of the working day that is so many working days after the day of the moment.

        Raises ValueError unless it is 1 to MOST.
        """
        if not 0 < days <= MOST:
            raise ValueError(f"{days} working days: they must be 1 to {MOST}")
        return self.end(next(on for left, on in enumerate(self._working(day(moment)), 1) if left == days))

    def between(self, start: date, end: date) -> int:
        """Return how many working days there are after `start`, up to and with `end`."""
        days = (start + timedelta(step) for step in range(1, (end - start).days + 1))
        return sum(1 for on in days if self.works(on))

    def _working(self, on: date) -> Iterator[date]:
        while True:
            on += timedelta(1)
            if self.works(on):
                yield on


def read(data: Mapping[str, Any]) -> Calendar:
    """Return a calendar from plain data: `closes` ("16:30"), `own` with `day`, `name` and, for a shorter day, `closes`."""
    own = [
        OwnDay(date.fromisoformat(str(one["day"])), one["name"], _hour(one)) for one in data.get("own", ())
    ]
    return Calendar(_hour(data) or ORDINARY.closes, MappingProxyType({one.day: one for one in own}))


def plain(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as plain data, the days in order."""
    own = [
        {"day": one.day.isoformat(), "name": one.name, "closes": one.closes and f"{one.closes:%H:%M}"}
        for one in sorted(calendar.own.values(), key=lambda one: one.day)
    ]
    return {"closes": f"{calendar.closes:%H:%M}", "own": own}


def _hour(data: Mapping[str, Any]) -> time | None:
    return time.fromisoformat(data["closes"]) if data.get("closes") else None


# Where an organisation has said nothing.
ORDINARY: Final = Calendar()


@lru_cache(maxsize=64)
def holidays(year: int) -> Mapping[date, Text]:
    """Return the days of a year on which Swedish offices are closed, with their names, in order.

    They are the holidays of lagen (1989:253) om allmänna helgdagar, and the three eves that 7 § semesterlagen
    (1977:480) puts beside them.
    """
    sunday = easter(year)
    found = {date(year, *when): name for when, name in _FIXED.items()}
    found |= {sunday + timedelta(step): name for step, name in _FROM_EASTER.items()}
    midsummer = _saturday(date(year, 6, 20))
    found[midsummer - timedelta(1)] = Text("Midsommarafton", "Midsummer Eve")
    found[midsummer] = Text("Midsommardagen", "Midsummer Day")
    found[_saturday(date(year, 10, 31))] = Text("Alla helgons dag", "All Saints' Day")
    return MappingProxyType(dict(sorted(found.items())))


def _saturday(first: date) -> date:
    """Return the first Saturday that is this day or after it."""
    return first + timedelta((_SATURDAY - first.weekday()) % 7)
