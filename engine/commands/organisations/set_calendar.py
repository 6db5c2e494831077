"""Decide when an organisation works."""

from collections import Counter
from dataclasses import dataclass
from datetime import time
from types import MappingProxyType
from typing import Final

from engine.commands.calendars import work_by
from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.governance.calendar import Calendar, OwnDay, plain
from engine.governance.permissions import Permission, require
from engine.store.work import Event
from forms.text import Text

MOST_OWN: Final = 200


@dataclass(frozen=True)
class SetCalendar:
    """Replace the calendar: when an ordinary working day ends, and the organisation's own free and shorter days.

    What is already due, and timers that run, keep their time. Raises InvalidError for a day that is given twice and for
    more than 200 days.
    """

    closes: time
    own: tuple[OwnDay, ...] = ()

    def run(self, desk: Desk) -> None:
        """Check the days and keep the calendar."""
        require(desk.actor, Permission.REGISTER_WRITE)
        self._check()
        calendar = Calendar(self.closes, MappingProxyType({one.day: one for one in self.own}))
        named = work_by(desk, desk.organisation_id, calendar)
        desk.work.record(Event("calendar-set", details={"hash": named, **plain(calendar)}))

    def _check(self) -> None:
        if len(self.own) > MOST_OWN:
            raise InvalidError(
                f"Ange högst {MOST_OWN} egna dagar. Ta bort dem som har varit.",
                f"Give at most {MOST_OWN} days of your own. Remove those that have passed.",
            )
        many = Counter(one.day for one in self.own)
        twice = tuple(
            FieldError(f"/own/{place}/day", Text("Ange dagen en gång.", "Give the day once."))
            for place, one in enumerate(self.own)
            if many[one.day] > 1
        )
        if twice:
            raise InvalidError("Samma dag står två gånger.", "The same day is given twice.", twice)
