"""The base of all our specs: a token comes in, work is done, tokens go out along sequence flows."""

from dataclasses import dataclass
from typing import Any, ClassVar

from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.task import Task


@dataclass(frozen=True)
class Edge:
    """A sequence flow out of an element; `target` is the name of the spec that it reaches."""

    flow: str
    target: str
    condition: str | None = None
    default: bool = False


class Node(BpmnSpecMixin):
    """An element. Made by the parser, then shared by all threads: nothing is written to it at run time."""

    calls_out: ClassVar[bool] = False  # waits for the caller's answer, as a person's task waits for answers
    stays_open: ClassVar[bool] = (
        False  # something that people see as going on: its start and its stop are recorded
    )
    repeats: ClassVar[bool] = False  # its children are instances of an activity
    guards: ClassVar[bool] = False  # its children are an activity and the activity's boundary events

    def __init__(self, wf_spec: Any, bpmn_id: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.edges: tuple[Edge, ...] = ()
        self.incoming: tuple[str, ...] = ()

    def test(self) -> None:
        """Skip SpiffWorkflow's structure test: models are checked once, when they are compiled."""

    def _predict(self, my_task: Task, seen: Any = None, looked_ahead: int = 0, mask: int = 0) -> None:
        """Predict nothing: tokens are made when they move (predictions double per parallel gateway)."""

    def _update_hook(self, my_task: Task) -> bool:
        """Say whether the task is ready to run. No data is copied: data belongs to the scope."""
        if self.stays_open:
            my_task.workflow.top_workflow.visit(my_task, "entered")
        return True

    def _on_ready_hook(self, my_task: Task) -> None:
        if not self.manual and not self.calls_out:
            my_task.workflow.top_workflow.queue.append(my_task)

    def awaited(self) -> "tuple[Node, ...]":
        """Return the events that a waiting token of this element waits for."""
        return ()

    def chosen(self, _my_task: Task) -> tuple[Edge, ...]:
        """Return the flows that get a token when the task completes: all of them unless a gateway decides."""
        return self.edges

    def _on_complete_hook(self, my_task: Task) -> None:
        """Leave the tree, then put a token on each chosen flow, or tell the repeated activity around."""
        case, around = my_task.workflow.top_workflow, my_task.parent
        if around is None or my_task.id not in my_task.workflow.tasks:
            case.visit(my_task, "completed")  # what it threw has stopped the subprocess that it stands in
            return
        edges = self.chosen(my_task)
        case.visit(my_task, "completed", tuple(edge.flow for edge in edges))
        case.leave(my_task)
        if around.task_spec.repeats:
            around.task_spec.instance_done(around, my_task)
        for edge in edges:
            case.enter(my_task.workflow, edge)
        self.afterwards(my_task)

    def afterwards(self, my_task: Task) -> None:
        """Do what comes after the token has moved."""
