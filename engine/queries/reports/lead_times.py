"""Where cases wait: how long tasks lie from coming to being completed, by step, role and unit; and how long cases take.

Nobody is measured: rows are of steps, roles and units, and a unit's times are told only when several people are behind them.
"""

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
from engine.queries.reports import lead_times_sql as sql
from engine.queries.reports.lead_times_sql import ROLE, STEP, UNIT
from engine.queries.tasks.filters import one_of
from engine.runtime import drawing
from engine.store.sight import MY_SEATS
from forms.text import Text

# A unit's times are told from so many completed steps, done by so many different people.
FEWEST: Final = 3
_EVER: Final = date(1900, 1, 1)
# What rows are sorted by, beside the order of the model.
SORTS: Final = ("order", "name", "completed", "median", "p90", "open", "oldest")


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
        one_of("by", self.by, sql.KEYS)
        one_of("sort", self.sort, SORTS)
        versions = Versions(self.process).run(view)
        version = chosen(versions, self.version, "/version")
        key, join = sql.KEYS[self.by]
        values = self._values(view, version)
        rows = self._measured(view, sql.TASKS.format(key=key, join=join), values, guarded=self.by == UNIT)
        whole = self._measured(view, sql.CASES, values, guarded=False)
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
        asked = f"WITH RECURSIVE {MY_SEATS}, {sql.UP}, {sql.DAYS} {sql.ROWS.format(measured=measured)}"
        return list(view.connection.execute(text(asked), {**values, "guarded": guarded, "fewest": FEWEST}))

    def _values(self, view: View, version: VersionRow | None) -> dict[str, Any]:
        asked = {"organisation": view.organisation_id, "process": self.process}
        first = view.connection.execute(sql.FIRST, asked).scalar_one() or view.now
        return {
            **reader(view),
            **asked,
            "hash": version.hash if version else None,
            "from_at": _midnight(self.from_day or _EVER),
            # Nothing is completed later than today; beyond the last day that there is no day follows.
            "to_at": _midnight(min(self.to_day or date.max, day(view.now)) + timedelta(1)),
            **_working(view, day(first)),
        }

    def _named(self, view: View, model_hash: str, rows: list[Row[Any]]) -> list[LeadRow]:
        if self.by == STEP:
            return _steps(view, model_hash, rows)
        if self.by == ROLE:
            return [_row(one, names.role(view, one.key)) for one in rows]
        units = {
            one.id: one for one in view.connection.execute(sql.UNITS, {"organisation": view.organisation_id})
        }
        return [_unit(one, units.get(one.key)) for one in rows]


@dataclass(frozen=True)
class BusiestProcess:
    """The process with most cases, which a page begins with."""

    def run(self, view: View) -> str | None:
        """Return its key, None without cases."""
        require(view.actor, Permission.CASE_READ)
        return view.connection.execute(sql.BUSIEST, {"organisation": view.organisation_id}).scalar()


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
