"""What is thrown and who catches it: signals and messages go to all who wait, errors and escalations outwards."""

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.failure import RunFailure
from engine.runtime.texts import what, words


def throw(my_task: Task, kind: str, name: str) -> None:
    """Throw a signal to all who wait for it, or an error or escalation to the nearest boundary event outside."""
    if kind == "signal":
        deliver(my_task.workflow.top_workflow, (kind,), name)
    elif kind in {"error", "escalation"}:
        _throw_outwards(my_task, kind, name)


def deliver(case: Any, kinds: tuple[str, ...], name: str, payload: Any = None) -> bool:
    """Give a message or signal to every token that waits for it now; say whether there was any."""
    found = [
        (task, event)
        for task in case.tokens()
        if task.state == TaskState.WAITING
        for event in task.task_spec.awaited()
        if any(event.trigger.matches(kind, name) for kind in kinds)
    ]
    for task, event in found:
        if task.state == TaskState.WAITING:  # an earlier one may have interrupted it
            task.task_spec.fire(task, event.name, payload)
    return bool(found)


def _throw_outwards(my_task: Task, kind: str, name: str) -> None:
    for boundary in _boundaries_outside(my_task):
        if boundary.state == TaskState.WAITING and boundary.task_spec.trigger.matches(kind, name):
            boundary.task_spec.fire(boundary, boundary.task_spec.name)
            return
    if kind == "error":
        raise RunFailure(my_task.task_spec.bpmn_id, what("throw"), words("error uncaught", name))


def _boundaries_outside(my_task: Task) -> Iterator[Task]:
    """Yield the boundary events of the subprocesses around a task, innermost first, named codes before the rest."""
    owner = my_task.workflow.owner
    while owner is not None:
        group = owner.parent.parent if owner.parent.task_spec.repeats else owner.parent
        if group.task_spec.guards:
            events = [task for task in group.children if task.task_spec.awaited()]
            yield from sorted(events, key=lambda task: not task.task_spec.trigger.name)
        owner = owner.workflow.owner
