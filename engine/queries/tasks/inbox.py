"""The inbox: tasks that are mine or my groups', and what I wait for others to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.errors import FieldError, InvalidError
from engine.governance.permissions import Permission, require
from engine.queries import cursors
from engine.queries.cases.list import visible
from engine.queries.rows import Page
from engine.queries.tasks.sql import COLUMNS, LAPSED, MY_SEATS, TABLES, as_row, mine
from forms.text import Text

NEVER: Final = "infinity"
STATES: Final = ("open", "completed", "cancelled")
DUE: Final = {
    "overdue": "t.due_at < :now",
    "week": "t.due_at < :week",
    "later": "(t.due_at >= :week OR t.due_at IS NULL)",
}


@dataclass(frozen=True)
class Inbox:
    """Tasks for the reader.

    `whose`: `mine` (mine to do, alone or in a group), `others` (in cases that I started, waiting for others), or
    `case` (every task of `case`; NotFoundError if the reader may not see it). `state`: open, completed, cancelled. `due`: overdue, week, later. `q` looks in the
    names of tasks and cases. `cursor` is a page's `next`. Raises InvalidError for a filter that is not one.
    """

    whose: str = "mine"
    state: str = "open"
    role: str | None = None
    case: UUID | None = None
    process: str | None = None
    q: str | None = None
    due: str | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of TaskRow: overdue first, then by due date, priority and age."""
        require(view.actor, Permission.TASK_READ)
        if self.whose == "case" and self.case is not None:
            visible(view, self.case)
        where, values = self._where(view)
        rows = view.connection.execute(
            text(
                # Every piece is a constant of ours; what the reader gave is in the values.
                f"""WITH RECURSIVE {MY_SEATS}
                    SELECT {COLUMNS}
                      FROM {TABLES}
                     WHERE {" AND ".join(where)}
                     ORDER BY coalesce(t.due_at, '{NEVER}'), t.priority DESC, t.created_at, t.id
                     LIMIT :limit"""  # noqa: S608
            ),
            values,
        ).all()
        items = tuple(as_row(view, row) for row in rows[: self.limit])
        return Page(items, self._next(rows))

    def _where(self, view: View) -> tuple[list[str], dict[str, Any]]:
        now = view.now
        values: dict[str, Any] = {
            **mine(view),
            "person": view.actor.person_id,
            "organisation": view.organisation_id,
            "limit": self.limit + 1,
            "week": now + timedelta(days=7),
        }
        where = ["c.organisation_id = :organisation", _state(self.state), _whose(self.whose, self.state)]
        for name, condition in (
            ("role", "s.role = :role"),
            ("case", "c.id = :case"),
            ("process", "c.process = :process"),
        ):
            if getattr(self, name):
                where.append(condition)
                values[name] = getattr(self, name)
        if self.q:
            where.append("(t.name || ' ' || t.item || ' ' || c.title || ' ' || c.number) ILIKE :q")
            values["q"] = cursors.containing(self.q)
        if self.due:
            where.append(_due(self.due))
        self._from_cursor(where, values)
        return where, values

    def _from_cursor(self, where: list[str], values: dict[str, Any]) -> None:
        after = cursors.read(self.cursor, 4)
        if after is None:
            return
        where.append(
            f"(coalesce(t.due_at, '{NEVER}'), -t.priority, t.created_at, t.id)"
            " > (cast(:k1 AS timestamptz), cast(:k2 AS int), cast(:k3 AS timestamptz), cast(:k4 AS uuid))"
        )
        values.update(zip(("k1", "k2", "k3", "k4"), after, strict=True))

    def _next(self, rows: Any) -> str | None:
        if len(rows) <= self.limit:
            return None
        last = rows[self.limit - 1]
        due: datetime | str = last.due_at or NEVER
        return cursors.write([due, -last.priority, last.created_at, last.id])


def _state(state: str) -> str:
    # In the text and not a value, so that the index of open tasks serves.
    if state not in STATES:
        raise _not_one("state", state, STATES)
    return f"t.state = '{state}'"


def _whose(whose: str, state: str) -> str:
    if whose == "mine" and state == "open":
        # The first condition lets the index of open tasks by seat serve.
        unclaimed = f"t.assignee_id IS NULL OR t.assignee_id = :person OR {LAPSED}"
        return f"t.seat_id IN (SELECT id FROM mine) AND m.by IS NOT NULL AND ({unclaimed})"  # noqa: S608  constants
    conditions = {
        "mine": "t.ended_by = :person",
        "others": "c.started_by = :person AND (m.by IS NULL OR t.assignee_id <> :person)",
        "case": "NOT c.secret OR c.started_by = :person OR m.by IS NOT NULL",
    }
    if whose not in conditions:
        raise _not_one("whose", whose, conditions)
    return f"({conditions[whose]})"


def _due(due: str) -> str:
    if due not in DUE:
        raise _not_one("due", due, DUE)
    return DUE[due]


def _not_one(name: str, given: str, known: Any) -> InvalidError:
    choices = ", ".join(known)
    said = Text(f"Välj ett av {choices}, inte {given}.", f"Choose one of {choices}, not {given}.")
    return InvalidError(
        f"Filtret {name}: {said.sv}", f"The filter {name}: {said.en}", (FieldError(f"/{name}", said),)
    )
