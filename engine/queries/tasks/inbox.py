"""The inbox: tasks that are mine or my groups', and what I wait for others to do."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.cases.list import visible
from engine.queries.tasks import columns, filters
from engine.queries.tasks.columns import TaskPage
from engine.queries.tasks.order import ORDERS, Order
from engine.queries.tasks.sql import BESIDE, CLAIM, COLUMNS, RIGHT, TABLES, as_row, mine
from engine.store.sight import MY_SEATS

FILTERS: Final = (
    *("role", "scope", "case", "process", "priority"),
    *("q", "due", "created", "follow_up", "assigned"),
)


@dataclass(frozen=True)
class Inbox:
    """Tasks for the reader.

    `whose`: `mine` (mine to do, alone or in a group), `own` (alone), `groups` (what a group shares), `others` (in
    cases that I started, waiting for others), `helping` (where others have asked me for help), or `case` (every task of `case`; NotFoundError if the reader may not see
    it). `state`: open, completed, cancelled. Filters: `role`, `scope` (the id of a unit or what else a role is held
    for), `case`, `process`, `priority` (at least), `due` (overdue, week, later), `created` (day, week, older),
    `follow_up` (now, later, none), `assigned` (yes, no); `q` looks in the names of tasks and cases. `sort`: due (what is
    overdue first, then priority and age), priority, oldest, newest, follow_up, case, ended. `cursor` is a page's
    `next`. `columns`: fields of the forms that started the cases, whose answers are wanted. Raises InvalidError for a
    filter that is not one.
    """

    whose: str = "mine"
    state: str = "open"
    role: str | None = None
    scope: UUID | None = None
    case: UUID | None = None
    process: str | None = None
    priority: int | None = None
    q: str | None = None
    due: str | None = None
    created: str | None = None
    follow_up: str | None = None
    assigned: str | None = None
    sort: str | None = None
    limit: int = 50
    cursor: str | None = None
    columns: tuple[str, ...] = ()

    def run(self, view: View) -> TaskPage:
        """Return a page of TaskRow."""
        require(view.actor, Permission.TASK_READ)
        if self.whose == "case" and self.case is not None:
            visible(view, self.case)
        usual = "due" if self.state == "open" else "ended"
        order = ORDERS[filters.one_of("sort", self.sort or usual, ORDERS)]
        values: dict[str, Any] = {**mine(view), "organisation": view.organisation_id}
        rows = view.connection.execute(text(self._statement(view, order, values)), values).all()
        shown = rows[: self.limit]
        answers = columns.answered(view, shown, self.columns)
        items = tuple(as_row(view, row, answers.get(row.case_id, {})) for row in shown)
        more = order.cursor(rows[self.limit - 1]) if len(rows) > self.limit else None
        return TaskPage(items, more, columns.offered(view, shown))

    def _statement(self, view: View, order: Order, values: dict[str, Any]) -> str:
        """Return the statement and put its values in `values`; every piece of it is a constant of ours."""
        where = [filters.state(self.state), filters.whose(self.whose, self.state)]
        where += filters.asked(view, {name: getattr(self, name) for name in FILTERS}, values)
        where += order.after(self.cursor, values)
        found, limit = " AND ".join(where), int(self.limit) + 1
        tables = TABLES
        if self.state == "open" and self.whose in filters.TO_DO:
            tables, found = f"({_first(found, order, limit)}) t {BESIDE}", "true"
        return f"""WITH RECURSIVE {MY_SEATS}
                   SELECT {order.columns}, {COLUMNS} FROM {tables}
                    WHERE {found} AND c.organisation_id = :organisation
                    ORDER BY {order.by} LIMIT {limit}"""  # noqa: S608


def of_my_seats(columns: str, where: str, order: Order, limit: int) -> str:
    """Return the SELECT for tasks of my seats, at most so many of each seat.

    Seat by seat, in the order of the index: a page costs what it shows, however many tasks there are.
    """
    return f"""
      SELECT t.* FROM (SELECT DISTINCT id FROM mine) x
       CROSS JOIN LATERAL (SELECT * FROM seat WHERE id = x.id OFFSET 0) s
       CROSS JOIN LATERAL (
         SELECT {columns} FROM task t JOIN "case" c ON c.id = t.case_id {RIGHT} {CLAIM}
          WHERE t.seat_id = s.id AND {where} ORDER BY {order.by} LIMIT {limit}) t"""  # noqa: S608


def _first(where: str, order: Order, limit: int) -> str:
    # The page is found by its keys alone, then its tasks are fetched, one by one by their ids.
    keys = ", ".join(f"{key} AS o{n}" for n, (key, _) in enumerate(order.keys, 1))
    by = ", ".join(f"o{n}" + (" DESC" if order.falling else "") for n in range(1, len(order.keys) + 1))
    return f"""
      SELECT t.* FROM ({of_my_seats(f"t.id, {keys}", where, order, limit)} ORDER BY {by} LIMIT {limit}) f
       CROSS JOIN LATERAL (SELECT * FROM task WHERE id = f.id OFFSET 0) t OFFSET 0"""  # noqa: S608
