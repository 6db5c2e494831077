"""All cases that report, with what their latest report says: the worst first, then the oldest report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors, names
from engine.queries.cases.list import reader
from engine.queries.reports import portfolio_sql as sql
from engine.queries.reports.changes import Change, changes
from engine.queries.reports.get import all_named
from engine.queries.tasks.filters import one_of
from engine.store.sight import VISIBLE
from forms.text import Text


@dataclass(frozen=True)
class PortfolioRow:
    """A case with its latest report, the one with the highest number.

    `owner` and `leader`: who holds the roles uppdragsagare and projektledare of the case today, the first by name; None: vacant.
    `areas`: the units of kind regionomrade that the case itself names. `age_days`: days by the Swedish calendar since the report came.
    `parts` and `part_trends`: colour and trend of each part. `history`: the colours of the last five reports, the oldest first.
    `before`: the report that `changes` compares with: the one before, or with `since` the last one that came before that day.
    `decisions`: the questions of the latest report that have no decision yet, what is needed first on top. `benefits` counts the goals of the case that
    are not written off: reached and not_reached as judged, else as the latest report foresees them (on_way, uncertain, not_reached), else unknown.
    `due_at`: when the open task to write a report is due; `late`: that has passed.
    """

    id: UUID
    number: str
    title: str
    process: str
    process_name: Text
    phase: str | None
    phase_name: Text | None
    owner: str | None
    leader: str | None
    areas: tuple[str, ...]
    report_id: UUID | None
    report_number: int | None
    total: str | None
    trend: str | None
    parts: Mapping[str, str]
    part_trends: Mapping[str, str]
    period_to: date | None
    age_days: int | None
    summary: str
    history: tuple[str, ...]
    before: Mapping[str, Any] | None
    changes: tuple[Change, ...]
    decisions: Sequence[Mapping[str, Any]]
    benefits: Mapping[str, int]
    due_at: datetime | None
    late: bool


@dataclass(frozen=True)
class PortfolioPage:
    """A page of the portfolio; `counts` has how many cases of each colour the filters leave, on all pages."""

    items: tuple[PortfolioRow, ...]
    next: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Portfolio:
    """Cases that report: they have a report, or a seat for an assignment owner. `state`: running or ended.

    `unit` finds what is under it too. `late`: a report is overdue; `needs_decision`: a question of the latest report has no
    decision; `attention`: red, yellow, late or needs a decision. `since`: compare with how it was when that day began.
    `compare`: tell what has changed.
    """

    state: str = "running"
    status: str | None = None
    process: str | None = None
    phase: str | None = None
    unit: UUID | None = None
    owner: UUID | None = None
    q: str | None = None
    late: bool = False
    needs_decision: bool = False
    attention: bool = False
    since: date | None = None
    compare: bool = True
    sort: str = "worst"
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> PortfolioPage:
        """Return a page of them."""
        require(view.actor, Permission.CASE_READ)
        order = sql.ORDERS[one_of("sort", self.sort, sql.ORDERS)]
        values, seen = self.seen(view)
        values |= {"limit": self.limit + 1, "compare": self.compare}
        values["since"] = clock.start_of(self.since) if self.since else None
        shown = sql.SHOWN.format(
            columns=order.columns.replace("s.", "x."),
            after=" AND ".join(order.after(self.cursor, values)) or "true",
            by=order.by,
            again=order.by.replace("s.", "x."),
        )
        rows = view.connection.execute(text(f"{sql.WITH}, {seen} {shown}"), values).all()
        items = _items(view, rows[: self.limit])
        following = order.cursor(rows[self.limit - 1]) if len(rows) > self.limit else None
        return PortfolioPage(items, following, rows[0].counts if rows else {})

    def seen(self, view: View) -> tuple[dict[str, Any], str]:
        """Return the piece `seen` of a statement, with the cases that the filters leave, and the values that it needs."""
        values: dict[str, Any] = {**reader(view), "unit": self.unit}
        where = self._where(values)
        if view.actor.reach is not None:
            where.append("c.id = ANY (:reach)")
            values["reach"] = list(view.actor.reach)
        whole = " AND ".join(where)
        return values, sql.SEEN.format(where=whole, more=sql.OWNER_NAME if self.sort == "owner" else "")

    def _where(self, values: dict[str, Any]) -> list[str]:
        where = ["c.organisation_id = :organisation", "c.state = :state", VISIBLE, sql.REPORTS]
        values["state"] = one_of("state", self.state, ("running", "ended"))
        for name, condition in sql.WHERE.items():
            if getattr(self, name):
                where.append(condition)
                values[name] = getattr(self, name)
        if self.q:
            values["q"] = cursors.containing(self.q)
        if self.status:
            where.append(f"coalesce(r.total, '{sql.MISSING}') = :status")
            values["status"] = one_of("status", self.status, sql.STATUSES)
        return where


def _items(view: View, rows: Sequence[Row[Any]]) -> tuple[PortfolioRow, ...]:
    """Return the rows for people; what their reports refer to by id is looked up for all of them at once."""
    pairs = [(row.before["content"], row.kept) for row in rows if row.kept and row.before]
    both = [content for pair in pairs for content in pair]
    cases = [row.id for row in rows if row.kept and row.before]
    told = iter(all_named(view, view.organisation_id, cases, both))
    differs = {case: changes(before, after) for case, before, after in zip(cases, told, told, strict=True)}
    return tuple(_row(view, row, differs.get(row.id, ())) for row in rows)


def _row(view: View, row: Row[Any], differs: tuple[Change, ...]) -> PortfolioRow:
    today = clock.day(view.now)
    before = {key: value for key, value in (row.before or {}).items() if key != "content"}
    return PortfolioRow(
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        process_name=view.library.model(row.model_hash).name,
        phase_name=names.element(view, row.model_hash, row.phase),
        areas=tuple(row.areas),
        parts=row.parts or {},
        part_trends={key: one["trend"] for key, one in (row.said_parts or {}).items() if one.get("trend")},
        age_days=(today - clock.day(row.submitted_at)).days if row.submitted_at else None,
        summary=row.summary or "",
        history=tuple(reversed(row.history)),
        before=before or None,
        changes=differs,
        decisions=row.needed or (),
        benefits=_benefits(row.goals or {}, row.judged or ()),
        late=row.due_at is not None and row.due_at < view.now,
    )


_AS_THEY_ARE: Final = (
    *("id", "number", "title", "process", "phase", "owner", "leader", "report_id", "report_number"),
    *("total", "trend", "period_to", "due_at"),
)
_JUDGED: Final = {"nas": "on_way", "nas_delvis": "uncertain", "nas_inte": "not_reached"}


def _benefits(goals: Mapping[str, str], judged: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    said = {_id(one.get("effektmal")): one.get("prognos") for one in judged}
    counts = dict.fromkeys(("reached", "on_way", "uncertain", "not_reached", "unknown"), 0)
    for goal, status in goals.items():
        ended = {"uppnatt": "reached", "ej_uppnatt": "not_reached"}.get(status)
        counts[ended or _JUDGED.get(said.get(goal) or "", "unknown")] += 1
    return counts


def _id(named: Any) -> Any:
    return named.get("id") if isinstance(named, Mapping) else named
