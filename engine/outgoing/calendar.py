"""A calendar of due dates (RFC 5545). Events, since the usual calendars do not show to-dos."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

from engine.outgoing.mail import SECRET
from forms.text import Language, Text

PRODUCT = "-//Räls//Uppgifter//SV"
LENGTH = timedelta(minutes=30)
RENEWED = timedelta(hours=1)


@dataclass(frozen=True)
class Day:
    """A task that should be done by a time."""

    task_id: UUID
    version: int
    created_at: datetime
    due_at: datetime
    name: Text
    part: str
    number: str
    title: str
    secret: bool


def written(days: Iterable[Day], language: Language, base_url: str) -> bytes:
    """Return the calendar with an event that ends when each task is due."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", Text("Räls: att göra", "Räls: to do").to(language))
    calendar.add("refresh-interval", RENEWED, parameters={"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_event(day, language, base_url))
    data: bytes = calendar.to_ical()
    return data


def _event(day: Day, language: Language, base_url: str) -> Event:
    address = f"{base_url}/uppgifter/{day.task_id}"
    said = SECRET if day.secret else day.name
    part = f", {day.part}" if day.part and not day.secret else ""
    about = day.number if day.secret else f"{day.number} {day.title}"
    event = Event()
    event.add("uid", f"{day.task_id}@rals")
    # As long as nothing changes the bytes are the same, and the calendar need not be fetched again.
    event.add("dtstamp", day.created_at.astimezone(UTC))
    event.add("dtstart", day.due_at.astimezone(UTC) - LENGTH)
    event.add("dtend", day.due_at.astimezone(UTC))
    event.add("sequence", day.version)
    event.add("summary", said.to(language) + part)
    event.add("description", f"{about}\n{address}")
    event.add("url", address)
    # It is a day to keep, not time that is taken.
    event.add("transp", "TRANSPARENT")
    return event


def path_of(token: str) -> str:
    """Return where the calendar with this token lies."""
    return f"/kalender/{token}.ics"
