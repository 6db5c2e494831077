"""The event log of a process for process mining: one event for each completed step, case by case, and nobody's name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.cases.list import reader
from engine.queries.rows import Page
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

_LOG: Final = f"""
WITH RECURSIVE {MY_SEATS}
SELECT c.id AS case_id, c.number, c.process, c.started_at, t.id, t.element, t.name, t.name_en, t.created_at, t.ended_at,
       s.role, o.profile_hash, u.name AS unit, d.outcome, v.number AS version
  FROM "case" c JOIN organisation o ON o.id = c.organisation_id JOIN task t ON t.case_id = c.id
  JOIN seat s ON s.id = coalesce(t.from_seat_id, t.seat_id) LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN LATERAL (SELECT d.outcome FROM decision d WHERE d.case_id = c.id AND d.task_id = t.id
                      ORDER BY d.number DESC LIMIT 1) d ON true
  LEFT JOIN LATERAL (SELECT max(v.number) AS number FROM model_version v
                      WHERE v.organisation_id = c.organisation_id AND v.key = c.process AND v.hash = c.model_hash) v ON true
 WHERE {{where}} AND {VISIBLE} AND t.state = 'completed' AND t.ended_at <= :until
 ORDER BY c.number, c.id, t.ended_at, t.id LIMIT :limit
"""  # noqa: S608  constants
_WHERE: Final = {
    "process": "c.process = :process",
    "from_day": "(t.ended_at AT TIME ZONE 'Europe/Stockholm')::date >= :from_day",
    "to_day": "(t.ended_at AT TIME ZONE 'Europe/Stockholm')::date <= :to_day",
}
# The first condition is what the index of case numbers is read from.
_AFTER: Final = """c.number >= :number AND (c.number, c.id, t.ended_at, t.id)
   > (:number, CAST(:case AS uuid), CAST(:at AS timestamptz), CAST(:task AS uuid))"""


@dataclass(frozen=True)
class StepEvent:
    """A completed step. `role` and `unit` are whose task it was, never who did it; `outcome` what was decided, if anything."""

    id: UUID
    case_id: UUID
    case_number: str
    case_started_at: datetime
    process: str
    version: int | None
    element: str
    name: Text
    role: str
    role_name: Text
    unit: str | None
    outcome: str | None
    created_at: datetime
    completed_at: datetime


@dataclass(frozen=True)
class EventLog:
    """What was completed until a moment, in cases that the reader may see; the events of a case follow each other.

    A log is read page by page, so that nobody holds all of it; `until` keeps what is completed meanwhile out of all pages.
    """

    until: datetime
    process: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    limit: int = 2000
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of StepEvent."""
        require(view.actor, Permission.EVENT_LOG_READ)
        where = ["(CAST(:organisation AS uuid) IS NULL OR c.organisation_id = :organisation)"]
        values: dict[str, Any] = {**reader(view), "until": self.until, "limit": self.limit + 1}
        for name, condition in _WHERE.items():
            if getattr(self, name):
                where.append(condition)
                values[name] = getattr(self, name)
        after = cursors.read(self.cursor, 4)
        if after:
            where.append(_AFTER)
            values |= dict(zip(("number", "case", "at", "task"), after, strict=True))
        rows = view.connection.execute(text(_LOG.format(where=" AND ".join(where))), values).all()
        items = tuple(_event(view, row) for row in rows[: self.limit])
        return Page(items, _cursor(rows[self.limit - 1]) if len(rows) > self.limit else None)


def events(ask: Callable[[EventLog], Page], log: EventLog) -> Iterator[StepEvent]:
    """Return all events of a log, asked for page by page; a refusal comes at once, before the first of them."""
    return _all(ask, log, ask(log))


def _all(ask: Callable[[EventLog], Page], log: EventLog, page: Page) -> Iterator[StepEvent]:
    yield from page.items
    while page.next:
        page = ask(replace(log, cursor=page.next))
        yield from page.items


def _cursor(row: Row[Any]) -> str:
    return cursors.write([row.number, row.case_id, row.ended_at, row.id])


def _event(view: View, row: Row[Any]) -> StepEvent:
    return StepEvent(
        id=row.id,
        case_id=row.case_id,
        case_number=row.number,
        case_started_at=row.started_at,
        process=row.process,
        version=row.version,
        element=row.element,
        name=Text(row.name, row.name_en),
        role=row.role,
        role_name=view.library.profile(row.profile_hash).role_name(row.role),
        unit=row.unit,
        outcome=row.outcome,
        created_at=row.created_at,
        completed_at=row.ended_at,
    )
