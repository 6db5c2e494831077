"""The flows of one process or subprocess, as a graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from engine.runtime.names import BPMN, FLOW_NODES, local

# Elements that the engine refuses but that still have a place in the graph.
_OTHERS = frozenset({"complexGateway", "adHocSubProcess", "transaction"})


@dataclass(frozen=True)
class Scope:
    """A process or subprocess: what lies directly in it and how it is joined."""

    element: etree._Element

    @cached_property
    def nodes(self) -> Mapping[str, etree._Element]:
        """The flow nodes that lie directly in it, by id."""
        return {node.get("id", ""): node for node in self.element if local(node) in FLOW_NODES | _OTHERS}

    @cached_property
    def flows(self) -> tuple[etree._Element, ...]:
        """The sequence flows that lie directly in it."""
        return tuple(self.element.findall(f"{BPMN}sequenceFlow"))

    @cached_property
    def out(self) -> Mapping[str, tuple[etree._Element, ...]]:
        """The flows that leave each node."""
        return self._grouped("sourceRef")

    @cached_property
    def into(self) -> Mapping[str, tuple[etree._Element, ...]]:
        """The flows that lead to each node."""
        return self._grouped("targetRef")

    def _grouped(self, end: str) -> dict[str, tuple[etree._Element, ...]]:
        found: dict[str, list[etree._Element]] = defaultdict(list)
        for flow in self.flows:
            found[flow.get(end, "")].append(flow)
        return {key: tuple(found[key]) for key in self.nodes}

    @cached_property
    def after(self) -> Mapping[str, tuple[str, ...]]:
        """What each node leads to; an activity leads to the events on its edge too."""
        found: dict[str, list[str]] = {key: [] for key in self.nodes}
        for flow in self.flows:
            ends = flow.get("sourceRef", ""), flow.get("targetRef", "")
            if ends[0] in found and ends[1] in found:
                found[ends[0]].append(ends[1])
        for key, node in self.nodes.items():
            host = node.get("attachedToRef")
            if host in found:
                found[host].append(key)
        return {key: tuple(targets) for key, targets in found.items()}

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """What leads to each node."""
        found: dict[str, list[str]] = {key: [] for key in self.nodes}
        for key, targets in self.after.items():
            for target in targets:
                found[target].append(key)
        return {key: tuple(sources) for key, sources in found.items()}

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the ids of the nodes of these kinds."""
        return [key for key, node in self.nodes.items() if local(node) in kinds]


def reached(starts: Iterable[str], onwards: Mapping[str, Iterable[str]]) -> set[str]:
    """Return everything that can be reached, the starts included."""
    seen: set[str] = set()
    todo = list(starts)
    while todo:
        key = todo.pop()
        if key not in seen:
            seen.add(key)
            todo += onwards.get(key, ())
    return seen


def condition(flow: etree._Element) -> str | None:
    """Return the condition of a flow, if it has one."""
    found = flow.find(f"{BPMN}conditionExpression")
    return None if found is None else "".join(str(part) for part in found.itertext()).strip()
