"""The reader's saved filters, with how many tasks each lets through."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, and_, case, or_, select, text

from engine.desk import View
from engine.errors import InvalidError
from engine.governance.permissions import Permission, require
from engine.queries.tasks import filters
from engine.queries.tasks.counts import MOST
from engine.queries.tasks.inbox import FILTERS, Inbox, of_my_seats
from engine.queries.tasks.order import ORDERS
from engine.queries.tasks.sql import TABLES, mine
from engine.store.sight import MY_SEATS
from engine.store.tables import person, saved_filter

SHOWN: Final = 40
_ASKED: Final = {field.name for field in fields(Inbox)}


@dataclass(frozen=True)
class SavedFilter:
    """A filter under a name. `owner`: whose it is, None when it is the reader's own.

    `count`: how many tasks it lets through (from MOST on at least that many); None for a filter that no longer fits,
    because what it asked for is called otherwise now.
    """

    id: UUID
    name: str
    query: Mapping[str, Any]
    shared_with: str | None
    owner: str | None
    count: int | None


@dataclass(frozen=True)
class SavedFilters:
    """Which filters have I saved, and which are shared with a role of mine?"""

    def run(self, view: View) -> tuple[SavedFilter, ...]:
        """Return them by name, the reader's own first."""
        require(view.actor, Permission.TASK_READ)
        rows = _rows(view)
        counts = _counts(view, rows)
        return tuple(
            SavedFilter(row.id, row.name, row.query, row.shared_with, row.owner, counts.get(row.id))
            for row in rows
        )


def _rows(view: View) -> Sequence[Row[Any]]:
    me, table = view.actor.person_id, saved_filter.c
    roles = {held.role for held in view.actor.held}
    own = table.person_id == me
    shared = and_(
        table.organisation_id == view.organisation_id, table.shared_with.in_(roles), table.person_id != me
    )
    owner = case((own, None), else_=person.c.name).label("owner")
    wanted: Select[Any] = (
        select(table.id, table.name, table.query, table.shared_with, owner)
        .join(person, person.c.id == table.person_id)
        .where(or_(own, shared))
        .order_by(table.person_id != me, table.name)
        .limit(SHOWN)
    )
    return view.connection.execute(wanted).all()


def _counts(view: View, rows: Sequence[Row[Any]]) -> dict[UUID, int]:
    """Return the counts of the filters that still fit, in one statement."""
    values: dict[str, Any] = mine(view)
    parts = {}
    for number, row in enumerate(rows):
        try:
            parts[row.id] = _count(view, row.query, values, number)
        except InvalidError:
            # It was right when it was saved; whoever opens it is told what is not right any more.
            continue
    if not parts:
        return {}
    columns = ", ".join(f"({part})" for part in parts.values())
    found = view.connection.execute(text(f"WITH RECURSIVE {MY_SEATS} SELECT {columns}"), values).one()
    return dict(zip(parts, found, strict=True))


def _count(view: View, query: Mapping[str, Any], values: dict[str, Any], number: int) -> str:
    asked = Inbox(**{name: value for name, value in query.items() if name in _ASKED})
    own: dict[str, Any] = {}
    where = [filters.state(asked.state), filters.whose(asked.whose, asked.state)]
    where += filters.asked(view, {name: getattr(asked, name) for name in FILTERS}, own)
    found = " AND ".join(where)
    # Several filters in one statement: the values of each have names of their own.
    for name, value in own.items():
        found = re.sub(rf":{name}\b", f":{name}_{number}", found)
        values[f"{name}_{number}"] = value
    if asked.state == "open" and asked.whose in filters.TO_DO:
        tasks = of_my_seats("1", found, ORDERS["due"], MOST)
    else:
        tasks = f"SELECT 1 FROM {TABLES} WHERE {found} LIMIT {MOST}"  # noqa: S608  constants
    return f"SELECT count(*) FROM ({tasks}) n"  # noqa: S608  constants
