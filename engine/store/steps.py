"""Writes everything that follows from a step in one statement, since round trips cost more than the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, select, update
from sqlalchemy.sql.dml import UpdateBase

from engine.store import tables
from engine.store.instances import Locked, Stepped

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """The rows of a step. `done` is the task that was completed, `gone` those that were withdrawn."""

    locked: Locked
    step: Stepped
    by: UUID | None
    done: UUID | None = None
    gone: Sequence[UUID] = ()
    opened: Sequence[Row] = ()
    submission: Row | None = None
    decision: Row | None = None
    trail: Sequence[Row] = field(default_factory=tuple)


def write(connection: Connection, what: Written) -> None:
    """Store state, case, tasks, what was handed in, the decision and the trail."""
    parts: list[UpdateBase] = [_instance(what)]
    ended = [*([what.done] if what.done else []), *what.gone]
    if ended:
        parts += [_ended(what, ended), delete(tables.draft).where(tables.draft.c.task_id.in_(ended))]
    if what.opened:
        parts.append(insert(tables.task).values([{"state": "open", **row} for row in what.opened]))
    if what.submission:
        parts.append(insert(tables.submission).values(**what.submission))
    if what.decision:
        parts.append(_decision(what.decision))
    if what.trail:
        parts.append(insert(tables.trail).values(list(what.trail)))
    statement = _case(what)
    for number, part in enumerate(parts):
        statement = statement.add_cte(part.cte(f"part_{number}"))
    connection.execute(statement)


def _instance(what: Written) -> UpdateBase:
    step = what.step
    return (
        update(tables.instance)
        .where(tables.instance.c.id == what.locked.instance_id)
        .values(
            state=step.state,
            version=what.locked.version + 1,
            next_due=step.next_due,
            tokens=step.tokens,
            status="ended" if step.done else "running",
        )
    )


def _case(what: Written) -> Any:
    step = what.step
    ended = {"state": "ended", "ended_at": step.at, "ended_in": step.ended[-1]} if step.done else {}
    return (
        update(tables.case).where(tables.case.c.id == what.locked.case_id).values(phase=step.phase, **ended)
    )


def _ended(what: Written, ended: Sequence[UUID]) -> UpdateBase:
    task = tables.task
    state: ColumnElement[str] | str = "cancelled"
    if what.done:
        state = case((task.c.id == what.done, "completed"), else_="cancelled")
    return (
        update(task)
        .where(task.c.id.in_(ended))
        .values(state=state, ended_at=what.step.at, ended_by=what.by, version=task.c.version + 1)
    )


def _decision(row: Row) -> UpdateBase:
    # The case is locked through its instance, so no two decisions get the same number.
    decision = tables.decision
    last = select(func.coalesce(func.max(decision.c.number), 0) + 1).where(
        decision.c.case_id == row["case_id"]
    )
    return insert(decision).values(number=last.scalar_subquery(), **row)
