"""Completes the open tasks that ask for what has been measured, for whoever may do them; the others stay where they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import feel
from engine import clock
from engine.commands import answers
from engine.commands.handing_in import hand_in
from engine.commands.measuring import place_of
from engine.commands.taking import Taken, take
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, InvalidError
from engine.governance.permissions import Permission, require
from engine.runtime import running
from engine.runtime.placing import item_ids
from engine.runtime.running import Run
from engine.runtime.waiting import Waiting
from engine.store import measuring
from engine.store.instances import Locked

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """How many tasks that ask for what was measured were completed, and how many wait for somebody else, or for more."""

    completed: int = 0
    left: int = 0


def answer(desk: Desk, locked: Locked, rows: Sequence[Row], *, dry_run: bool = False) -> Answered:
    """Complete what the rows answer, as if each value had been handed in with the form of its task; `dry_run`: only look."""
    asked = measuring.asked(desk.connection, locked.case_id)
    if not asked:
        return Answered()
    model = desk.library.model(locked.model_hash).model
    waiting = [
        one
        for one in running.restore(model, locked.state, desk.now, desk.calendar).waiting
        if one.id in asked
    ]
    done = [
        _complete(desk, task.id, row, dry_run=dry_run)
        for task, row in _pairs(waiting, rows)
        if _is_of_its_period(desk, row, asked[task.id].created_at)
    ]
    return Answered(sum(done), len(done) - sum(done))


def _pairs(waiting: Sequence[Waiting], rows: Sequence[Row]) -> Iterator[tuple[Waiting, Row]]:
    """Yield each task with the latest value of its goal in its unit."""
    latest = {
        (row["goal_id"], row["unit_id"]): row for row in sorted(rows, key=lambda row: row["measured_on"])
    }
    for task in waiting:
        *around, goal = item_ids(task)
        row = latest.get((goal, around[-1] if around else None))
        if row is not None:
            yield task, row


def _is_of_its_period(desk: Desk, row: Row, came: datetime) -> bool:
    """Whether a value is of a later day than those before the task came, and less than an interval older than the task."""
    interval, last = measuring.before(desk.connection, place_of(row), came)
    if last is not None and row["measured_on"] <= last:
        return False
    return bool(feel.add(row["measured_on"], feel.parse_duration(interval)) > clock.day(came))


def _complete(desk: Desk, task_id: UUID, row: Row, *, dry_run: bool) -> bool:
    """Complete a task, and return whether the actor might; what another has, or whose form asks for more, is left open."""
    actor = desk.work.actor
    try:
        taken, run, clean = _taken(desk, task_id, row)
    except (ForbiddenError, ConflictError, InvalidError):
        desk.work.actor = actor
        return False
    if not dry_run:
        hand_in(desk, taken, run, clean)
    # The next task may be another right's.
    desk.work.actor = actor
    return True


def _taken(desk: Desk, task_id: UUID, row: Row) -> tuple[Taken, Run, dict[str, Any]]:
    require(desk.actor, Permission.TASK_WORK)
    taken = take(desk, task_id)
    run = running.restore(taken.at.published.model, taken.at.locked.state, desk.now, desk.calendar)
    return taken, run, answers.check(desk, taken, run, _as_answered(row))


def _as_answered(row: Row) -> dict[str, Any]:
    return {
        "varde": format(row["value"], "f"),
        "matdatum": row["measured_on"].isoformat(),
        "kalla": row["source"] or None,
        "kommentar": row["comment"] or None,
    }
