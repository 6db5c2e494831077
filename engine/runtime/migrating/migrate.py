"""A case on one version of a model in, the same case on another version out; or why that is not possible.

Carried are tokens, the data of every scope, instances of repeated activities, branches that wait at a join, and times that run. What
the new version has on an activity that is open begins to wait when the case is carried over. Everything else that is not
the same for where the case stands is a hindrance: nothing is guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from engine.governance.calendar import ORDINARY, Calendar
from engine.runtime import state
from engine.runtime.failure import RunFailure, StateRefusedError
from engine.runtime.migrating.carrying import Carrier, Content, base, closed, levels, opened
from engine.runtime.migrating.change import GUARD, Change
from engine.runtime.migrating.hindrance import Hindrance, hindrance
from engine.runtime.scripting import Scripting
from engine.runtime.specs import tree
from engine.runtime.specs.boundary import Guard
from engine.runtime.specs.gateways import EventBased
from engine.runtime.specs.joins import Inclusive, Parallel
from engine.runtime.workflow import Case


@dataclass(frozen=True)
class History:
    """What the bytes do not say, of the elements in `Change.grown`: which were completed, and what was answered there last."""

    passed: frozenset[str] = frozenset()
    answers: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Instant:
    """When a case is carried over, and the calendar of its organisation."""

    now: datetime
    calendar: Calendar = ORDINARY


class Refused(Exception):  # noqa: N818  an answer more than a fault
    """The case cannot be carried over; `hindrances` says why."""

    def __init__(self, hindrances: tuple[Hindrance, ...]) -> None:
        super().__init__("; ".join(one.text.en for one in hindrances))
        self.hindrances = hindrances


def migrate(change: Change, saved: bytes, history: History, at: Instant) -> bytes:
    """Return the state on the new version. Raises Refused with every hindrance, StateRefusedError for other bytes."""
    content = opened(saved)
    if content["model"] != change.old.hash:
        raise StateRefusedError(f"The state belongs to model {content['model']}, not to {change.old.hash}.")
    carrier = Carrier(change, history.answers)
    carried = carrier.carry(content)
    _refuse(carrier.hindrances)
    _refuse(_between(change, content["case"]))
    _refuse(_unread(change, carrier, history))
    case = state.restore(closed(carried), Scripting(change.new, at.now, at.calendar))
    _refuse(_newly_awaited(change, case))
    done = state.save(case)
    _refuse(_opening(case))
    return done


def _refuse(hindrances: Any) -> None:
    found = tuple(dict.fromkeys(hindrances))
    if found:
        raise Refused(found)


def _unread(change: Change, carrier: Carrier, history: History) -> Iterator[Hindrance]:
    """Yield what the new version reads and the case does not have."""
    for one in sorted((change.grown & history.passed) - history.answers.keys()):
        yield hindrance("answer", change.old, one)
    passed = {change.to(one) for one in history.passed}
    for one in change.reading.skipped(carrier.standing, carrier.known | passed):
        yield hindrance("skipped", change.new, one)


def _between(change: Change, scope: Content) -> Iterator[Hindrance]:
    """Yield the gateways whose branches are not divided among the tokens as they were."""
    old, new = change.branches
    for tokens in levels(scope):
        here = change.old.elements[base(tokens[0]["at"])]
        there = change.new.elements[change.to(here.id)]
        divided = old.divided(here, [_standing(one) for one in tokens])
        before = {(direction, change.to(key)): ways for (direction, key), ways in divided.items()}
        after = new.divided(there, [_landed(change, one) for one in tokens])
        for place in sorted(before.keys() | after.keys()):
            if before.get(place) != after.get(place):
                yield _at_gateway(change, place[1])


def _standing(token: Content) -> str:
    """Return where a token stands: at an element, or on a flow into a join."""
    return str(token.get("has", {}).get("flow") or base(token["at"]))


def _landed(change: Change, token: Content) -> str:
    flow, key = token.get("has", {}).get("flow"), base(token["at"])
    return (change.arrival(flow, key) if flow else None) or change.to(key)


def _at_gateway(change: Change, key: str) -> Hindrance:
    if key in change.new.elements:
        return hindrance("branches", change.new, key)
    return hindrance(
        "branches", change.old, next(one for one in change.old.elements if change.to(one) == key)
    )


def _newly_awaited(change: Change, case: Case) -> Iterator[Hindrance]:
    """Let what the new version has on an open activity or behind an open gateway begin to wait."""
    before = {change.to(one): one for one in change.old.elements}
    groups = [task for task in _every(case) if isinstance(task.task_spec, Guard)]
    gateways = [task for task in case.tokens() if isinstance(task.task_spec, EventBased)]
    for task in groups:
        old = change.specs[0].get(before.get(task.task_spec.bpmn_id.removesuffix(GUARD), "") + GUARD)
        # One that fires no more is no token; it does not begin anew.
        known = {change.to(one) for one in (old.events if old else ()) if change.keeps_waiting(one)}
        known |= {child.task_spec.name for child in task.children}
        for name in (one for one in task.task_spec.events if one not in known):
            yield from _tried(change, name, lambda task=task, name=name: _wait(task, name))
    for task in gateways:
        for event in task.task_spec.events:
            yield from _tried(change, event.bpmn_id, lambda task=task, event=event: _plan(task, event))
        names = {event.name for event in task.task_spec.events if event.trigger.kind.startswith("time")}
        timers = task.internal_data["timers"]
        task.internal_data["timers"] = {one: plan for one, plan in timers.items() if one in names}


def _tried(change: Change, element: str, act: Any) -> Iterator[Hindrance]:
    try:
        act()
    except RunFailure:
        yield hindrance("timer", change.new, element)


def _wait(group: Any, name: str) -> None:
    tree.new(group.workflow.spec.task_specs[name], group)


def _plan(task: Any, event: Any) -> None:
    if event.name not in task.internal_data["timers"]:
        plan = event.trigger.plan(task, event.bpmn_id)
        if plan:
            task.internal_data["timers"][event.name] = plan


def _every(case: Case) -> Iterator[Any]:
    for workflow in (case, *case.subprocesses.values()):
        yield from workflow.tasks.values()


def _opening(case: Case) -> Iterator[Hindrance]:
    """Yield the joins that would go on at once: the old version waited for more. The case is of no use afterwards."""
    model = case.script_engine.model
    for workflow in (case, *case.subprocesses.values()):
        for join in workflow.spec.nodes():
            arrivals = join.first_arrivals(workflow) if isinstance(join, Parallel) else {}
            whole = len(join.incoming) > 1 and len(arrivals) == len(join.incoming)
            if whole or (isinstance(join, Inclusive) and join.try_open(workflow)):
                yield hindrance("opens", model, join.bpmn_id)
