"""The few things that we do to SpiffWorkflow's task tree with its own underscore methods, all in one place."""
# ruff: noqa: SLF001  SpiffWorkflow gives its spec classes no other way to move a task

from typing import Any, Final

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

LIVE: Final = TaskState.WAITING | TaskState.READY | TaskState.STARTED


def new(spec: Any, parent: Task, **internal: Any) -> None:
    """Make a token of a spec under a parent, and let the spec receive it."""
    task = Task(parent.workflow, spec, parent, state=TaskState.FUTURE)
    task.internal_data.update(internal)
    spec._update(task)


def become(task: Task, state: int) -> None:
    """Set a task's state."""
    task._set_state(state)


def ready(task: Task) -> None:
    """Let a task run when its turn comes."""
    task._ready()


def drop(task: Task) -> None:
    """Take a task without children off the tree."""
    task.parent._children.remove(task.id)
    del task.workflow.tasks[task.id]
