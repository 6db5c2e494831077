"""How many tasks wait for the reader, for each view of the inbox."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries.tasks import filters
from engine.queries.tasks.inbox import of_my_seats
from engine.queries.tasks.order import ORDERS
from engine.queries.tasks.sql import SHARED, TABLES, mine
from engine.store.sight import MY_SEATS

# Nobody reads further than this: more is said to be more.
MOST: Final = 1000
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)

_MINE = of_my_seats(
    f"{SHARED} AS shared, t.due_at, t.created_at", f"t.state = 'open' AND {filters.MINE}", ORDERS["due"], MOST
)
_COUNTS = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT count(*) FILTER (WHERE NOT shared) AS own,
       count(*) FILTER (WHERE shared) AS groups,
       count(*) FILTER (WHERE NOT shared AND due_at < :now) AS late,
       count(*) FILTER (WHERE NOT shared AND due_at >= :now AND due_at < :week) AS soon,
       count(*) FILTER (WHERE created_at > :since) AS fresh,
       (SELECT count(*) FROM (SELECT 1 FROM {TABLES}
         WHERE {filters.state("open")} AND {filters.whose("others", "open")} LIMIT {MOST}) o) AS others
  FROM ({_MINE}) t
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Counts:
    """How many open tasks: the reader's own, the groups', those waited for.

    Of the own: `late` (overdue) and `soon` (due within a week); of all the reader's: `fresh`, created since the instant
    that was asked about. From MOST on it is at least that many.
    """

    own: int
    groups: int
    others: int
    late: int
    soon: int
    fresh: int


@dataclass(frozen=True)
class InboxCounts:
    """How many tasks are there for the reader? `since`: when the reader last looked."""

    since: datetime = _BEGINNING

    def run(self, view: View) -> Counts:
        """Return the counts, in one statement."""
        require(view.actor, Permission.TASK_READ)
        values = {**mine(view), "week": view.now + timedelta(days=7), "since": self.since}
        return Counts(**view.connection.execute(_COUNTS, values).one()._mapping)  # noqa: SLF001  public name of SQLAlchemy
