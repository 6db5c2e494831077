"""Start, end, throw and catch events, and the receive task."""

from dataclasses import dataclass
from typing import Any, ClassVar

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

import feel
from engine.governance.calendar import Calendar
from engine.runtime import timing
from engine.runtime.failure import RunFailure
from engine.runtime.scripting import Scripting
from engine.runtime.specs import tree
from engine.runtime.specs.node import Node
from engine.runtime.specs.throwing import throw
from engine.runtime.texts import show, what, words


@dataclass(frozen=True)
class Trigger:
    """What an event waits for or throws.

    `kind` is none, timeDate, timeDuration, timeCycle, message, signal, error, escalation or terminate; `name` is
    the name of the message or signal, or the code of the error or escalation ("" catches every code), `text` the
    timer's ISO text or FEEL, `working_days` whether its days are working days.
    """

    kind: str = "none"
    name: str = ""
    text: str = ""
    working_days: bool = False

    def plan(self, task: Task, element: str) -> timing.Plan | None:
        """Return the plan of a timer that starts now, None for other kinds."""
        if not self.kind.startswith("time"):
            return None
        scripting = task.workflow.script_engine
        iso = timing.is_iso(self.text)
        value = self.text if iso else scripting.evaluate(task, self.text, what("timer"))
        try:
            return timing.plan(self.kind, value, scripting.now, self.calendar(scripting))
        except (ValueError, OverflowError, feel.FeelError) as error:
            raise RunFailure(element, what("timer"), words("timer", self.text, show(value), error)) from error

    def calendar(self, scripting: Scripting) -> Calendar | None:
        """Return the calendar that the timer counts in, None when every day counts."""
        return scripting.calendar if self.working_days else None

    def matches(self, kind: str, name: str) -> bool:
        """Say whether something thrown is what this waits for."""
        return self.kind == kind and (
            self.name == name or (not self.name and kind in {"error", "escalation"})
        )


class Start(Node):
    """The one none start event."""

    def __init__(self, wf_spec: Any, bpmn_id: str, trigger: Trigger, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.trigger = trigger


class Throw(Start):
    """An intermediate throw event: none, signal or escalation."""

    def _run_hook(self, my_task: Task) -> bool:
        """Throw before the token moves on: what stands behind does not hear it yet."""
        throw(my_task, self.trigger.kind, self.trigger.name)
        return True


class End(Throw):
    """An end event; terminate stops everything else in its process or subprocess."""

    def afterwards(self, my_task: Task) -> None:
        """Note that the end was reached; terminate stops the rest."""
        workflow, case = my_task.workflow, my_task.workflow.top_workflow
        if workflow is case:
            case.ended = [*(name for name in case.ended if name != self.bpmn_id), self.bpmn_id]
        if self.trigger.kind == "terminate":
            for task in [task for task in workflow.tasks.values() if task.has_state(tree.LIVE)]:
                case.cancel_task(task)


class Catch(Node):
    """An intermediate catch event or a receive task: waits until its timer is due or its message comes.

    `from_gateway` are the flows from an event-based gateway; a token on one of them has already waited there.
    """

    stays_open: ClassVar[bool] = True

    def __init__(self, wf_spec: Any, bpmn_id: str, trigger: Trigger, **kwargs: Any) -> None:
        super().__init__(wf_spec, bpmn_id, **kwargs)
        self.trigger = trigger
        self.from_gateway: frozenset[str] = frozenset()

    def _update_hook(self, my_task: Task) -> bool:
        super()._update_hook(my_task)
        if my_task.internal_data.get("flow") in self.from_gateway:
            return True
        self.wait(my_task)
        return False

    def wait(self, my_task: Task) -> None:
        """Start to wait."""
        plan = self.trigger.plan(my_task, self.bpmn_id)
        if plan:
            my_task.internal_data["timers"] = {self.name: plan}
        tree.become(my_task, TaskState.WAITING)

    def awaited(self) -> tuple[Node, ...]:
        """Return the event itself."""
        return (self,)

    def fire(self, my_task: Task, _event: str, payload: Any = None) -> None:
        """Go on: what was waited for has come (the event is this spec itself)."""
        self.keep_payload(my_task, payload)
        tree.ready(my_task)

    def keep_payload(self, my_task: Task, payload: Any) -> None:
        """Keep what a message brought, as far as the model reads it."""
        if payload is not None:
            my_task.workflow.script_engine.write(my_task, payload, self.bpmn_id)
