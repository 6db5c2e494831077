"""What comes after a task if it is answered in a certain way, read from the model and the data as they are now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import feel
from engine.runtime.model import Element, Model

_STOPS: Final = frozenset({"userTask", "manualTask", "task", "callActivity", "receiveTask"})
_WAITS: Final = frozenset({"intermediateCatchEvent", "eventBasedGateway", "receiveTask"})
_JOINS: Final = frozenset({"parallelGateway", "inclusiveGateway"})
_CHOOSES: Final = frozenset({"exclusiveGateway", "inclusiveGateway"})
_ERROR: Final = "errorEventDefinition"


@dataclass(frozen=True)
class Follower:
    """What comes next: `element` is a task, another process, an event that is waited for, or where the case ends.

    `certain` is False when it depends on more than the answer, `together` True when others must be ready first.
    """

    element: str
    kind: str
    certain: bool = True
    together: bool = False


@dataclass(frozen=True)
class _Question:
    model: Model
    task: str
    context: Mapping[str, Any]
    known: frozenset[str]
    flows: Mapping[str, list[Element]]
    seen: set[tuple[str, bool]] = field(default_factory=set)
    # What is worked out on the way: nobody knows it before.
    made: set[str] = field(default_factory=set)


def following(
    model: Model, task: str, answers: Mapping[str, Any], context: Mapping[str, Any]
) -> tuple[Follower, ...]:
    """Return what follows a task that is answered with `answers`; other fields of it are taken as not known."""
    flows: dict[str, list[Element]] = {}
    for element in model.elements.values():
        if element.source:
            flows.setdefault(element.source, []).append(element)
    one = model.elements[task]
    # Of several instances, what all of them answer decides; one of them does not know that.
    known = frozenset() if one.collection else frozenset(answers)
    asked = _Question(model, task, {**context, task: dict(answers)}, known, flows)
    found = list(_after(asked, one, Follower(task, "", together=one.collection is not None)))
    ordered: dict[str, Follower] = {}
    for each in sorted(found, key=lambda each: not each.certain):
        ordered.setdefault(each.element, each)
    return tuple(ordered.values())


def _after(asked: _Question, element: Element, so_far: Follower) -> Iterator[Follower]:
    """Yield what comes after an element that has been left."""
    for flow, certain in _chosen(asked, element):
        target = asked.model.elements[flow.target or ""]
        yield from _at(asked, target, _with(so_far, certain=certain))


def _at(asked: _Question, element: Element, so_far: Follower) -> Iterator[Follower]:
    """Yield what comes when a token reaches an element."""
    if (element.id, so_far.certain) in asked.seen:
        return
    asked.seen.add((element.id, so_far.certain))
    if element.kind in _STOPS | _WAITS:
        yield _here(element, so_far)
    elif element.kind == "subProcess":
        for start in asked.model.elements.values():
            if start.parent == element.id and start.kind == "startEvent":
                yield from _after(asked, start, so_far)
    elif element.kind == "endEvent":
        yield from _ended(asked, element, so_far)
    else:
        asked.made.add(element.id)
        joins = element.kind in _JOINS and _incoming(asked, element) > 1
        yield from _after(asked, element, _with(so_far, together=joins))


def _ended(asked: _Question, end: Element, so_far: Follower) -> Iterator[Follower]:
    scope = asked.model.elements.get(end.parent or "")
    if scope is None:
        yield Follower(end.id, "end", so_far.certain, so_far.together)
        return
    caught = _caught(asked, scope) if end.event == _ERROR else None
    yield from _after(asked, caught or scope, _with(so_far, together=scope.collection is not None))


def _caught(asked: _Question, scope: Element | None) -> Element | None:
    """Return the event on the edge of the innermost subprocess that catches an error thrown in it."""
    while scope is not None:
        for element in asked.model.elements.values():
            if element.attached_to == scope.id and element.event == _ERROR:
                return element
        scope = asked.model.elements.get(scope.parent or "")
    return None


def _here(element: Element, so_far: Follower) -> Follower:
    kind = "wait" if element.kind in _WAITS else "process" if element.kind == "callActivity" else "task"
    return Follower(element.id, kind, so_far.certain, so_far.together)


def _with(so_far: Follower, *, certain: bool = True, together: bool = False) -> Follower:
    return Follower(so_far.element, "", so_far.certain and certain, so_far.together or together)


def _incoming(asked: _Question, element: Element) -> int:
    return sum(flow.target == element.id for flows in asked.flows.values() for flow in flows)


def _chosen(asked: _Question, element: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the flows that a token leaves by, and whether that is certain."""
    ways = asked.flows.get(element.id, [])
    if element.kind not in _CHOOSES or len(ways) == 1:
        yield from ((flow, True) for flow in ways)
        return
    conditional = [flow for flow in ways if flow.condition and flow.id != element.default]
    answers = [(flow, _holds(asked, flow)) for flow in conditional]
    if any(holds is None for _, holds in answers):
        yield from ((flow, False) for flow in ways if (flow, False) not in answers)
        return
    right = [flow for flow, holds in answers if holds] or [flow for flow in ways if flow not in conditional]
    yield from ((flow, True) for flow in (right[:1] if element.kind == "exclusiveGateway" else right))


def _holds(asked: _Question, flow: Element) -> bool | None:
    """Return whether the condition of a flow holds, None where the answer does not settle it."""
    expression = asked.model.expressions[flow.condition or ""]
    if not all(_known(asked, path) for path in expression.paths):
        return None
    try:
        return expression.evaluate(asked.context) is True
    except feel.FeelError:
        return None


def _known(asked: _Question, path: tuple[str, ...]) -> bool:
    if path[0] == asked.task:
        return path[1:2] != () and path[1] in asked.known
    return path[0] not in asked.made
