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
from engine.queries.tasks.filters import one_of
from engine.queries.tasks.order import Order
from engine.store.sight import MY_SEATS, VISIBLE
from forms.text import Text

MISSING: Final = "saknas"
STATUSES: Final = ("rod", "gul", MISSING, "gron")
_RANK: Final = ("s.rank", "int")
_OLDEST: Final = ("coalesce(s.submitted_at, '-infinity'::timestamptz)", "timestamptz")
_ID: Final = ("s.id", "uuid")
ORDERS: Final[Mapping[str, Order]] = {
    "worst": Order((_RANK, _OLDEST, _ID)),
    "oldest": Order((_OLDEST, _ID)),
    "number": Order((("s.number", "text"), _ID)),
    "process": Order((("s.process", "text"), _RANK, _OLDEST, _ID)),
    "phase": Order((("coalesce(s.phase, '')", "text"), _RANK, _OLDEST, _ID)),
}
_LATE: Final = """EXISTS (SELECT 1 FROM task t WHERE t.case_id = c.id AND t.state = 'open' AND t.form = 'f_statusrapport'
                          AND t.due_at < :now)"""
_WHERE: Final[Mapping[str, str]] = {
    "process": "c.process = :process",
    "phase": "c.phase = :phase",
    # What concerns a unit under it concerns the unit.
    "unit": "c.units && ARRAY(SELECT below.id FROM below)",
    "owner": """EXISTS (SELECT 1 FROM seat z JOIN role_assignment a ON a.seat_id = z.id WHERE z.organisation_id = c.organisation_id
                 AND z.role = 'uppdragsagare' AND z.scope_kind = 'arende' AND z.scope_id = c.id AND a.person_id = :owner
                 AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today))""",
    "q": "(c.number || ' ' || c.title) ILIKE :q",
}
_BELOW: Final = """
  below (id) AS (SELECT u.id FROM unit u WHERE u.id = cast(:unit AS uuid) AND u.organisation_id = :organisation
                 UNION SELECT u.id FROM unit u JOIN below ON u.parent_id = below.id)"""
# The latest report of each case from an index alone; what it says is fetched for the page only.
_SEEN: Final = """
  seen AS MATERIALIZED (
    SELECT c.id, c.number, c.process, c.phase, r.id AS report_id, r.number AS report_number, r.total, r.submitted_at,
           CASE r.total WHEN 'rod' THEN 0 WHEN 'gul' THEN 1 WHEN 'gron' THEN 3 ELSE 2 END AS rank
      FROM "case" c LEFT JOIN status_report r ON r.organisation_id = :organisation AND r.case_id = c.id AND r.latest
     WHERE {where})"""
_HELD: Final = """(SELECT min(p.name) FROM seat z JOIN role_assignment a ON a.seat_id = z.id JOIN person p ON p.id = a.person_id
   WHERE z.organisation_id = :organisation AND z.role = '{role}' AND z.scope_kind = 'arende' AND z.scope_id = x.id
     AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today))"""
_SHOWN: Final = f"""
SELECT x.*, {{columns}}, c.title, c.model_hash, r.trend, r.parts, r.period_to, (SELECT jsonb_object_agg(n.total, n.count) FROM (
         SELECT coalesce(total, '{MISSING}') AS total, count(*) FROM seen GROUP BY 1) n) AS counts,
       r.content -> 'beslut_som_behovs' AS needed, r.content -> 'effektmal' AS judged, r.content ->> 'sammanfattning' AS summary,
       ARRAY(SELECT k.total FROM status_report k WHERE k.case_id = x.id ORDER BY k.number DESC LIMIT 5) AS history,
       (SELECT jsonb_build_object('total', k.total, 'parts', k.parts, 'number', k.number) FROM status_report k
         WHERE k.case_id = x.id AND k.number < x.report_number ORDER BY k.number DESC LIMIT 1) AS before,
       (SELECT jsonb_object_agg(g.id, g.status) FROM goal g WHERE g.case_id = x.id AND g.status <> 'avskrivet') AS goals,
       (SELECT min(t.due_at) FROM task t WHERE t.case_id = x.id AND t.state = 'open' AND t.form = 'f_statusrapport') AS due_at,
       {_HELD.format(role="uppdragsagare")} AS owner, {_HELD.format(role="projektledare")} AS leader,
       ARRAY(SELECT u.name FROM unit u WHERE u.id = ANY (c.units) AND u.kind = 'regionomrade' ORDER BY u.code) AS areas
  FROM (SELECT s.* FROM seen s WHERE {{after}} ORDER BY {{by}} LIMIT :limit) x
  JOIN "case" c ON c.id = x.id LEFT JOIN status_report r ON r.id = x.report_id ORDER BY {{again}}
"""  # noqa: S608  constants


