"""What the engine cannot run of events: their triggers, times, references and places."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from engine.runtime import timing
from engine.runtime.finding import UNSUPPORTED, Found, finding, siblings
from engine.runtime.names import ACTIVITIES, BPMN, COMPUTED, NESTING, local

TRIGGERS: Final[Mapping[str, frozenset[str]]] = {
    "startEvent": frozenset(),
    "endEvent": frozenset({"terminate", "error", "escalation", "signal"}),
    "intermediateThrowEvent": frozenset({"escalation", "signal"}),
    "intermediateCatchEvent": frozenset({"timer", "message", "signal"}),
    "boundaryEvent": frozenset({"timer", "message", "signal", "error", "escalation"}),
}
_NEEDED: Final = frozenset({"intermediateCatchEvent", "boundaryEvent"})


def event(node: etree._Element) -> Found:
    """Yield what is wrong with an event's trigger."""
    definitions = [local(child) for child in node if local(child).endswith("EventDefinition")]
    kinds = {name.removesuffix("EventDefinition") for name in definitions}
    allowed = TRIGGERS[local(node)]
    if node.findall(f"{BPMN}eventDefinitionRef"):
        yield finding(node, "eventDefinitionRef stöds inte.", "eventDefinitionRef is not supported.")
    if len(definitions) > 1:
        yield finding(node, "En händelse kan bara ha en utlösare.", "An event can have one trigger only.")
    if len(definitions) < 1 and local(node) in _NEEDED:
        yield finding(
            node, "Händelsen säger inte vad den väntar på.", "The event does not say what it waits for."
        )
    for kind in sorted(kinds - allowed):
        if f"{kind}EventDefinition" not in UNSUPPORTED:
            yield finding(
                node,
                f"Utlösaren ”{kind}” stöds inte här." + _hint(kind, "sv"),
                f'The trigger "{kind}" is not supported here.' + _hint(kind, "en"),
            )
    yield from _timer(node)
    yield from references(node)


def _hint(kind: str, language: str) -> str:
    if kind != "message":
        return ""
    return (
        " Använd en sändaktivitet med rals:connector."
        if language == "sv"
        else " Use a send task with rals:connector."
    )


def _timer(node: etree._Element) -> Found:
    timer = node.find(f"{BPMN}timerEventDefinition")
    if timer is None:
        return
    when = [local(child) for child in timer if local(child).startswith("time")]
    if len(when) != 1:
        yield finding(node, "Tidhändelsen saknar tid.", "The timer event has no time.")
        return
    if when == ["timeCycle"] and (
        local(node) != "boundaryEvent" or node.get("cancelActivity", "true") == "true"
    ):
        yield finding(
            node,
            "En återkommande tid kan bara stå på en kanthändelse som inte avbryter.",
            "A cycle can only stand on a boundary event that does not interrupt.",
        )
    yield from _time(node, timer)


def _time(node: etree._Element, timer: etree._Element) -> Found:
    """ISO text is read now; FEEL is compiled with the other expressions."""
    for child in timer:
        text = (child.text or "").strip()
        wrong = (
            timing.fault(local(child), text)
            if local(child).startswith("time") and timing.is_iso(text)
            else None
        )
        if wrong:
            yield finding(
                node, f"Tiden ”{text}” går inte att använda.", f'The time "{text}" cannot be used: {wrong}'
            )


def references(node: etree._Element) -> Found:
    """Yield references to messages, signals, errors or escalations that the file does not declare."""
    root = node.getroottree().getroot()
    for child in (node, *node):
        kind = "message" if local(child) == "receiveTask" else local(child).removesuffix("EventDefinition")
        if kind not in {"message", "signal", "error", "escalation"}:
            continue
        reference = child.get(f"{kind}Ref")
        declared = reference and any(item.get("id") == reference for item in root.iter(f"{BPMN}{kind}"))
        needed = kind in {"message", "signal"} or local(node) != "boundaryEvent"
        if not declared and (reference or needed):
            yield finding(
                node,
                f"Händelsen pekar inte på något {kind}-element.",
                f"The event refers to no {kind} element.",
            )


def boundary(node: etree._Element) -> Found:
    """Yield what is wrong with where a boundary event stands."""
    hosts = [item for item in siblings(node) if item.get("id") == node.get("attachedToRef")]
    if not hosts or local(hosts[0]) not in ACTIVITIES - COMPUTED:
        yield finding(
            node,
            "Kanthändelsen sitter inte på någon aktivitet som väntar.",
            "The boundary event is attached to no activity that waits.",
        )
    kinds = {local(child) for child in node}
    if "errorEventDefinition" in kinds and node.get("cancelActivity", "true") != "true":
        yield finding(node, "En felhändelse avbryter alltid.", "An error event always interrupts.")
    outwards = kinds & {"errorEventDefinition", "escalationEventDefinition"}
    if outwards and hosts and local(hosts[0]) not in NESTING:
        yield finding(
            node,
            "Fel och eskalering kan bara fångas på en delprocess eller ett anrop.",
            "Errors and escalations can only be caught on a subprocess or call activity.",
        )
