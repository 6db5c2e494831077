"""From BPMN XML to specs: SpiffWorkflow's parser with our classes for every element."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, ClassVar, Final

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.task_parsers import SubprocessParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag

from engine.runtime.names import BPMN, RALS, WORKING_DAYS, local
from engine.runtime.specs import events, gateways, joins, repeats, tasks
from engine.runtime.specs.boundary import Boundary, Guard
from engine.runtime.specs.node import Edge, Node
from engine.runtime.specs.process import Process

# Parts of a drawing that say nothing about execution; SpiffWorkflow would ask for implementations of some.
_DRAWN: Final = frozenset(
    {"dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "dataInputAssociation"}
    | {"dataOutputAssociation", "textAnnotation", "association", "group", "laneSet", "BPMNDiagram"}
)


class NodeParser(TaskParser):
    """Makes one of our specs, wrapped in its repetition and guarded by its boundary events."""

    task: Any

    def create_task(self) -> Node:
        """Return the spec of the element."""
        node: Node = self.spec_class(self.spec, self.bpmn_id, **self.more(), bpmn_name=self.node.get("name"))
        return node

    def more(self) -> dict[str, Any]:
        """Return what the spec class wants to know beyond its id."""
        return {}

    def handles_multiple_outgoing(self) -> bool:
        """Say whether the element is a gateway."""
        return self.spec_class in {gateways.Exclusive, gateways.EventBased, joins.Parallel, joins.Inclusive}

    def connect_outgoing(self, outgoing_task: Node, sequence_flow_node: Any, is_default: bool) -> None:  # noqa: FBT001  as the parser calls it
        """Keep a sequence flow with its condition."""
        condition = self.parse_condition(sequence_flow_node)
        edge = Edge(
            sequence_flow_node.get("id"), outgoing_task.name, condition and condition.strip(), is_default
        )
        self.task.edges = (*self.task.edges, edge)

    def _add_boundary_event(self, children: list[Any]) -> Guard:
        guard = Guard(self.spec, f"{self.bpmn_id}.BoundaryEventSplit", host=self.task.name)
        guard.events = tuple(self.process_parser.parse_node(event).name for event in children)
        return guard

    def _add_loop_task(self, loop_characteristics: Any) -> None:
        maximum = loop_characteristics.get("loopMaximum")
        self._repeat(
            repeats.Loop,
            condition=_text_of(loop_characteristics, "loopCondition"),
            maximum=None if maximum is None else int(maximum),
            test_before=loop_characteristics.get("testBefore") == "true",
        )

    def _add_multiinstance_task(self, loop_characteristics: Any) -> None:
        element = self.process_parser.parser.elements[self.bpmn_id]
        rule = repeats.Repetition(
            collection=element.collection,
            count=_text_of(loop_characteristics, "loopCardinality"),
            item=element.item,
            completion=_text_of(loop_characteristics, "completionCondition"),
        )
        sequential = loop_characteristics.get("isSequential") == "true"
        self._repeat(repeats.OneByOne if sequential else repeats.MultiInstance, repetition=rule)

    def _repeat(self, spec_class: type[repeats.Repeated], **how: Any) -> None:
        inner = self.spec.task_specs.pop(self.task.name)
        inner.name = f"{inner.name} [child]"
        self.spec.task_specs[inner.name] = inner
        self.task = spec_class(self.spec, self.bpmn_id, bpmn_name=inner.bpmn_name, **how)
        self.task.inner = inner.name


class ScriptParser(NodeParser):
    """A script task: its script is one FEEL expression."""

    def more(self) -> dict[str, Any]:
        """Return what is particular to this kind of element."""
        return {"script": _text_of(self.node, "script") or ""}


class SubProcessParser(NodeParser):
    """An embedded subprocess."""

    def more(self) -> dict[str, Any]:
        """Return what is particular to this kind of element."""
        return {"subworkflow_spec": SubprocessParser.get_subprocess_spec(self)}


class CallParser(NodeParser):
    """A call activity."""

    def more(self) -> dict[str, Any]:
        """Return what is particular to this kind of element."""
        return {"subworkflow_spec": SubprocessParser.get_call_activity_spec(self)}


class EventParser(NodeParser):
    """An event or receive task, with what it waits for or throws."""

    def more(self) -> dict[str, Any]:
        """Return what is particular to this kind of element."""
        return {"trigger": self.process_parser.parser.trigger(self.node)}


class StartParser(EventParser):
    """A start event: the root leads to it."""

    def create_task(self) -> Node:
        """Return the start event, with the root leading to it."""
        node = super().create_task()
        self.spec.start.connect(node)
        return node


class BoundaryParser(EventParser):
    """A boundary event; it interrupts unless it says otherwise."""

    def more(self) -> dict[str, Any]:
        """Return what is particular to this kind of element."""
        return {**super().more(), "interrupting": self.node.get("cancelActivity", "true") == "true"}


class SpecParser(ProcessParser):
    """Makes our process specs."""

    def create_spec(self) -> Process:
        """Return an empty process spec."""
        return Process(name=self.bpmn_id, description=self.get_name(), filename=self.filename)


class Parser(BpmnParser):
    """One parser per model: its caches are never shared between models."""

    PROCESS_PARSER_CLASS = SpecParser
    PARSER_CLASSES: ClassVar[Mapping[str, Any]] = {
        full_tag("startEvent"): (StartParser, events.Start),
        full_tag("endEvent"): (EventParser, events.End),
        full_tag("intermediateThrowEvent"): (EventParser, events.Throw),
        full_tag("intermediateCatchEvent"): (EventParser, events.Catch),
        full_tag("receiveTask"): (EventParser, events.Catch),
        full_tag("boundaryEvent"): (BoundaryParser, Boundary),
        full_tag("userTask"): (NodeParser, tasks.Manual),
        full_tag("manualTask"): (NodeParser, tasks.Manual),
        full_tag("task"): (NodeParser, tasks.Manual),
        full_tag("serviceTask"): (NodeParser, tasks.Call),
        full_tag("sendTask"): (NodeParser, tasks.Call),
        full_tag("scriptTask"): (ScriptParser, tasks.Script),
        full_tag("businessRuleTask"): (NodeParser, tasks.Decide),
        full_tag("subProcess"): (SubProcessParser, tasks.Nested),
        full_tag("callActivity"): (CallParser, tasks.Nested),
        full_tag("exclusiveGateway"): (NodeParser, gateways.Exclusive),
        full_tag("inclusiveGateway"): (NodeParser, joins.Inclusive),
        full_tag("parallelGateway"): (NodeParser, joins.Parallel),
        full_tag("eventBasedGateway"): (NodeParser, gateways.EventBased),
    }

    def __init__(self, elements: Mapping[str, Any]) -> None:
        super().__init__()
        self.elements = elements

    def add(self, root: etree._Element, filename: str) -> None:
        """Add one file; what is only drawn is left out."""
        bare = deepcopy(root)
        for node in list(bare.iter()):
            around = node.getparent()
            if local(node) in _DRAWN and around is not None:
                around.remove(node)
        self.add_bpmn_xml(bare, filename)

    def trigger(self, node: Any) -> events.Trigger:
        """Return what an event waits for or throws."""
        for child in (node, *node):
            kind = local(child).removesuffix("EventDefinition")
            if kind == "timer":
                return next(
                    events.Trigger(local(when), "", _text(when), node.get(f"{RALS}days") == WORKING_DAYS)
                    for when in child.iterfind(f"{BPMN}*")
                )
            if kind == "terminate":
                return events.Trigger(kind)
            if kind in {"message", "signal", "error", "escalation", "receiveTask"}:
                kind = "message" if kind == "receiveTask" else kind
                return events.Trigger(kind, self._name(kind, child.get(f"{kind}Ref")))
        return events.Trigger()

    def _name(self, kind: str, reference: str | None) -> str:
        if reference is None:
            return ""
        if kind == "message":
            return str(self.messages[reference] or reference)
        if kind == "signal":
            return str(self.signals[reference] or reference)
        given = self.errors if kind == "error" else self.escalations
        return str(given[reference][f"{kind}_code"] or reference)


def _text(node: Any) -> str:
    return (node.text or "").strip()


def _text_of(node: Any, name: str) -> str | None:
    found = node.find(f"{BPMN}{name}")
    return None if found is None else _text(found)
