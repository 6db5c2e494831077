"""The portfolio in groups: how many cases of each colour each area, phase, assignment owner, process or colour has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.queries.reports import portfolio_sql as sql
from engine.queries.reports.portfolio import Portfolio
from engine.queries.tasks.filters import one_of
from forms.text import Text

# What a group is named by (key), and how it is called where the database knows. Nobody and nothing is a group too.
_OWNER: Final = """LEFT JOIN LATERAL (SELECT p.id, p.name FROM seat z JOIN role_assignment a ON a.seat_id = z.id
   JOIN person p ON p.id = a.person_id WHERE z.organisation_id = :organisation AND z.role = 'uppdragsagare'
    AND z.scope_kind = 'arende' AND z.scope_id = c.id AND a.valid_from <= :today
    AND (a.valid_to IS NULL OR a.valid_to >= :today)) g ON true"""
_AREA: Final = "LEFT JOIN unit g ON g.id = ANY (c.units) AND g.kind = 'regionomrade'"
_BY: Final[Mapping[str, tuple[str, str, str]]] = {
    "area": (_AREA, "g.id::text", "g.name"),
    "owner": (_OWNER, "g.id::text", "g.name"),
    "phase": ("", "c.phase", "NULL::text"),
    "process": ("", "c.process", "NULL::text"),
    "status": ("", f"coalesce(s.total, '{sql.MISSING}')", "NULL::text"),
}
GROUPS: Final = tuple(_BY)
_COUNTED: Final = f"""
SELECT {{key}} AS key, max({{name}}) AS name, max(c.model_hash) AS model_hash, count(*) AS cases, {
    ", ".join(
        f"count(*) FILTER (WHERE coalesce(s.total, '{sql.MISSING}') = '{one}') AS {one}"
        for one in sql.STATUSES
    )
}, count(*) FILTER (WHERE {sql.LATE}) AS late
  FROM seen s JOIN "case" c ON c.id = s.id {{joined}} GROUP BY 1 ORDER BY 5 DESC, 6 DESC, 4 DESC, 2, 1 LIMIT 200
"""  # noqa: S608  constants


@dataclass(frozen=True)
class GroupRow:
    """A group: the value to filter the portfolio by (`key`, None: nobody or nothing), and how many cases of each colour it has.

    `counts` is by colour and `saknas`; `late` counts the cases whose report is overdue.
    """

    key: str | None
    name: Text | None
    cases: int
    counts: Mapping[str, int]
    late: int


@dataclass(frozen=True)
class PortfolioGroups:
    """How many cases of each colour are there by area, owner, phase, process or status? All that the filters of `of` leave.

    A case that concerns several areas, or has several assignment owners, counts in each.
    """

    by: str
    of: Portfolio

    def run(self, view: View) -> tuple[GroupRow, ...]:
        """Return the groups, that with most red first."""
        require(view.actor, Permission.CASE_READ)
        joined, key, name = _BY[one_of("group", self.by, _BY)]
        values, seen = self.of.seen(view)
        counted = _COUNTED.format(key=key, name=name, joined=joined)
        rows = view.connection.execute(text(f"{sql.WITH}, {seen} {counted}"), values)
        return tuple(self._row(view, row) for row in rows)

    def _row(self, view: View, row: Row[Any]) -> GroupRow:
        named = Text(row.name, row.name) if row.name else None
        if self.by == "phase":
            named = names.element(view, row.model_hash, row.key)
        elif self.by == "process":
            named = view.library.model(row.model_hash).name
        counts = {one: getattr(row, one) for one in sql.STATUSES}
        return GroupRow(row.key, named, row.cases, counts, row.late)
