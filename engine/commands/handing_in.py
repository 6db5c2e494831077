"""Hands checked answers to the process and stores everything that follows."""

from collections.abc import Mapping
from typing import Any

from engine.commands import answers, decisions, receipts, step
from engine.commands.attaching import attach_files
from engine.commands.decisions import Decision
from engine.commands.separation import keep_apart
from engine.commands.step import Left
from engine.commands.taking import Taken
from engine.connectors.call import Behind
from engine.desk import Desk
from engine.receipt import Receipt
from engine.runtime.running import Run
from engine.store.work import Event


def hand_in(desk: Desk, taken: Taken, run: Run, clean: Mapping[str, Any]) -> Receipt:
    """Advance the process and store the step. Raises RunFailure before anything has been written."""
    decision = decisions.read(desk, taken, clean)
    if decision is None:
        keep_apart(desk, taken, taken.person_id)
    run.complete(taken.task.id, answers.typed(taken, clean))
    stepped = step.settle(desk, taken.at, run, _behind(taken, decision))
    attach_files(desk, clean, taken.person_id, taken.at.locked.case_id)
    submission = answers.row(desk, taken, clean)
    left = Left(
        Event("task-completed", element=taken.task.element, details=_details(taken, decision)),
        done=taken.task.id,
        submission=submission,
        decision=decisions.row(desk, taken, decision, submission["id"]) if decision else None,
    )
    opened = step.write(desk, taken.at, run, stepped, left)
    return receipts.for_step(desk, taken.at, stepped, opened, taken.task.id)


def _behind(taken: Taken, decision: Decision | None) -> Behind:
    if decision is None:
        return Behind(frozenset({taken.person_id}))
    return Behind(frozenset({taken.person_id, decision.decider.id}), decision.id)


def _details(taken: Taken, decision: Decision | None) -> dict[str, Any]:
    details = {"task": str(taken.task.id), "item": taken.task.item, "name": taken.task.name}
    return {**details, "outcome": str(decision.answers.get("utfall", ""))} if decision else details
