"""The running case: SpiffWorkflow's workflow with a task tree that holds tokens only.

Each live task (WAITING, READY, STARTED) is a token; it hangs under the root, under the guard that groups an
activity with its boundary events, or under the repeated activity that it is an instance of. What is finished
leaves the tree at once, so the state has the size of what is going on, not of what has been.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.failure import RunFailure
from engine.runtime.scripting import Scripting, items
from engine.runtime.specs import tree
from engine.runtime.specs.node import Edge
from engine.runtime.texts import what, words

MAX_STEPS: Final = 10_000
MAX_NESTED: Final = 50


@dataclass(frozen=True)
class Visit:
    """One thing that happened: an element was entered, completed, cancelled, or its event fired.

    `flows` are the sequence flows that got a token by it, `task` the id of a person's task or call, `items` the
    items of the repeated activities around it, outermost first.
    """

    element: str
    what: str
    flows: tuple[str, ...]
    task: UUID | None
    items: tuple[tuple[str, Any], ...]
    at: datetime


class Scope(BpmnSubWorkflow):
    """A running subprocess or called process; `owner` is the task that it runs for."""

    def __init__(self, spec: Any, owner: Task, top: "Case", **kwargs: Any) -> None:
        self.owner = owner
        super().__init__(spec, owner.id, top, **kwargs)

    @property
    def parent_workflow(self) -> Any:
        """Return the workflow that the owner stands in."""
        return self.owner.workflow

    def _task_completed_notify(self, _task: Task) -> None:
        self.top_workflow.check_end(self)


class Case(BpmnWorkflow):
    """The whole case. `queue` holds what is ready to run by itself, `visits` what has happened."""

    owner: None = None

    def __init__(self, spec: Any, subs: Any, scripting: Scripting, **kwargs: Any) -> None:
        self.queue: deque[Task] = deque()
        self.visits: list[Visit] = []
        self.ended: list[str] = []
        super().__init__(spec, subs, scripting, **kwargs)

    # --- tokens -----------------------------------------------------------------------------------------------

    def tokens(self) -> Iterator[Task]:
        """Yield every live task of the case and of its running subprocesses, in an order that a restore keeps."""
        yield from self._tokens_under(self.task_tree)

    def _tokens_under(self, task: Task) -> Iterator[Task]:
        for child in task.children:
            if child.has_state(tree.LIVE):
                yield child
            yield from self._tokens_under(child)
            scope = self.subprocesses.get(child.id)
            if scope is not None:
                yield from self._tokens_under(scope.task_tree)

    def enter(self, workflow: Any, edge: Edge) -> None:
        """Put a token on a sequence flow and let it reach the element there."""
        spec = workflow.spec.task_specs[edge.target]
        tree.new(spec, workflow.task_tree, flow=edge.flow)

    def leave(self, task: Task) -> None:
        """Take a task off the tree; the guard and the boundary events of an activity go with it."""
        group = task.parent
        if group is not None and group.task_spec.name == f"{task.task_spec.name}.BoundaryEventSplit":
            for sibling in group.children:
                if sibling is not task:
                    tree.become(sibling, TaskState.CANCELLED)
                tree.drop(sibling)
            tree.drop(group)
        else:
            tree.drop(task)

    def cancel_task(self, task: Task) -> None:
        """Stop a live task with everything inside it."""
        if not task.has_state(tree.LIVE):
            return
        tree.become(task, TaskState.CANCELLED)
        self.cancel_inside(task)
        if task.task_spec.stays_open:
            self.visit(task, "cancelled")
        self.leave(task)

    def cancel_inside(self, task: Task) -> None:
        """Stop the instances of a repeated activity and what runs in a subprocess."""
        for child in task.children:
            self.cancel_task(child)
        scope = self.subprocesses.pop(task.id, None)
        if scope is not None:
            scope.completed = True
            for inner in list(live(scope)):
                self.cancel_task(inner)

    # --- running ----------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Run everything that needs nobody, until all tokens wait."""
        steps = 0
        while self.queue or self._open_inclusive_join():
            task = self.queue.popleft()
            if task.state != TaskState.READY:
                continue  # it was cancelled while it stood in the queue
            steps += 1
            if steps > MAX_STEPS:
                raise RunFailure(task.task_spec.bpmn_id, what("run"), words("steps", MAX_STEPS))
            task.run()

    def _open_inclusive_join(self) -> bool:
        """Open one inclusive join that no other token can reach any more; say whether there was one."""
        for workflow in (self, *self.subprocesses.values()):
            for spec in workflow.spec.inclusive_joins:
                if spec.try_open(workflow):
                    return True
        return False

    def create_subprocess(self, my_task: Task, spec_name: str) -> Scope:
        """Start the subprocess or called process of a task."""
        depth = sum(1 for _ in _around(my_task))
        if depth > MAX_NESTED:
            raise RunFailure(my_task.task_spec.bpmn_id, what("run"), words("nested", MAX_NESTED))
        scope = Scope(self.subprocess_specs[spec_name], my_task, self)
        self.subprocesses[my_task.id] = scope
        return scope

    def check_end(self, workflow: Any) -> None:
        """End the workflow when its last token is gone; a subprocess then gives the token back to its owner."""
        if workflow.completed or any(True for _ in live(workflow)):
            return
        workflow.completed = True
        if workflow is not self:
            workflow.owner.task_spec.inner_ended(workflow.owner, workflow)

    def _task_completed_notify(self, _task: Task) -> None:
        self.check_end(self)

    # --- record -----------------------------------------------------------------------------------------------

    def visit(self, task: Task, happened: str, flows: tuple[str, ...] = ()) -> None:
        """Record that something happened at the task's element."""
        spec = task.task_spec
        task_id = task.id if spec.manual or spec.calls_out else None
        now = self.script_engine.now
        self.visits.append(Visit(spec.bpmn_id, happened, flows, task_id, items(task), now))


def live(workflow: Any) -> Iterator[Task]:
    """Yield the tokens of one workflow, oldest first."""
    return (task for task in workflow.tasks.values() if task.has_state(tree.LIVE))


def _around(task: Task) -> Iterator[Task]:
    at: Task | None = task
    while at is not None:
        yield at
        at = at.workflow.owner
