"""What the caller gets back after a step: the case, the task, and what the same person may do next in it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from engine.commands.step import Footing
from engine.desk import Desk
from engine.receipt import Receipt
from engine.store.instances import Locked, Stepped
from engine.store.tasks import OpenTask


def for_step(
    desk: Desk, at: Footing, stepped: Stepped, opened: Iterable[OpenTask], done: UUID | None
) -> Receipt:
    """Return the receipt of a step that was taken."""
    return Receipt(
        case=case_json(at.locked, stepped.phase, stepped),
        task={"id": str(done), "state": "completed"} if done else None,
        next=[_task_json(task) for task in opened if _mine(desk, at, task)],
    )


def case_json(locked: Locked, phase: str | None, stepped: Stepped | None = None) -> dict[str, Any]:
    """Return a case as JSON; `stepped` tells whether it has just ended."""
    return {
        "id": str(locked.case_id),
        "number": locked.number,
        "title": locked.title,
        "process": locked.process,
        "phase": phase,
        "state": "ended" if stepped and stepped.done else "running",
        "ended_in": stepped.ended[-1] if stepped and stepped.done and stepped.ended else None,
    }


def _mine(desk: Desk, at: Footing, task: OpenTask) -> bool:
    mandate = at.published.model.elements[task.element].mandate
    reaches = any(
        held.seat_id == task.seat_id and held.covers(mandate, at.locked.process) for held in desk.actor.held
    )
    return reaches and task.assignee_id in (None, desk.actor.person_id)


def _task_json(task: OpenTask) -> dict[str, Any]:
    named = {"name": task.name, "name_en": task.name_en}
    return {"id": str(task.id), **named, "element_id": task.element, "item": task.item}
