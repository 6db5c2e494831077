"""Parallel and inclusive gateways: join, then split.

SpiffWorkflow's joins look at all history and fire early from the second round of a loop on. Here an arrival is a
WAITING token of the join, and firing takes the tokens that it consumes off the tree, so nothing is counted twice.
"""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.specs import tree
from engine.runtime.specs.gateways import default_of, holds
from engine.runtime.specs.node import Edge, Node


class Join(Node):
    """Lets tokens wait, one queue per incoming flow."""

    def _update_hook(self, my_task: Task) -> bool:
        if len(self.incoming) <= 1:
            return True
        tree.become(my_task, TaskState.WAITING)
        self.arrived(my_task)
        return False

    def arrived(self, my_task: Task) -> None:
        """Look whether the join can fire now."""

    def first_arrivals(self, workflow: Any) -> dict[str, Task]:
        """Return the oldest waiting token of each incoming flow that has one."""
        first: dict[str, Task] = {}
        for task in workflow.tasks.values():
            if task.task_spec is self and task.state == TaskState.WAITING:
                first.setdefault(task.internal_data["flow"], task)
        return first

    def fire(self, arrivals: Mapping[str, Task]) -> None:
        """Consume one token of each flow; one of them goes on as the join itself."""
        goes_on, *used = arrivals.values()
        for task in used:
            tree.become(task, TaskState.COMPLETED)
            task.workflow.top_workflow.leave(task)
        tree.ready(goes_on)


class Parallel(Join):
    """Fires when every incoming flow has a token."""

    def arrived(self, my_task: Task) -> None:
        """Fire as soon as the set is complete."""
        arrivals = self.first_arrivals(my_task.workflow)
        if len(arrivals) == len(self.incoming):
            self.fire(arrivals)


class Inclusive(Join):
    """Fires when no other token can still reach an empty incoming flow; splits over all true conditions.

    `upstream` tells for each incoming flow which elements lead to it, in the same round of the loops around, without
    passing this gateway. A token blocks when it can reach an empty flow and no flow that already has a token (BPMN 2.0,
    13.4.3). The standard counts ways through the next round too; then a token that is still on its way to the join
    would not block, because in the next round it could come along the flow that has a token already.
    """

    def __init__(self, wf_spec: Any, bpmn_id: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.upstream: Mapping[str, frozenset[str]] = {}

    def try_open(self, workflow: Any) -> bool:
        """Fire if the rule allows it; called when nothing else can move."""
        arrivals = self.first_arrivals(workflow)
        if not arrivals:
            return False
        blocking: set[str] = set()
        for flow in self.incoming:
            if flow not in arrivals:
                blocking |= self.upstream[flow]
        for flow in arrivals:
            blocking -= self.upstream[flow]
        if any(
            task.task_spec.name in blocking for task in workflow.tasks.values() if task.has_state(tree.LIVE)
        ):
            return False
        self.fire(arrivals)
        return True

    def chosen(self, my_task: Task) -> tuple[Edge, ...]:
        """Return all free flows, else the default one."""
        free = tuple(edge for edge in self.edges if not edge.default and holds(my_task, edge))
        return free or ((default_of(my_task, self.edges),) if self.edges else ())
