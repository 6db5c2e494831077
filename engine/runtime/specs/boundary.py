"""Boundary events. A guard groups an activity with its events: the three live and go together.

SpiffWorkflow joins host and events behind the activity; that loses the handlers of a cycle when the host ends, and
lets a non-interrupting message fire once. Here handlers are tokens of their own from the start.
"""

from typing import Any, ClassVar

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.specs import tree
from engine.runtime.specs.events import Catch, Trigger
from engine.runtime.specs.node import Node


class Guard(Node):
    """Stands before an activity with boundary events; starts the activity and lets its events wait."""

    guards: ClassVar[bool] = True

    def __init__(self, wf_spec: Any, bpmn_id: str, host: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.host = host
        self.events: tuple[str, ...] = ()

    def _update_hook(self, my_task: Task) -> bool:
        tree.become(my_task, TaskState.COMPLETED)
        for name in (self.host, *self.events):
            tree.new(my_task.workflow.spec.task_specs[name], my_task)
        return False


class Boundary(Catch):
    """A boundary event; when it does not interrupt, it fires as often as what it waits for comes."""

    stays_open: ClassVar[bool] = False

    def __init__(
        self, wf_spec: Any, bpmn_id: str, trigger: Trigger, *, interrupting: bool, **kwargs: Any
    ) -> None:
        super().__init__(wf_spec, bpmn_id, trigger, **kwargs)
        self.interrupting = interrupting

    def fire(self, my_task: Task, _event: str, payload: Any = None) -> None:
        """Send a token out; stop the activity first if the event interrupts."""
        case, workflow = my_task.workflow.top_workflow, my_task.workflow
        self.keep_payload(my_task, payload)
        case.visit(my_task, "fired", tuple(edge.flow for edge in self.edges))
        if self.interrupting:
            self._stop_host(my_task)
        elif self.trigger.kind.startswith("time") and not my_task.internal_data["timers"]:
            tree.become(my_task, TaskState.COMPLETED)
            case.leave(my_task)  # a timer that will not fire again is no token any more
        for edge in self.edges:
            case.enter(workflow, edge)
        case.check_end(workflow)

    @staticmethod
    def _stop_host(my_task: Task) -> None:
        guard = my_task.parent
        for task in guard.children:
            if task.task_spec.name == guard.task_spec.host:
                my_task.workflow.top_workflow.cancel_task(task)
