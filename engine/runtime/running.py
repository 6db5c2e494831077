"""Runs a case: state in, state out. One `Run` is one step; the caller stores what it leads to."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.errors import ConflictError
from engine.governance.calendar import ORDINARY, Calendar
from engine.runtime import moving, putting_off, state, timing
from engine.runtime.failure import RunFailure
from engine.runtime.model import Model
from engine.runtime.scripting import Scripting, items
from engine.runtime.specs.tasks import Manual
from engine.runtime.specs.throwing import deliver
from engine.runtime.texts import what
from engine.runtime.waiting import Call, Token, Waiting
from engine.runtime.workflow import Case, Visit
from forms.text import Text

MAX_FIRINGS: Final = 1_000

__all__ = ["Call", "Run", "Token", "Visit", "Waiting", "restore", "start"]


def start(model: Model, data: Mapping[str, Any], now: datetime, calendar: Calendar = ORDINARY) -> "Run":
    """Start a case. `data` are its first names (arende, organisation); `now` is aware."""
    case = Case(model.spec, model.subs, Scripting(model, now, calendar))
    case.data.update(data)
    run = Run(case)
    run._step(case.task_tree.run)  # noqa: SLF001  the two are one
    return run


def restore(model: Model, saved: bytes, now: datetime, calendar: Calendar = ORDINARY) -> "Run":
    """Continue a case from its saved bytes."""
    return Run(state.restore(saved, Scripting(model, now, calendar)))


class Run:
    """A case in memory, for the length of one command.

    After a RunFailure the run is dead: the caller throws it away and keeps the bytes that it had.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._scripting: Scripting = case.script_engine
        self._dead = False

    # --- what can happen --------------------------------------------------------------------------------------

    def complete(self, task_id: UUID, answers: Mapping[str, Any]) -> None:
        """Complete a person's task. Of the answers, the fields that the model reads are kept."""
        task = self._open(task_id, manual=True)
        self._step(lambda: self._finish(task, dict(answers)))

    def answer(self, call_id: UUID, result: Any) -> None:
        """Complete a service or send task with its result."""
        task = self._open(call_id, manual=False)
        self._step(lambda: self._finish(task, result))

    def wake(self) -> None:
        """Fire everything that is due.

        A cycle fires once for each period that has passed. One wake-up fires at most MAX_FIRINGS times; then
        `next_due` is still in the past, and the caller's next wake-up goes on.
        """
        self._step(lambda: None)

    def move(self, task_id: UUID, element: str, passed: Collection[str]) -> None:
        """Take a person's open task away and let another task of the same level be done instead.

        `passed` are the tasks that the case has been at before. Raises ConflictError when it is not open, and
        InvalidError where the case could get stuck: see `moving`.
        """
        task = self._open(task_id, manual=True)
        moving.require_sound(self._scripting.model, task, element, passed)
        self._step(lambda: moving.put(task, element))

    def goals(self, task_id: UUID, passed: Collection[str]) -> tuple[moving.Goal, ...]:
        """Return where an open task can be moved to, and for the rest of its level why not."""
        return moving.goals(self._scripting.model, self._open(task_id, manual=True), passed)

    def put_off(self, task_id: UUID, was: datetime, due: datetime) -> bool:
        """Let timers follow an open task's new due date; say whether there were any: see `putting_off`."""
        return putting_off.follow(self._open(task_id, manual=True), was, due)

    def cancel(self) -> None:
        """Stop everything; the case is over and has reached no end event."""
        self._refuse_dead()
        for task in list(self._case.tokens()):
            self._case.cancel_task(task)
        self._case.ended.clear()
        self._case.completed = True

    def receive(self, name: str, payload: Any = None) -> bool:
        """Give a message (or a signal from outside) to everything that waits for its name.

        The payload is kept under the id of each element that catches it. Returns whether anything did.
        """
        caught: list[bool] = []
        self._step(lambda: caught.append(deliver(self._case, ("message", "signal"), name, payload)))
        return caught == [True]

    # --- what can be seen -------------------------------------------------------------------------------------

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """The open tasks of people, oldest first."""
        found = (task for task in self._case.tokens() if isinstance(task.task_spec, Manual))
        return tuple(
            Waiting(
                task.id, task.task_spec.bpmn_id, items(task), MappingProxyType(self._scripting.context(task))
            )
            for task in found
        )

    @property
    def calls(self) -> tuple[Call, ...]:
        """The service and send tasks that wait for their answer."""
        found = (task for task in self._case.tokens() if task.task_spec.calls_out)
        return tuple(self._call(task) for task in found)

    @property
    def visits(self) -> tuple[Visit, ...]:
        """What has happened since the run was started or restored; nothing else remembers it."""
        return tuple(self._case.visits)

    @property
    def tokens(self) -> Mapping[str, Token]:
        """What waits, by element. Instances of a repeated activity count as one, with done and total."""
        found: dict[str, Token] = {}
        for task in self._case.tokens():
            spec = task.task_spec
            if task.parent.task_spec.repeats:
                continue
            before = found.get(spec.bpmn_id, Token(0))
            done, total = spec.done_of_total(task) if spec.repeats else (None, None)
            found[spec.bpmn_id] = before.and_one(done, total)
        return MappingProxyType(found)

    @property
    def listens(self) -> frozenset[str]:
        """The names of the messages and signals that something waits for."""
        waiting = (task for task in self._case.tokens() if task.state == TaskState.WAITING)
        triggers = (event.trigger for task in waiting for event in task.task_spec.awaited())
        return frozenset(trigger.name for trigger in triggers if trigger.kind in ("message", "signal"))

    @property
    def data(self) -> Mapping[str, Any]:
        """The data of the case itself (what runs inside subprocesses is in their tasks' contexts)."""
        return MappingProxyType(self._case.data)

    @property
    def phase(self) -> str | None:
        """The first phase, in sequence order, that is going on; None before and after all of them."""
        tokens = self.tokens
        return next((name for name in self._scripting.model.phases if name in tokens), None)

    @property
    def next_due(self) -> datetime | None:
        """The earliest instant at which something fires."""
        return min((due for due, _, _ in self._timers()), default=None)

    @property
    def timers(self) -> tuple[tuple[str, datetime], ...]:
        """The elements that wait for a time, and when each fires next."""
        return tuple((event, due) for due, _, event in self._timers())

    @property
    def ended(self) -> tuple[str, ...]:
        """The end events that the case has reached at its top level, the latest last."""
        return tuple(self._case.ended)

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return bool(self._case.completed)

    def save(self) -> bytes:
        """Return the case as bytes for `restore`, in any process that has the model."""
        self._refuse_dead()
        return state.save(self._case)

    # --- inside -----------------------------------------------------------------------------------------------

    def _step(self, act: Callable[[], Any]) -> None:
        """Do something, run on until all wait, and fire what is due by now."""
        self._refuse_dead()
        self._dead = True
        try:
            act()
            self._case.settle()
            self._fire_due()
        except SpiffWorkflowException as error:
            raise RunFailure(None, what("run"), Text(str(error), str(error))) from error
        self._dead = False

    def _fire_due(self) -> None:
        for _ in range(MAX_FIRINGS):
            first = min(self._timers(), key=lambda found: found[0], default=None)
            if first is None or first[0] > self._scripting.now:
                return
            _, task, event = first
            calendar = task.workflow.spec.task_specs[event].trigger.calendar(self._scripting)
            plan = timing.advance(task.internal_data["timers"].pop(event), calendar)
            if plan["left"]:
                task.internal_data["timers"][event] = plan
            task.task_spec.fire(task, event)
            self._case.settle()

    def _timers(self) -> list[tuple[datetime, Task, str]]:
        return [
            (timing.due_of(plan), task, event)
            for task in self._case.tokens()
            for event, plan in task.internal_data.get("timers", {}).items()
        ]

    def _finish(self, task: Task, result: Any) -> None:
        self._scripting.write(task, result)
        task.run()

    def _open(self, task_id: UUID, *, manual: bool) -> Task:
        self._refuse_dead()
        for task in self._case.tokens():
            if task.id == task_id and task.state == TaskState.READY and manual == task.task_spec.manual:
                return task
        raise ConflictError(
            "Uppgiften är inte öppen: den är redan klar eller har dragits tillbaka.",
            "The task is not open: it is already done or has been withdrawn.",
        )

    def _call(self, task: Task) -> Call:
        element = self._scripting.model.elements[task.task_spec.bpmn_id]
        parameters = MappingProxyType(task.internal_data["parameters"])
        return Call(task.id, element.id, items(task), element.connector, parameters)

    def _refuse_dead(self) -> None:
        if self._dead:
            raise RuntimeError("This run has failed and cannot be used again; restore the saved bytes.")
