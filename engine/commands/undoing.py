"""Undoes the last step of a case, as long as nothing has come of it but open tasks that nobody has begun with.

The engine keeps no history in its state, so what is restored is the state before the step, which is kept with the
instance until the next one. Where another branch has moved since, or a timer, that state would lose what happened
there: then it is refused. What a connector has done, and a decision, are never undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands import step
from engine.commands.step import Footing
from engine.desk import Desk
from engine.errors import ConflictError
from engine.runtime import running
from engine.runtime.running import Run
from engine.store import instances, steps, tasks, undoing
from engine.store.steps import Written
from engine.store.undoing import TaskThen
from engine.store.work import Event


@dataclass(frozen=True)
class LastStep:
    """The step that was taken last: the case before it, the task that was completed, what it withdrew and opened."""

    run: Run
    done: TaskThen
    withdrawn: tuple[TaskThen, ...]
    opened: tuple[TaskThen, ...]
    # Of those, the one from which the step is sent back: that somebody has begun with it does not count.
    sender: UUID | None = None


def last_step(desk: Desk, at: Footing) -> LastStep:
    """Return the last step of a case; raise ConflictError if that was no completed task."""
    before = undoing.before(desk.connection, at.locked.instance_id) if at.locked.status == "running" else None
    if before is None:
        raise moved_on()
    run = running.restore(at.published.model, before, desk.now, desk.calendar)
    then = {item.id for item in run.waiting}
    rows = undoing.rows(desk.connection, at.locked.instance_id, then)
    back = [row for row in rows if row.id in then and row.state != "open"]
    (done,) = (row for row in back if row.state == "completed")
    withdrawn = tuple(row for row in back if row is not done)
    return LastStep(run, done, withdrawn, tuple(row for row in rows if row.id not in then))


def moved_on() -> ConflictError:
    """Return the refusal when the case has gone on by another way."""
    return ConflictError(
        "Ärendet har gått vidare sedan dess, så steget går inte att ta tillbaka. Skriv till den som har nästa uppgift.",
        "The case has gone on since, so the step cannot be taken back. Write to whoever has the next task.",
    )


def undo(
    desk: Desk, at: Footing, last: LastStep, event: Event, returned: Mapping[str, Any] | None = None
) -> None:
    """Go back to before the step: its task is open with the answers as a draft, and what it opened is withdrawn.

    `event` tells of it in the trail, `returned` why the task was sent back. Raises ConflictError when something has
    come of the step, whatever that was.
    """
    done, locked = last.done, at.locked
    handed = undoing.submitted(desk.connection, done.id)
    line = undoing.line(desk.connection, locked.case_id, done.id)
    if handed is None:
        raise moved_on()
    _nothing_came_of_it(at, last, line.elements)
    # The line that is undone no longer counts when the way of the case is told.
    details = {**event.details, "task": str(done.id), "undoes": line.id}
    desk.work.record(Event(event.kind, locked.case_id, done.element, details))
    stepped = step.settle(desk, at, last.run)
    gone = tuple(row.id for row in last.opened)
    by, trail = desk.actor.person_id, desk.work.trail_rows()
    steps.write(desk.connection, Written(locked, stepped, by, gone=gone, trail=trail))
    back = [done.id, *(row.id for row in last.withdrawn)]
    undoing.undo(desk.connection, handed, desk.now, back, (done.id, returned))
    tasks.save_draft(desk.connection, done.id, handed.person_id, dict(handed.answers), desk.now)
    instances.wake_later(desk.connection, locked, stepped)


def _nothing_came_of_it(at: Footing, last: LastStep, met: frozenset[str]) -> None:
    elements = at.published.model.elements
    if elements[last.done.element].mandate:
        raise ConflictError(
            "Ett beslut går inte att ta tillbaka. En rättelse är ett nytt beslut.",
            "A decision cannot be taken back. A correction is a new decision.",
        )
    acted = [elements[key] for key in sorted(met) if key in elements and elements[key].connector]
    if acted:
        raise ConflictError(
            f"Steget ledde till ”{acted[0].name}”, som inte går att ta tillbaka.",
            f'The step led to "{acted[0].name_en or acted[0].name}", which cannot be taken back.',
        )
    begun = [row for row in last.opened if row.touched and row.id != last.sender]
    if begun:
        raise ConflictError(
            f"Någon har börjat med nästa uppgift, ”{begun[0].name}”. Steget går inte längre att ta tillbaka.",
            f'Somebody has begun with the next task, "{begun[0].name_en}". The step can no longer be taken back.',
        )
