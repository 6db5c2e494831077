"""Cases, newest first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.queries import cursors, names
from engine.queries.rows import CaseRow, Page
from engine.queries.tasks.sql import FLAGS
from engine.store import sight
from engine.store.sight import MY_SEATS, VISIBLE

_COLUMNS = f"""
  c.*, {FLAGS}, EXISTS (SELECT 1 FROM instance i WHERE i.case_id = c.id AND i.status = 'suspended') AS suspended,
  coalesce(p.name, 'Räls') AS starter, (SELECT count(*) FROM task t WHERE t.case_id = c.id AND t.state = 'open') AS open_tasks
  FROM "case" c LEFT JOIN person p ON p.id = c.started_by
"""  # noqa: S608  constants

_THERE = """EXISTS (SELECT 1 FROM task t JOIN seat s ON s.id = t.seat_id
                WHERE t.case_id = c.id AND s.scope_id = :node)"""


@dataclass(frozen=True)
class Cases:
    """Cases that the reader may see. `state`: running or ended; `q` looks in number and title, `node` has a task there."""

    state: str | None = None
    process: str | None = None
    phase: str | None = None
    q: str | None = None
    mine: bool = False
    node: UUID | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of CaseRow."""
        require(view.actor, Permission.CASE_READ)
        where, values = self._where(view)
        rows = view.connection.execute(
            text(
                f"WITH RECURSIVE {MY_SEATS} SELECT {_COLUMNS} WHERE {' AND '.join(where)}"
                " ORDER BY c.started_at DESC, c.id LIMIT :limit"
            ),
            values,
        ).all()
        return cursors.page(
            rows, self.limit, lambda row: case_row(view, row), lambda row: [row.started_at, row.id]
        )

    def _where(self, view: View) -> tuple[list[str], dict[str, Any]]:
        values = {**reader(view), "limit": self.limit + 1}
        where = ["(cast(:organisation AS uuid) IS NULL OR c.organisation_id = :organisation)", VISIBLE]
        for name in ("state", "process", "phase"):
            if getattr(self, name):
                where.append(f"c.{name} = :{name}")
                values[name] = getattr(self, name)
        if self.q:
            where.append("(c.number || ' ' || c.title) ILIKE :q")
            values["q"] = cursors.containing(self.q)
        if self.mine:
            where.append("c.started_by = :person")
        if self.node:
            where.append(_THERE)
            values["node"] = self.node
        after = cursors.read(self.cursor, 2)
        if after is not None:
            where.append(
                "(c.started_at < cast(:k1 AS timestamptz) OR (c.started_at = cast(:k1 AS timestamptz) AND c.id > cast(:k2 AS uuid)))"
            )
            values.update(k1=after[0], k2=after[1])
        return where, values


@dataclass(frozen=True)
class CaseById:
    """One case by its id or number. Raises NotFoundError, also for what the reader may not see."""

    id: UUID | str

    def run(self, view: View) -> CaseRow:
        """Return the case."""
        require(view.actor, Permission.CASE_READ)
        return case_row(view, visible(view, self.id))


def visible(view: View, case_id: UUID | str) -> Row[Any]:
    """Return the case's row if the reader may see it; raise NotFoundError otherwise, and ForbiddenError for a key that does not reach it."""
    named = "c.id = :case" if isinstance(case_id, UUID) else "c.number = :case"
    row = view.connection.execute(
        text(
            f"WITH RECURSIVE {MY_SEATS} SELECT {_COLUMNS} WHERE {named} AND {VISIBLE}"
            " AND (cast(:organisation AS uuid) IS NULL OR c.organisation_id = :organisation)"
        ),
        {**reader(view), "case": case_id},
    ).one_or_none()
    if row is None:
        raise sight.missing_case()
    sight.require_reach(view.actor, row.id)
    return row


def reader(view: View) -> dict[str, Any]:
    """Return the parameters that VISIBLE needs."""
    return sight.reader(view.actor, view.now)


def case_row(view: View, row: Row[Any]) -> CaseRow:
    """Return the case as a row for people."""
    return CaseRow(
        id=row.id,
        number=row.number,
        title=row.title,
        process=row.process,
        process_name=view.library.model(row.model_hash).name,
        phase=row.phase,
        phase_name=names.element(view, row.model_hash, row.phase),
        state=row.state,
        ended_in=row.ended_in,
        ended_name=names.element(view, row.model_hash, row.ended_in),
        started_at=row.started_at,
        ended_at=row.ended_at,
        started_by=row.starter,
        open_tasks=row.open_tasks,
        comments=row.comments,
        files=row.files,
        suspended=row.suspended,
        cancelled_because=row.cancelled_because,
    )
