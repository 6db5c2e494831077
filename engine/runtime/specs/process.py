"""The specification of a process or subprocess, with a root that is one of ours."""

from collections.abc import Mapping
from typing import Any, ClassVar

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import BpmnStartTask

from engine.runtime.specs import graph
from engine.runtime.specs.boundary import Guard
from engine.runtime.specs.events import Catch
from engine.runtime.specs.gateways import EventBased
from engine.runtime.specs.joins import Inclusive
from engine.runtime.specs.node import Node


class Root(BpmnStartTask):
    """The root of a workflow's task tree; all tokens hang under it."""

    repeats: ClassVar[bool] = False
    guards: ClassVar[bool] = False


class Process(BpmnProcessSpec):
    """A process with its elements; `inclusive_joins` are looked at whenever nothing else can move."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        del self.task_specs["Start"]
        self.start = Root(self, "Start")
        self.inclusive_joins: tuple[Inclusive, ...] = ()

    def nodes(self) -> tuple[Node, ...]:
        """Return our specs, without those that SpiffWorkflow adds for itself."""
        return tuple(spec for spec in self.task_specs.values() if isinstance(spec, Node))

    def wire(self, flows: Mapping[str, int]) -> None:
        """Work out, once and for all threads, what the elements need to know of their neighbours.

        `flows` gives each sequence flow its place in the file: conditions are tried in that order.
        """
        incoming: dict[str, list[str]] = {}
        for node in self.nodes():
            node.edges = tuple(sorted(node.edges, key=lambda edge: flows[edge.flow]))
            for edge in node.edges:
                incoming.setdefault(edge.target, []).append(edge.flow)
        for node in self.nodes():
            node.incoming = tuple(incoming.get(node.name, ()))
        for gateway in (node for node in self.nodes() if isinstance(node, EventBased)):
            self._wire_events(gateway)
        self.inclusive_joins = tuple(
            node for node in self.nodes() if isinstance(node, Inclusive) and len(node.incoming) > 1
        )
        for join in self.inclusive_joins:
            join.upstream = self._upstream(join)

    def _wire_events(self, gateway: EventBased) -> None:
        events = [self.task_specs[edge.target] for edge in gateway.edges]
        gateway.events = tuple(event for event in events if isinstance(event, Catch))
        for event in gateway.events:
            event.from_gateway = frozenset(edge.flow for edge in gateway.edges)

    def _upstream(self, join: Node) -> dict[str, frozenset[str]]:
        """Return for each flow into the join the elements from which a token can come along it in this round."""
        before = graph.turned(graph.same_round(self._graph(), self.start.name, join.name))
        return {
            edge.flow: graph.reached([node.name], before, without=join.name)
            for node in self.nodes()
            for edge in node.edges
            if edge.target == join.name
        }

    def _graph(self) -> graph.Graph:
        found = {node.name: frozenset(edge.target for edge in node.edges) for node in self.nodes()}
        for guard in (node for node in self.nodes() if isinstance(node, Guard)):
            found[guard.name] = frozenset({guard.host, *guard.events})
        return {**found, self.start.name: frozenset(self.start._outputs)}  # noqa: SLF001  as its parser writes them
