"""Where a person's task can be moved to: only where the case can still go on to its end.

A move takes one token from a task and puts it on another task of the same process or subprocess. That is sound when the
token is alone there and the other task is reached by one token alone, so that no join waits for a branch that never
comes; and when everything that the model reads of what is skipped has been answered already.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from SpiffWorkflow.task import Task

from engine.errors import InvalidError
from engine.runtime.model import Element, Model
from engine.runtime.names import WORKED_BY_PEOPLE
from engine.runtime.scripting import items
from engine.runtime.specs.graph import reached, turned
from engine.runtime.specs.node import Edge
from engine.runtime.workflow import live
from forms.text import Text

_SPLITS: Final = frozenset({"parallelGateway", "inclusiveGateway"})
_REPEATED: Final = Text(
    "Uppgiften görs flera gånger, en för varje enhet eller mål. Då går den inte att flytta.",
    "The task is done several times, one for each unit or goal. It cannot be moved then.",
)
_TOGETHER: Final = Text(
    "Flera uppgifter pågår samtidigt här. Gör klart de andra först.",
    "Several tasks are open here at the same time. Complete the others first.",
)
_ELSEWHERE: Final = Text(
    "Välj en annan uppgift i samma fas eller delprocess.",
    "Choose another task of the same phase or subprocess.",
)
_BRANCH: Final = Text(
    "Uppgiften görs samtidigt med andra, och ärendet skulle vänta på dem för alltid.",
    "The task is done together with others, and the case would wait for them for ever.",
)


@dataclass(frozen=True)
class Goal:
    """A task that another can be moved to, or why it cannot."""

    element: str
    refusal: Text | None


def goals(model: Model, task: Task, passed: Collection[str]) -> tuple[Goal, ...]:
    """Return the tasks on the same level in the order of the model, each with what stands in the way.

    `passed` are the tasks that the case has been at before.
    """
    here = model.elements[task.task_spec.bpmn_id]
    hindrance = _hindrance(task)
    branches = _in_branches(_level(model, here), task.workflow.spec)
    return tuple(
        Goal(element.id, hindrance or _refusal(model, task, element, branches, passed))
        for element in _level(model, here)
        if element.kind in WORKED_BY_PEOPLE and element.id != here.id
    )


def require_sound(model: Model, task: Task, element: str, passed: Collection[str]) -> None:
    """Raise InvalidError unless the task can be moved to the element."""
    found = (goal for goal in goals(model, task, passed) if goal.element == element)
    refusal = next(found, Goal(element, _ELSEWHERE)).refusal
    if refusal is not None:
        raise InvalidError.at("/to", *refusal)


def put(task: Task, element: str) -> None:
    """Take the task's token away and put one on the element."""
    workflow = task.workflow
    workflow.top_workflow.cancel_task(task)
    workflow.top_workflow.enter(workflow, Edge("", entrance(workflow, element)))


def entrance(workflow: Any, element: str) -> str:
    """Return the name of the spec that a flow to the element leads to: its guard, if it has events on its edge."""
    guard = f"{element}.BoundaryEventSplit"
    return guard if guard in workflow.spec.task_specs else element


def _hindrance(task: Task) -> Text | None:
    if items(task) or task.parent.task_spec.repeats:
        return _REPEATED
    return _TOGETHER if any(True for other in live(task.workflow) if _beside(task, other)) else None


def _beside(task: Task, other: Task) -> bool:
    # The events on the task's own edge come and go with it.
    return other is not task and not (task.parent.task_spec.guards and other.parent is task.parent)


def _refusal(
    model: Model, task: Task, there: Element, branches: Collection[str], passed: Collection[str]
) -> Text | None:
    if there.collection is not None:
        return _REPEATED
    if there.id in branches:
        return _BRANCH
    # Back to where it has been: what was known then is known now.
    missing = None if there.id in passed else next(_unanswered(model, task, there), None)
    if missing is None:
        return None
    name = Text(missing.name or missing.id, missing.name_en or missing.name or missing.id)
    return Text(
        f"Processen läser svaret i {name.sv}, som då inte har gjorts. Gör det steget först.",
        f"The process reads the answer of {name.en}, which would not have been done. Do that step first.",
    )


def _unanswered(model: Model, task: Task, there: Element) -> Iterator[Element]:
    """Yield what would be skipped although the model reads it and it has never been answered."""
    here = model.elements[task.task_spec.bpmn_id]
    onwards = _onwards(_level(model, here))
    known = task.workflow.script_engine.context(task)
    after, before = reached([here.id], onwards, ""), reached([there.id], turned(onwards), "")
    skipped = after & before - {there.id}
    for one in model.elements.values():
        if (
            not skipped.isdisjoint((one.id, *_around(model, one)))
            and model.reads(one.id)
            and one.id not in known
        ):
            yield one


def _around(model: Model, element: Element) -> Iterator[str]:
    while element.parent is not None:
        yield element.parent
        element = model.elements[element.parent]


def _in_branches(level: Iterable[Element], spec: Any) -> frozenset[str]:
    """Return what a token reaches only as one of several: from a split to where its ways meet.

    An event that does not interrupt its activity makes a second token too.
    """
    onwards = _onwards(level)
    back = turned(onwards)
    forks = {one.id for one in level if one.kind in _SPLITS}
    forks |= {
        one.attached_to for one in level if one.attached_to and not spec.task_specs[one.id].interrupting
    }
    found: set[str] = set()
    for graph in (onwards, back):
        for fork in forks:
            ways = [reached([way], graph, fork) for way in graph.get(fork, frozenset())]
            if len(ways) > 1:
                found |= frozenset.union(*ways) - frozenset.intersection(*ways)
    return frozenset(found)


def _level(model: Model, here: Element) -> tuple[Element, ...]:
    found = model.elements.values()
    return tuple(one for one in found if one.process == here.process and one.parent == here.parent)


def _onwards(level: Iterable[Element]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {one.id: set() for one in level if not one.source}
    for one in level:
        if one.source and one.target:
            found[one.source].add(one.target)
        if one.attached_to:
            found[one.attached_to].add(one.id)
    return {name: frozenset(targets) for name, targets in found.items()}
