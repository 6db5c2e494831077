"""Expressions in a run: what they see, what they may write. All is FEEL; SpiffWorkflow's Python is never reached.

Data belongs to scopes, as in BPMN: the case, each running subprocess and called process, each instance of a
repeated activity. An expression sees its own scope and those around it, as they are now; a result is written in
the scope where its element runs, and goes to the scope around it when a subprocess ends. Branches of one scope
share it, so nothing has to be merged when they join.
"""

from datetime import datetime
from typing import Any

from SpiffWorkflow.task import Task

import feel
from engine.clock import day, local
from engine.governance.calendar import ORDINARY, Calendar
from engine.runtime.decisions.deciding import decide
from engine.runtime.decisions.policies import UndecidedError
from engine.runtime.failure import RunFailure
from engine.runtime.model import Model
from engine.runtime.texts import show, what, words
from forms.text import Text


class Scripting:
    """Evaluates for one run. SpiffWorkflow keeps it as the workflow's `script_engine`."""

    def __init__(self, model: Model, now: datetime, calendar: Calendar = ORDINARY) -> None:
        self.model = model
        self.now = now
        self.calendar = calendar

    def context(self, task: Task) -> dict[str, Any]:
        """Return every name that an expression at the task sees; inner scopes hide outer ones."""
        layers: list[dict[str, Any]] = []
        at: Task | None = task
        while at is not None:
            layers += [own_names(at), at.workflow.data]
            at = at.workflow.owner
        seen: dict[str, Any] = {}
        for layer in reversed(layers):
            seen.update(layer)
        seen["idag"] = day(self.now)
        return seen

    def evaluate(self, task: Task, text: str, what: Text, **more: Any) -> Any:
        """Return the value of an expression at the task; `what` says in a sentence what it was needed for."""
        try:
            return self.model.expressions[text].evaluate({**self.context(task), **more}, now=local(self.now))
        except feel.FeelError as error:
            raise RunFailure(task.task_spec.bpmn_id, what, words("expression", text, error)) from error

    def condition(self, task: Task, text: str, what: Text, **more: Any) -> bool:
        """Return a condition's value; anything but true or false stops the run.

        FEEL gives null when a name has no value yet. Taking the default flow then would be a decision that nobody
        made, so it is a failure that says which condition it was.
        """
        value = self.evaluate(task, text, what, **more)
        if not isinstance(value, bool):
            raise RunFailure(task.task_spec.bpmn_id, what, words("not boolean", text, show(value)))
        return value

    def parameters(self, task: Task) -> dict[str, Any]:
        """Return the values of the parameters that the task gives to what it asks."""
        given = self.model.elements[task.task_spec.bpmn_id].parameters
        return {name: self.evaluate(task, text, what("parameter")) for name, text in given.items()}

    def decide(self, task: Task) -> Any:
        """Return the result of the task's decision table, which sees what the task sees and its parameters."""
        name = self.model.elements[task.task_spec.bpmn_id].decision or ""
        seen = {**self.context(task), **self.parameters(task)}
        try:
            return decide(self.model.decisions, name, seen, self.now)
        except UndecidedError as error:
            raise RunFailure(task.task_spec.bpmn_id, what("decision"), error.why) from error

    def write(self, task: Task, result: Any, element: str | None = None) -> None:
        """Keep what the model reads of an element's result, in the scope where the element runs."""
        element = element or task.task_spec.bpmn_id
        if not self.model.reads(element):
            return
        kept = self.model.keep(element, result)
        if "item" in task.internal_data:
            task.internal_data["own"] = {element: kept}
        else:
            task.workflow.data[element] = kept


def own_names(task: Task) -> dict[str, Any]:
    """Return the names that only this task's instance of a repeated activity has."""
    own: dict[str, Any] = task.internal_data.get("own", {})
    return {**task.internal_data.get("item", {}), **own}


def items(task: Task) -> tuple[tuple[str, Any], ...]:
    """Return the items of the repeated activities around a task, outermost first."""
    found: list[tuple[str, Any]] = []
    at: Task | None = task
    while at is not None:
        found += reversed(task_items(at))
        at = at.workflow.owner
    return tuple(reversed(found))


def task_items(task: Task) -> list[tuple[str, Any]]:
    """Return the item that the task itself was made for, if any."""
    return list(task.internal_data.get("item", {}).items())
