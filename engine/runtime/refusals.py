"""What the engine cannot run, each with its sentence: refused when a model is compiled, never silently ignored."""

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from engine.runtime.event_refusals import TRIGGERS, boundary, event, references
from engine.runtime.finding import UNSUPPORTED, Found, finding, siblings
from engine.runtime.names import ACTIVITIES, BPMN, FLOW_NODES, RALS, local

_RESERVED: Final = frozenset({"Start", "End", "Root", "StartEventSplit", "StartEventJoin"})
_RESERVED_ENDINGS: Final = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin", " [child]")
_WORDS: Final = frozenset({"arende", "organisation", "idag"})


def refusals(root: etree._Element) -> Found:
    """Yield what cannot be run in one file."""
    for process in root.iter(f"{BPMN}process"):
        for node in process.iter(f"{BPMN}*"):
            kind = local(node)
            if kind in UNSUPPORTED:
                owner = (
                    node
                    if node.get("id") and kind in node.tag and not kind.endswith("Definition")
                    else _owner(node)
                )
                yield finding(owner, *UNSUPPORTED[kind])
            for rule in _RULES.get(kind, ()):
                yield from rule(node)
            if kind in FLOW_NODES:
                yield from _id(node)
                yield from _connected(node)
        yield from _one_start(process)


def _owner(node: etree._Element) -> etree._Element:
    around = (node, *node.iterancestors())
    return next((each for each in around if local(each) in FLOW_NODES), node)


def _id(node: etree._Element) -> Found:
    name = node.get("id", "")
    if not name:
        yield finding(node, "Ett element saknar id.", "An element has no id.")
    elif name in _RESERVED or name in _WORDS or name.endswith(_RESERVED_ENDINGS):
        yield finding(
            node, f"Id ”{name}” är upptaget av motorn.", f'The id "{name}" is reserved by the engine.'
        )


def _connected(node: etree._Element) -> Found:
    """What no flow leads to would silently never happen; where none leads on, the case would end without saying how."""
    if node.get("triggeredByEvent") == "true":
        return
    flows = [flow for flow in siblings(node) if local(flow) == "sequenceFlow"]
    begins = local(node) in {"startEvent", "boundaryEvent"}
    if not begins and all(flow.get("targetRef") != node.get("id") for flow in flows):
        yield finding(node, "Inget flöde leder hit.", "No flow leads here.")
    if local(node) != "endEvent" and all(flow.get("sourceRef") != node.get("id") for flow in flows):
        yield finding(
            node, "Inget flöde leder vidare; sätt en sluthändelse.", "No flow leads on; add an end event."
        )


def _flow(node: etree._Element) -> Found:
    nearby = {item.get("id") for item in siblings(node) if local(item) in FLOW_NODES}
    if not {node.get("sourceRef"), node.get("targetRef")} <= nearby:
        yield finding(
            node,
            "Flödet går inte mellan två element i samma process eller delprocess.",
            "The flow does not run between two elements of the same process or subprocess.",
        )


def _one_start(scope: etree._Element) -> Found:
    starts = scope.findall(f"{BPMN}startEvent")
    if len(starts) != 1:
        yield finding(
            scope,
            f"En process eller delprocess ska ha en starthändelse; här finns {len(starts)}.",
            f"A process or subprocess has one start event; there are {len(starts)} here.",
        )


def _subprocess(node: etree._Element) -> Found:
    if node.get("triggeredByEvent") == "true":
        yield finding(node, "Händelsedelprocesser kan inte köras.", "Event subprocesses cannot be run.")
    else:
        yield from _one_start(node)
    if not node.findall(f"{BPMN}endEvent"):
        yield finding(node, "Delprocessen saknar sluthändelse.", "The subprocess has no end event.")


def _activity(node: etree._Element) -> Found:
    outgoing = [flow for flow in siblings(node) if flow.get("sourceRef") == node.get("id")]
    if len(outgoing) > 1:
        yield finding(
            node,
            "En aktivitet kan bara ha ett utgående flöde; använd en grind.",
            "An activity can have one outgoing flow only; use a gateway.",
        )
    for flow in outgoing:
        if flow.find(f"{BPMN}conditionExpression") is not None:
            yield finding(
                node,
                "Villkorade flöden från en aktivitet stöds inte; använd en grind.",
                "Conditional flows from an activity are not supported; use a gateway.",
            )
    if node.get("isForCompensation") == "true":
        yield finding(node, *UNSUPPORTED["compensateEventDefinition"])


def _choice(node: etree._Element) -> Found:
    outgoing = [flow for flow in siblings(node) if flow.get("sourceRef") == node.get("id")]
    for flow in outgoing:
        bare = flow.find(f"{BPMN}conditionExpression") is None
        if bare and len(outgoing) > 1 and flow.get("id") != node.get("default"):
            yield finding(
                flow, "Vägen från grinden saknar villkor.", "The flow from the gateway has no condition."
            )


def _event_gateway(node: etree._Element) -> Found:
    by_id = {item.get("id"): item for item in siblings(node)}
    for flow in (item for item in siblings(node) if item.get("sourceRef") == node.get("id")):
        target = by_id.get(flow.get("targetRef"))
        others = [item for item in siblings(node) if item.get("targetRef") == flow.get("targetRef")]
        if (
            target is None
            or local(target) not in {"intermediateCatchEvent", "receiveTask"}
            or len(others) > 1
        ):
            yield finding(
                node,
                "Efter en händelsegrind får bara händelser stå som ingen annan väg leder till.",
                "Only events that no other flow leads to may follow an event-based gateway.",
            )


def _repeated(node: etree._Element) -> Found:
    counted = node.find(f"{BPMN}loopCardinality") is not None
    if counted == bool(node.get(f"{RALS}collection")):
        yield finding(
            _owner(node),
            "En upprepad aktivitet ska ha antingen rals:collection eller loopCardinality.",
            "A repeated activity has either rals:collection or loopCardinality.",
        )
    if not counted and not node.get(f"{RALS}item"):
        yield finding(_owner(node), "rals:item saknas.", "rals:item is missing.")


def _loop(node: etree._Element) -> Found:
    if node.find(f"{BPMN}loopCondition") is None and node.get("loopMaximum") is None:
        yield finding(_owner(node), "Slingan saknar villkor.", "The loop has no condition.")
    if not (node.get("loopMaximum") or "1").isdigit():
        yield finding(_owner(node), "loopMaximum är inget tal.", "loopMaximum is not a number.")


_RULES: Final[Mapping[str, tuple[Callable[[etree._Element], Found], ...]]] = {
    **dict.fromkeys(ACTIVITIES, (_activity,)),
    **dict.fromkeys(TRIGGERS, (event,)),
    "sequenceFlow": (_flow,),
    "subProcess": (_activity, _subprocess),
    "boundaryEvent": (event, boundary),
    "receiveTask": (_activity, references),
    "exclusiveGateway": (_choice,),
    "inclusiveGateway": (_choice,),
    "eventBasedGateway": (_event_gateway,),
    "multiInstanceLoopCharacteristics": (_repeated,),
    "standardLoopCharacteristics": (_loop,),
}
