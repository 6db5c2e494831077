"""In which order tasks are listed, and where a page ended."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row

from engine.queries import cursors

# Tasks without a date come last. The index of open tasks has this expression.
_DUE: Final = ("coalesce(t.due_at, 'infinity'::timestamptz)", "timestamptz")
_PRIORITY: Final = ("(-t.priority)", "int")
_CREATED: Final = ("t.created_at", "timestamptz")
_ID: Final = ("t.id", "uuid")


@dataclass(frozen=True)
class Order:
    """The keys that tasks are sorted by (an expression and its type), all of them rising or all falling."""

    keys: tuple[tuple[str, str], ...]
    falling: bool = False

    @property
    def columns(self) -> str:
        """The keys as columns k1, k2 …, as text: what a cursor is made of."""
        return ", ".join(f"({key})::text AS k{n}" for n, (key, _) in enumerate(self.keys, 1))

    @property
    def by(self) -> str:
        """What stands after ORDER BY."""
        return ", ".join(key + (" DESC" if self.falling else "") for key, _ in self.keys)

    def after(self, cursor: str | None, values: dict[str, Any]) -> list[str]:
        """Return the condition for what comes after the cursor, if there is one, and put its values in `values`."""
        ended = cursors.read(cursor, len(self.keys))
        if ended is None:
            return []
        values.update({f"k{n}": value for n, value in enumerate(ended, 1)})
        keys = ", ".join(key for key, _ in self.keys)
        there = ", ".join(f"CAST(:k{n} AS {kind})" for n, (_, kind) in enumerate(self.keys, 1))
        return [f"({keys}) {'<' if self.falling else '>'} ({there})"]

    def cursor(self, row: Row[Any]) -> str:
        """Return the cursor after a row that has the columns."""
        return cursors.write([getattr(row, f"k{n}") for n in range(1, len(self.keys) + 1)])


ORDERS: Final = {
    "due": Order((_DUE, _PRIORITY, _CREATED, _ID)),
    "priority": Order((_PRIORITY, _DUE, _CREATED, _ID)),
    "oldest": Order((_CREATED, _ID)),
    "newest": Order((_CREATED, _ID), falling=True),
    "follow_up": Order((("coalesce(t.follow_up_on, 'infinity'::date)", "date"), _DUE, _ID)),
    "case": Order((("c.number", "text"), _DUE, _ID)),
    "ended": Order((("coalesce(t.ended_at, t.created_at)", "timestamptz"), _ID), falling=True),
}
