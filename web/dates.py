"""Days, times and numbers as people read them: lists say `tor 26 nov` and how far off, registers 2026-11-26."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from engine import clock
from engine.governance.calendar import ORDINARY, Calendar
from forms.text import Language

NBSP: Final = "\N{NO-BREAK SPACE}"
SOON: Final = timedelta(days=7)

_WEEKDAYS: Final = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Final = {
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}

Urgency = Literal["late", "soon", "later"]


@dataclass(frozen=True)
class Due:
    """When something is due: `day` as a list shows it, `far` the distance in words, `iso` for machines."""

    urgency: Urgency
    day: str
    far: str
    iso: str


@dataclass(frozen=True)
class Dates:
    """Writes times in one language, seen from `now`; how late something is goes by the organisation's calendar."""

    language: Language
    now: datetime
    calendar: Calendar = ORDINARY

    def day(self, when: datetime | date) -> str:
        """Return `tor 26 nov`, with the year when it is another one."""
        day = _day(when)
        year = "" if day.year == _day(self.now).year else f"{NBSP}{day.year}"
        return f"{self._weekday(day)[:3]} {day.day}{NBSP}{self._month(day)[:3]}{year}"

    def short(self, when: datetime | date) -> str:
        """Return `26 nov`, with the year when it is another one."""
        return self.day(when).partition(" ")[2]

    def long(self, when: datetime | date) -> str:
        """Return `måndag 23 november 2026`."""
        day = _day(when)
        return f"{self._weekday(day)} {day.day}{NBSP}{self._month(day)} {day.year}"

    def stamp(self, when: datetime) -> str:
        """Return `23 november, 14.05`, with the year when it is another one."""
        day = _day(when)
        year = "" if day.year == _day(self.now).year else f" {day.year}"
        return f"{day.day}{NBSP}{self._month(day)}{year}, {self.clock(when)}"

    def clock(self, when: datetime) -> str:
        """Return `14.32`, `14:32` in English."""
        return self.hour(when.astimezone(clock.STOCKHOLM).time())

    def hour(self, when: time) -> str:
        """Return an hour that is Swedish already, `16.30`, `16:30` in English."""
        return when.strftime("%H.%M" if self.language == "sv" else "%H:%M")

    def iso(self, when: datetime | date) -> str:
        """Return 2026-11-26, as registers and input fields have it."""
        return _day(when).isoformat()

    def machine(self, when: datetime | date) -> str:
        """Return what stands in `datetime=`."""
        return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()

    def week(self) -> int:
        """Return the number of the week it is."""
        return _day(self.now).isocalendar().week

    def due(self, when: datetime | None) -> Due | None:
        """Return when something is due and how far off that is."""
        if when is None:
            return None
        if when < self.now:
            return Due("late", self.day(when), self._late(_day(when)), self.machine(when))
        urgency: Urgency = "soon" if when - self.now < SOON else "later"
        return Due(urgency, self.day(when), self._ahead(_day(when)), self.machine(when))

    def _late(self, day: date) -> str:
        late = self.calendar.between(day, _day(self.now))
        if self.language == "sv":
            return f"{late} {'arbetsdag' if late == 1 else 'arbetsdagar'} sen" if late else "sen"
        return f"{late} working {'day' if late == 1 else 'days'} late" if late else "late"

    def _ahead(self, day: date) -> str:
        days = (day - _day(self.now)).days
        if self.language == "sv":
            return {0: "i dag", 1: "i morgon"}.get(days, f"om {days} dagar")
        return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")

    def _weekday(self, day: date) -> str:
        return _WEEKDAYS[self.language][day.weekday()]

    def _month(self, day: date) -> str:
        return _MONTHS[self.language][day.month - 1]


def _day(when: datetime | date) -> date:
    return clock.day(when) if isinstance(when, datetime) else when
