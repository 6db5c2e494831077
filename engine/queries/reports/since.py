"""What has happened with the cases that report since a day: new, ended, gone on to another phase."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.reports import portfolio_sql as sql
from engine.queries.reports.portfolio import Portfolio
from forms.text import Text

MOST: Final = 200
# What a case has gone into since then; which of that are phases its model says. What was undone is left out.
_ENTERED: Final = """(SELECT jsonb_agg(jsonb_build_array(v.value->>'element', t.at) ORDER BY t.id, v.place)
  FROM trail t CROSS JOIN LATERAL jsonb_array_elements(t.details->'visits') WITH ORDINALITY AS v(value, place)
 WHERE t.case_id = c.id AND t.at >= :since AND v.value->>'what' = 'entered'
   AND NOT EXISTS (SELECT FROM trail u WHERE u.case_id = c.id AND u.details->>'undoes' = t.id::text))"""
_HAPPENED: Final = f"""
SELECT * FROM (SELECT c.*, CASE WHEN c.started_at < :since AND c.state = 'running' THEN {_ENTERED} END AS entered
  FROM seen s JOIN "case" c ON c.id = s.id) c
 WHERE c.started_at >= :since OR c.ended_at >= :since OR c.entered IS NOT NULL
 ORDER BY coalesce(c.ended_at, c.started_at) DESC, c.number LIMIT {MOST}
"""  # noqa: S608  constants


@dataclass(frozen=True)
class Happened:
    """What happened with a case: `started`, `ended` or `phase`; `phase` is the one that it came to, `ended_in` where it ended."""

    kind: str
    id: UUID
    number: str
    title: str
    at: datetime
    phase: Text | None
    ended_in: Text | None


@dataclass(frozen=True)
class PortfolioSince:
    """Which cases are new, ended or in another phase since that day began? The filters of `of` hold, but not its `state`."""

    since: date
    of: Portfolio

    def run(self, view: View) -> tuple[Happened, ...]:
        """Return them, the latest first; of a case that is new and has ended, both."""
        require(view.actor, Permission.CASE_READ)
        found = [one for state in ("running", "ended") for one in self._in(view, state)]
        return tuple(sorted(found, key=lambda one: (one.at, one.number), reverse=True))

    def _in(self, view: View, state: str) -> list[Happened]:
        values, seen = replace(self.of, state=state, sort="worst").seen(view)
        values["since"] = clock.start_of(self.since)
        rows = view.connection.execute(text(f"{sql.WITH}, {seen} {_HAPPENED}"), values)
        return [one for row in rows for one in _of(view, row, values["since"])]


def _of(view: View, row: Row[Any], since: datetime) -> list[Happened]:
    found = []
    phases = view.library.model(row.model_hash).model.phases
    entered = [(element, at) for element, at in row.entered or () if element in phases]
    if entered:
        phase, at = entered[-1]
        found.append(_one(view, row, "phase", datetime.fromisoformat(at), phase))
    if row.started_at >= since:
        found.append(_one(view, row, "started", row.started_at, row.phase))
    if row.ended_at is not None and row.ended_at >= since:
        found.append(_one(view, row, "ended", row.ended_at, row.phase))
    return found


def _one(view: View, row: Row[Any], kind: str, at: datetime, phase: str | None) -> Happened:
    in_phase, ended_in = (names.element(view, row.model_hash, one) for one in (phase, row.ended_in))
    return Happened(kind, row.id, row.number, row.title, at, in_phase, ended_in)
