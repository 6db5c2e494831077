"""What the new version reads and a case may not have: answers that were never kept, and steps that it would skip."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

import feel
from engine.runtime.model import Model
from engine.runtime.specs.graph import Graph, reached
from engine.runtime.specs.repeats import Loop, MultiInstance
from engine.runtime.specs.tasks import Nested


class Reading:
    """Which steps of a version read which results, and the ways between them across subprocesses and called processes."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._graph = _ways(model)
        self._readers = _readers(model)
        self._start = f"{model.key}:in"
        self._avoiding = lru_cache(None)(self._met_without)

    def skipped(self, standing: Collection[str], known: Collection[str]) -> Iterator[str]:
        """Yield elements whose result is read further on, always there in this version, and not known to the case.

        `standing` are the elements that the tokens stand at, `known` the names that have a value somewhere in the case.
        """
        for element, readers in self._readers.items():
            if element in known or element in standing:
                continue
            always = readers - self._avoiding(element)
            if always and not always.isdisjoint(reached(standing, self._graph, element)):
                yield element

    def _met_without(self, element: str) -> frozenset[str]:
        return reached([self._start], self._graph, element)


def _readers(model: Model) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for reader, expression in _evaluated(model):
        for path in expression.paths:
            if path and path[0] in model.elements and path[0] != reader:
                found.setdefault(path[0], set()).add(reader)
    return {name: frozenset(readers) for name, readers in found.items()}


def _evaluated(model: Model) -> Iterator[tuple[str, feel.Expression]]:
    """Yield every expression with the element where it is evaluated."""
    yield from ((at, model.expressions[text]) for at, text in _texts(model) if text in model.expressions)
    for one in model.elements.values():
        for expression in model.decisions[one.decision].expressions if one.decision else ():
            yield one.id, expression


def _texts(model: Model) -> Iterator[tuple[str, str]]:
    """Yield what is evaluated when a token comes to an element, or leaves it by a flow."""
    for one in model.elements.values():
        said = (one.condition, one.scope, one.collection, one.due, *one.parameters.values())
        yield from ((one.source or one.id, text) for text in said if text)
    for process in (model.spec, *model.subs.values()):
        for node in process.nodes():
            yield from ((node.bpmn_id, text) for text in _of_spec(node) if text)


def _of_spec(node: Any) -> tuple[str | None, ...]:
    if isinstance(node, MultiInstance):
        return node.repetition.count, node.repetition.completion
    if isinstance(node, Loop):
        return (node.condition,)
    trigger = getattr(node, "trigger", None)
    return getattr(node, "script", None), trigger and trigger.text


def _ways(model: Model) -> Graph:
    """Return what a token can come to next; each process and subprocess is entered at `:in` and left at `:out`."""
    found: dict[str, set[str]] = {}
    nodes = (node for process in (model.spec, *model.subs.values()) for node in process.nodes())
    nested = {node.bpmn_id: node.spec for node in nodes if isinstance(node, Nested)}

    def add(source: str, target: str) -> None:
        found.setdefault(source, set()).add(target)

    for one in model.elements.values():
        around = one.parent or one.process
        if one.kind == "startEvent":
            add(f"{around}:in", one.id)
        if one.kind == "endEvent":
            add(one.id, f"{around}:out")
        if one.attached_to:
            add(one.attached_to, one.id)
        if one.source and one.target:
            add(f"{one.source}:left" if one.source in nested else one.source, one.target)
        if one.id in nested:
            add(one.id, f"{nested[one.id]}:in")
            add(f"{nested[one.id]}:out", f"{one.id}:left")
    return {name: frozenset(targets) for name, targets in found.items()}
