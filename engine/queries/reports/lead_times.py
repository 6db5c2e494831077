"""Where cases wait: how long tasks lie from coming to being completed, by step, role and unit; and how long cases take.

Nobody is measured: rows are of steps, roles and units, and a unit's times are told only when several people are behind them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Row, text

from engine.clock import STOCKHOLM, day
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.cases.list import reader
from engine.queries.models.responsibility import phase_of
from engine.queries.models.versions import VersionRow, Versions, chosen
from engine.queries.tasks.filters import one_of
from engine.runtime import drawing
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

STEP, ROLE, UNIT = "step", "role", "unit"
# A unit's times are told from so many completed steps, done by so many different people.
FEWEST: Final = 3
_EVER: Final = date(1900, 1, 1)
# What rows are sorted by, beside the order of the model.
SORTS: Final = ("order", "name", "completed", "median", "p90", "open", "oldest")

_KEYS: Final[Mapping[str, tuple[str, str]]] = {
    STEP: ("t.element", ""),
    ROLE: ("s.role", ""),
    UNIT: ("up.at::text", "LEFT JOIN up ON up.unit = s.scope_id"),
}
# A unit with all units that it lies in; and how many working days there have been up to each day.
_UP: Final = """
  up (unit, at) AS (SELECT u.id, u.id FROM unit u WHERE u.organisation_id = :organisation
                    UNION SELECT up.unit, u.parent_id FROM up JOIN unit u ON u.id = up.at WHERE u.parent_id IS NOT NULL)"""
_DAYS: Final = "worked (day, n) AS (SELECT * FROM unnest(CAST(:days AS date[]), CAST(:worked AS int[])))"
_OF: Final = f"""c.organisation_id = :organisation AND c.process = :process
   AND (CAST(:hash AS text) IS NULL OR c.model_hash = :hash) AND {VISIBLE}"""
_ENDED: Final = "{0}.ended_at >= :from_at AND {0}.ended_at < :to_at"
# The role and unit of a task are those that it was given to, also when it has gone on for a conflict of interest.
_TASKS: Final = f"""
SELECT {{key}} AS key, t.state = 'completed' AS done, t.created_at, t.ended_by, s.role, extract(epoch FROM t.ended_at - t.created_at) AS wait,
       after.n - before.n AS worked
  FROM "case" c JOIN task t ON t.case_id = c.id JOIN seat s ON s.id = coalesce(t.from_seat_id, t.seat_id) {{join}}
  LEFT JOIN worked before ON before.day = (t.created_at AT TIME ZONE 'Europe/Stockholm')::date
  LEFT JOIN worked after ON after.day = (t.ended_at AT TIME ZONE 'Europe/Stockholm')::date
 WHERE {_OF} AND (t.state = 'open' OR (t.state = 'completed' AND {_ENDED.format("t")}))"""  # noqa: S608  constants
_CASES: Final = f"""
SELECT NULL AS key, c.state = 'ended' AS done, c.started_at AS created_at, NULL::uuid AS ended_by, NULL AS role,
       extract(epoch FROM c.ended_at - c.started_at) AS wait, after.n - before.n AS worked
  FROM "case" c
  LEFT JOIN worked before ON before.day = (c.started_at AT TIME ZONE 'Europe/Stockholm')::date
  LEFT JOIN worked after ON after.day = (c.ended_at AT TIME ZONE 'Europe/Stockholm')::date
 WHERE {_OF} AND (c.state = 'running' OR (c.state = 'ended' AND {_ENDED.format("c")}))"""  # noqa: S608  constants
# What few are behind never leaves the database.
_ROWS: Final = """
SELECT key, completed, open, roles, shown, CASE WHEN shown THEN median END AS median, CASE WHEN shown THEN p90 END AS p90,
       CASE WHEN shown THEN worked END AS worked, CASE WHEN shown THEN extract(epoch FROM CAST(:now AS timestamptz) - oldest) END AS oldest
  FROM (SELECT key, count(*) FILTER (WHERE done) AS completed, count(*) FILTER (WHERE NOT done) AS open,
               array_agg(DISTINCT role) AS roles, min(created_at) FILTER (WHERE NOT done) AS oldest,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY wait) FILTER (WHERE done) AS median,
               percentile_cont(0.9) WITHIN GROUP (ORDER BY wait) FILTER (WHERE done) AS p90,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY worked) FILTER (WHERE done) AS worked,
               NOT :guarded OR (count(*) FILTER (WHERE done) >= :fewest AND count(DISTINCT ended_by) FILTER (WHERE done) >= :fewest) AS shown
          FROM ({measured}) measured GROUP BY key) grouped"""
_FIRST: Final = text(
    'SELECT min(started_at) FROM "case" WHERE organisation_id = :organisation AND process = :process'
)
_UNITS: Final = text(
    "SELECT u.id::text AS id, u.name, p.name AS above FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.organisation_id = :organisation"
)
_BUSIEST: Final = text(
    'SELECT process FROM "case" WHERE organisation_id = :organisation GROUP BY process ORDER BY count(*) DESC, process LIMIT 1'
)


@dataclass(frozen=True)
class LeadRow:
    """A step, role or unit: how many steps were completed in the period and what they took, what is open and its oldest, in seconds.

    `beside` is the phase of a step, or what a unit lies in; `hidden`: too few are behind its times to tell them.
    """

    key: str | None
    name: Text
    beside: Text | None
    roles: tuple[Text, ...]
    completed: int
    median: float | None
    p90: float | None
    working_days: float | None
    open: int
    oldest: float | None
    hidden: bool


@dataclass(frozen=True)
class LeadTimesTold:
    """The rows, and in `whole` the cases themselves: how long they took from start to end, and those that run."""

    process: str
    name: Text
    version: int | None
    versions: tuple[VersionRow, ...]
    items: tuple[LeadRow, ...]
    whole: LeadRow


@dataclass(frozen=True)
class LeadTimes:
    """How long cases of a process wait, by step, role or unit, for what was completed from one day to another.

    `version` (id or number) leaves the cases that run on it. Raises NotFoundError without the process, InvalidError for what
    cannot be chosen.
    """

    process: str
    by: str = STEP
    version: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    sort: str = "order"

    def run(self, view: View) -> LeadTimesTold:
        """Return the rows, the longest or most first unless they go in the order of the model or of names."""
        require(view.actor, Permission.CASE_READ)
        one_of("by", self.by, _KEYS)
        one_of("sort", self.sort, SORTS)
        versions = Versions(self.process).run(view)
        version = chosen(versions, self.version, "/version")
        key, join = _KEYS[self.by]
        values = self._values(view, version)
        rows = self._measured(view, _TASKS.format(key=key, join=join), values, guarded=self.by == UNIT)
        whole = self._measured(view, _CASES, values, guarded=False)
        items = self._named(view, (version or versions[0]).hash, rows)
        return LeadTimesTold(
            process=self.process,
            name=versions[0].name,
            version=version.number if version else None,
            versions=versions,
            items=_sorted(items, self.sort),
            whole=_row(whole[0], Text("Hela ärendet", "The whole case")) if whole else NOTHING,
        )

    def _measured(
        self, view: View, measured: str, values: dict[str, Any], *, guarded: bool
    ) -> list[Row[Any]]:
        asked = f"WITH RECURSIVE {MY_SEATS}, {_UP}, {_DAYS} {_ROWS.format(measured=measured)}"
        return list(view.connection.execute(text(asked), {**values, "guarded": guarded, "fewest": FEWEST}))

    def _values(self, view: View, version: VersionRow | None) -> dict[str, Any]:
        asked = {"organisation": view.organisation_id, "process": self.process}
        first = view.connection.execute(_FIRST, asked).scalar_one() or view.now
        return {
            **reader(view),
            **asked,
            "hash": version.hash if version else None,
            "from_at": _midnight(self.from_day or _EVER),
            "to_at": _midnight((self.to_day or day(view.now)) + timedelta(1)),
            **_working(view, day(first)),
        }

    def _named(self, view: View, model_hash: str, rows: list[Row[Any]]) -> list[LeadRow]:
        if self.by == STEP:
            return _steps(view, model_hash, rows)
        if self.by == ROLE:
            return [_row(one, names.role(view, one.key)) for one in rows]
        units = {
            one.id: one for one in view.connection.execute(_UNITS, {"organisation": view.organisation_id})
        }
        return [_unit(one, units.get(one.key)) for one in rows]


@dataclass(frozen=True)
class BusiestProcess:
    """The process with most cases, which a page begins with."""

    def run(self, view: View) -> str | None:
        """Return its key, None without cases."""
        require(view.actor, Permission.CASE_READ)
        return view.connection.execute(_BUSIEST, {"organisation": view.organisation_id}).scalar()


NOTHING: Final = LeadRow(
    None, Text("Hela ärendet", "The whole case"), None, (), 0, None, None, None, 0, None, hidden=False
)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), STOCKHOLM)


def _working(view: View, first: date) -> dict[str, Any]:
    """Return every day from the first to tomorrow, each with how many working days there have been up to it."""
    days = [first + timedelta(step) for step in range((day(view.now) - first).days + 2)]
    count, worked = 0, []
    for on in days:
        count += view.calendar.works(on)
        worked.append(count)
    return {"days": days, "worked": worked}


def _steps(view: View, model_hash: str, rows: list[Row[Any]]) -> list[LeadRow]:
    """Return the steps in the order of the model; those of other versions last."""
    published = view.library.model(model_hash)
    order = [one.id for one in drawing.steps(published.files[f"{published.model.key}.bpmn"])]
    place = {key: number for number, key in enumerate(order)}
    found = []
    for one in sorted(rows, key=lambda one: (place.get(one.key, len(order)), one.key)):
        element = published.model.elements.get(one.key)
        phase = phase_of(element, published.model.elements) if element else None
        roles = tuple(names.role(view, role) for role in one.roles)
        name = names.element(view, model_hash, one.key) or Text(one.key, one.key)
        found.append(_row(one, name, phase.label if phase else None, roles))
    return found


def _unit(row: Row[Any], unit: Row[Any] | None) -> LeadRow:
    if unit is None:
        return _row(row, Text("Ingen enhet", "No unit"))
    return _row(row, Text(unit.name, unit.name), Text(unit.above, unit.above) if unit.above else None)


def _row(row: Row[Any], name: Text, beside: Text | None = None, roles: tuple[Text, ...] = ()) -> LeadRow:
    numbers = {key: None if value is None else float(value) for key, value in _times(row).items()}
    return LeadRow(
        key=row.key,
        name=name,
        beside=beside,
        roles=roles,
        completed=row.completed,
        open=row.open,
        hidden=not row.shown,
        **numbers,
    )


def _times(row: Row[Any]) -> dict[str, Any]:
    return {"median": row.median, "p90": row.p90, "working_days": row.worked, "oldest": row.oldest}


def _sorted(items: list[LeadRow], sort: str) -> tuple[LeadRow, ...]:
    if sort == "order":
        return tuple(items) if items and items[0].roles else _sorted(items, "name")
    if sort == "name":
        return tuple(sorted(items, key=lambda one: (one.key is None, one.name.sv.casefold())))
    return tuple(
        sorted(
            items, key=lambda one: -1.0 if getattr(one, sort) is None else getattr(one, sort), reverse=True
        )
    )
