"""When the organisation works: the end of its day, its own days, and the Swedish holidays of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from engine import clock
from engine.desk import View
from engine.governance.calendar import Calendar, OwnDay, holidays
from engine.governance.permissions import Permission, require
from forms.text import Text


@dataclass(frozen=True)
class CalendarRow:
    """A calendar with the holidays of one year; `whole` is the calendar itself."""

    closes: time
    own: tuple[OwnDay, ...]
    year: int
    holidays: Mapping[date, Text]
    whole: Calendar


@dataclass(frozen=True)
class WorkingDays:
    """When does the organisation work? `year` is the one whose holidays are listed, None for this year."""

    year: int | None = None

    def run(self, view: View) -> CalendarRow:
        """Return the calendar, days in order."""
        require(view.actor, Permission.REGISTER_READ)
        year = self.year or clock.day(view.now).year
        own = tuple(sorted(view.calendar.own.values(), key=lambda one: one.day))
        return CalendarRow(view.calendar.closes, own, year, holidays(year), view.calendar)
