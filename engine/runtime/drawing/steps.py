"""The text alternative of a drawing: its elements as a list, in the order of the flow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.runtime import xml
from engine.runtime.drawing.picture import name_of
from engine.runtime.layout.names import BPMN, SUBPROCESSES, kind, lanes_of, role_of
from engine.runtime.layout.order import ordered
from engine.runtime.layout.read import read_scope, role_order
from engine.runtime.layout.shapes import Scope
from forms.text import Language


@dataclass(frozen=True)
class Step:
    """One element: `level` counts the subprocesses around it, `phase` is the outermost of them (or itself).

    `ways` are the ways out where there are several: the name of the way and the id of what it leads to.
    """

    id: str
    name: str
    kind: str
    role: str | None
    level: int
    phase: str | None
    attached_to: str | None
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Reading:
    elements: Mapping[str, etree._Element]
    lanes: Mapping[str, etree._Element]
    language: Language


def steps(data: bytes, language: Language = "sv") -> tuple[Step, ...]:
    """Return every activity, event and gateway of the processes in a file; subprocesses before their content."""
    root = xml.read(data)
    elements = {element.get("id", ""): element for element in root.iter() if kind(element)}
    reading = _Reading(elements, lanes_of(root), language)
    found: list[Step] = []
    for process in root.findall(f"{BPMN}process"):
        scope = read_scope(process, reading.lanes, role_order(process))
        found += _steps(scope, reading, 0, None)
    return tuple(found)


def _steps(scope: Scope, reading: _Reading, level: int, phase: str | None) -> Iterator[Step]:
    for key in ordered(scope).nodes:
        top = phase or (key if level == 0 and scope.nodes[key].content is not None else None)
        yield _step(key, scope, reading, level, top)
        content = scope.nodes[key].content
        if content is not None:
            yield from _steps(content, reading, level + 1, top)
        for node in scope.nodes.values():
            if node.host == key:
                yield _step(node.id, scope, reading, level, top)


def _step(key: str, scope: Scope, reading: _Reading, level: int, phase: str | None) -> Step:
    element, node = reading.elements[key], scope.nodes[key]
    ways = tuple((edge.id, edge.target) for edge in scope.edges if edge.flow and edge.source == key)
    named = tuple((name_of(reading.elements[flow], reading.language), target) for flow, target in ways)
    works = node.kind not in SUBPROCESSES and node.kind.lower().endswith("task")
    return Step(
        id=key,
        name=name_of(element, reading.language),
        kind=node.kind,
        role=role_of(element, reading.lanes) if works else None,
        level=level,
        phase=phase,
        attached_to=node.host,
        ways=named if len(named) > 1 else (),
    )