@dataclass(frozen=True)
class PortfolioRow:
    """A case with its latest report. `history`: the colours of the last five, the oldest first; `before`: the report before.

    `benefits` counts its goals: reached, on_way, uncertain, not_reached, unknown. `late`: a report is past its day.
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
    period_to: date | None
    age_days: int | None
    summary: str
    history: tuple[str, ...]
    before: Mapping[str, Any] | None
    decisions: Sequence[Mapping[str, Any]]
    benefits: Mapping[str, int]
    due_at: datetime | None
    late: bool


@dataclass(frozen=True)
class PortfolioPage:
    """A page of the portfolio; `counts` has how many cases of each colour the filters leave."""

    items: tuple[PortfolioRow, ...]
    next: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Portfolio:
    """Cases that report. `state`: running or ended; `late`: only where a report is overdue; `unit` finds what is under it too."""

    state: str = "running"
    status: str | None = None
    process: str | None = None
    phase: str | None = None
    unit: UUID | None = None
    owner: UUID | None = None
    q: str | None = None
    late: bool = False
    needs_decision: bool = False
    sort: str = "worst"
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> PortfolioPage:
        """Return a page of them."""
        require(view.actor, Permission.CASE_READ)
        order = ORDERS[one_of("sort", self.sort, ORDERS)]
        values: dict[str, Any] = {**reader(view), "limit": self.limit + 1, "unit": self.unit}
        seen = _SEEN.format(where=" AND ".join(self._where(values)))
        shown = _SHOWN.format(
            columns=order.columns.replace("s.", "x."),
            after=" AND ".join(order.after(self.cursor, values)) or "true",
            by=order.by,
            again=order.by.replace("s.", "x."),
        )
        asked = text(f"WITH RECURSIVE {MY_SEATS}, {_BELOW}, {seen} {shown}")
        rows = view.connection.execute(asked, values).all()
        items = tuple(_row(view, row) for row in rows[: self.limit])
        following = order.cursor(rows[self.limit - 1]) if len(rows) > self.limit else None
        return PortfolioPage(items, following, rows[0].counts if rows else {})

    def _where(self, values: dict[str, Any]) -> list[str]:
        where = ["c.organisation_id = :organisation", "c.state = :state", VISIBLE, self._reports()]
        values["state"] = one_of("state", self.state, ("running", "ended"))
        for name, condition in _WHERE.items():
            if getattr(self, name):
                where.append(condition)
                values[name] = getattr(self, name)
        if self.q:
            values["q"] = cursors.containing(self.q)
        if self.status:
            where.append("coalesce(r.total, 'saknas') = :status")
            values["status"] = one_of("status", self.status, STATUSES)
        return where

    def _reports(self) -> str:
        where = "(r.id IS NOT NULL OR EXISTS (SELECT 1 FROM seat z JOIN role_assignment a ON a.seat_id = z.id"
        where += " WHERE z.organisation_id = c.organisation_id AND z.role = 'uppdragsagare'"
        where += " AND z.scope_kind = 'arende' AND z.scope_id = c.id))"
        if self.late:
            where += f" AND {_LATE}"
        if self.needs_decision:
            where += " AND jsonb_array_length(coalesce(r.content -> 'beslut_som_behovs', '[]')) > 0"
        return where


def _row(view: View, row: Row[Any]) -> PortfolioRow:
    today = clock.day(view.now)
    return PortfolioRow(
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        process_name=view.library.model(row.model_hash).name,
        phase_name=names.element(view, row.model_hash, row.phase),
        areas=tuple(row.areas),
        parts=row.parts or {},
        age_days=(today - clock.day(row.submitted_at)).days if row.submitted_at else None,
        summary=row.summary or "",
        history=tuple(reversed(row.history)),
        decisions=sorted(row.needed or (), key=lambda one: one.get("senast") or "9999"),
        benefits=_benefits(row.goals or {}, row.judged or ()),
        late=row.due_at is not None and row.due_at < view.now,
    )


_AS_THEY_ARE: Final = (
    *("id", "number", "title", "process", "phase", "owner", "leader", "report_id", "report_number"),
    *("total", "trend", "period_to", "before", "due_at"),
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
