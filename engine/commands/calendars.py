"""Keeps the calendar that an organisation works by from now on."""

import hashlib
from uuid import UUID

from engine.desk import Desk
from engine.governance.calendar import Calendar
from engine.library import CALENDAR_FILE, calendar_files
from engine.store import content, units


def work_by(desk: Desk, organisation_id: UUID, calendar: Calendar) -> str:
    """Store the calendar under the hash of its content, let the organisation follow it, and return the hash."""
    files = calendar_files(calendar)
    named = hashlib.sha256(files[CALENDAR_FILE]).hexdigest()
    content.keep(desk.connection, named, files)
    units.work_by(desk.connection, organisation_id, named)
    return named
