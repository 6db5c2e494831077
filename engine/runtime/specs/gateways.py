"""Gateways that choose: exclusive, and the event-based one."""

from typing import Any, ClassVar

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.failure import RunFailure
from engine.runtime.specs import tree
from engine.runtime.specs.node import Edge, Node
from engine.runtime.texts import what, words


def holds(my_task: Task, edge: Edge) -> bool:
    """Evaluate a flow's condition; a flow without one is free."""
    if edge.condition is None:
        return True
    return bool(my_task.workflow.script_engine.condition(my_task, edge.condition, what("choose")))


def default_of(my_task: Task, edges: tuple[Edge, ...]) -> Edge:
    """Return the default flow; having none is a failure."""
    for edge in edges:
        if edge.default:
            return edge
    raise RunFailure(my_task.task_spec.bpmn_id, what("choose"), words("no flow"))


class Exclusive(Node):
    """Takes the first flow, in the order of the file, whose condition is true; else the default flow."""

    def chosen(self, my_task: Task) -> tuple[Edge, ...]:
        """Return the one flow to take."""
        for edge in self.edges:
            if not edge.default and holds(my_task, edge):
                return (edge,)
        return (default_of(my_task, self.edges),) if self.edges else ()


class EventBased(Node):
    """Waits for the first of the events behind it; the others are then forgotten.

    `events` are the specs of those events. Each timer among them has a plan of its own in `timers`, since
    SpiffWorkflow's gateway keeps one time for all of them.
    """

    stays_open: ClassVar[bool] = True

    def __init__(self, wf_spec: Any, bpmn_id: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.events: tuple[Any, ...] = ()

    def _update_hook(self, my_task: Task) -> bool:
        super()._update_hook(my_task)
        plans = {event.name: event.trigger.plan(my_task, event.bpmn_id) for event in self.events}
        my_task.internal_data["timers"] = {name: plan for name, plan in plans.items() if plan}
        tree.become(my_task, TaskState.WAITING)
        return False

    def awaited(self) -> tuple[Node, ...]:
        """Return the events behind the gateway."""
        return self.events

    def chosen(self, my_task: Task) -> tuple[Edge, ...]:
        """Return the way of the event that came first."""
        happened = my_task.internal_data["happened"]
        return tuple(edge for edge in self.edges if edge.target == happened)

    def fire(self, my_task: Task, event: str, payload: Any = None) -> None:
        """Go the way of one event; the event itself then has nothing left to wait for."""
        my_task.internal_data["happened"] = event
        caught = my_task.workflow.spec.task_specs[event]
        caught.keep_payload(my_task, payload)
        tree.ready(my_task)
