"""Files that together hold every element of BPMN 2.0, in every kind of diagram, with other tools' extensions between.

The events are written here, in every position; the rest lies in `every_bpmn_files`.
"""

from itertools import count
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

NAMESPACES: Final = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
    ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"'
    ' xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" xmlns:other="urn:another:tool"'
)
DEFINITIONS: Final = (
    *("message", "timer", "signal", "error", "escalation", "conditional", "compensate", "link", "cancel"),
    "terminate",
)
# The elements of the schema that are not abstract, those inside others too.
ELEMENTS: Final = """
    activationCondition adHocSubProcess assignment association auditing boundaryEvent businessRuleTask callActivity
    callChoreography callConversation cancelEventDefinition category categoryValue childLaneSet choreography choreographyRef
    choreographyTask collaboration compensateEventDefinition completionCondition complexBehaviorDefinition complexGateway
    condition conditionExpression conditionalEventDefinition conversation conversationAssociation conversationLink
    correlationKey correlationProperty correlationPropertyBinding correlationPropertyRef
    correlationPropertyRetrievalExpression correlationSubscription dataInput dataInputAssociation dataInputRefs dataObject
    dataObjectReference dataOutput dataOutputAssociation dataOutputRefs dataPath dataState dataStore dataStoreReference
    definitions documentation endEvent endPoint endPointRef error errorEventDefinition errorRef escalation
    escalationEventDefinition event eventBasedGateway eventDefinitionRef exclusiveGateway extension extensionElements
    flowNodeRef formalExpression from globalBusinessRuleTask globalChoreographyTask globalConversation globalManualTask
    globalScriptTask globalTask globalUserTask group humanPerformer implicitThrowEvent import inMessageRef incoming
    inclusiveGateway innerParticipantRef inputDataItem inputSet inputSetRefs interface interfaceRef intermediateCatchEvent
    intermediateThrowEvent ioBinding ioSpecification itemDefinition lane laneSet linkEventDefinition loopCardinality
    loopCondition loopDataInputRef loopDataOutputRef manualTask message messageEventDefinition messageFlow
    messageFlowAssociation messageFlowRef messagePath monitoring multiInstanceLoopCharacteristics operation operationRef
    optionalInputRefs optionalOutputRefs outMessageRef outerParticipantRef outgoing outputDataItem outputSet outputSetRefs
    parallelGateway participant participantAssociation participantMultiplicity participantRef partitionElement
    partitionElementRef partnerEntity partnerRole performer potentialOwner process property receiveTask relationship
    rendering resource resourceAssignmentExpression resourceParameter resourceParameterBinding resourceRef resourceRole
    script scriptTask sendTask sequenceFlow serviceTask signal signalEventDefinition source sourceRef
    standardLoopCharacteristics startEvent subChoreography subConversation subProcess supportedInterfaceRef supports target
    targetRef task terminateEventDefinition text textAnnotation timeCycle timeDate timeDuration timerEventDefinition to
    transaction transformation userTask whileExecutingInputRefs whileExecutingOutputRefs
"""


def e(kind: str, *inner: str, **attributes: str) -> str:
    """Write an element; an underscore at the end of a name is dropped, two inside are a colon."""
    named = {name.rstrip("_").replace("__", ":"): value for name, value in attributes.items()}
    pairs = "".join(f" {name}={quoteattr(value)}" for name, value in named.items())
    return f"<{kind}{pairs}>{''.join(inner)}</{kind}>" if inner else f"<{kind}{pairs}/>"


def trigger(name: str, key: str = "") -> str:
    """Write an event's definition with what belongs in it."""
    inner = {
        "timer": e("timeDuration", "P1D", xsi__type="tFormalExpression"),
        "conditional": e("condition", "x &gt; 1", xsi__type="tFormalExpression"),
        "link": e("source", "l1") + e("target", "l2"),
        "message": e("operationRef", "op"),
    }.get(name, "")
    more = {"id": key} if key else {}
    return e(f"{name}EventDefinition", *([inner] if inner else []), **more)


class Sheet:
    """Puts shapes on a grid, and writes the diagram."""

    def __init__(self) -> None:
        self._places, self._written = count(), []

    def shape(self, key: str, size: tuple[int, int] = (100, 80), **said: str) -> None:
        at = next(self._places)
        x, y = 60 + at % 9 * 180, 60 + at // 9 * 150
        self.box(key, (x, y, *size), **said)

    def box(self, key: str, place: tuple[int, ...], **said: str) -> None:
        names = dict(zip(("x", "y", "width", "height"), map(str, place), strict=True))
        below = {"x": names["x"], "y": str(place[1] + place[3] + 4), "width": "90", "height": "20"}
        inner = e("dc:Bounds", **names) + e("bpmndi:BPMNLabel", e("dc:Bounds", **below), labelStyle="style")
        number = len(self._written)
        self._written.append(e("bpmndi:BPMNShape", inner, id=f"s{number}", bpmnElement=key, **said))

    def edge(self, key: str, *points: tuple[float, float]) -> None:
        way = "".join(e("di:waypoint", x=str(x), y=str(y)) for x, y in points)
        number = len(self._written)
        self._written.append(e("bpmndi:BPMNEdge", way, id=f"e{number}", bpmnElement=key))

    def written(self, plane: str, name: str = "") -> str:
        style = e("bpmndi:BPMNLabelStyle", e("dc:Font", name="Arial", size="11"), id="style")
        inside = e("bpmndi:BPMNPlane", *self._written, bpmnElement=plane)
        return e("bpmndi:BPMNDiagram", inside, style, name=name, resolution="96")


def definitions(*parts: str) -> bytes:
    """Write a whole file."""
    return f'<definitions {NAMESPACES} targetNamespace="urn:every">{"".join(parts)}</definitions>'.encode()


def events() -> bytes:
    """Every event in every position, interrupting or not, with one, several and no definitions."""
    sheet, nodes = Sheet(), [e("task", id="host", name="Värd")]
    sheet.shape("host")
    kinds = ("startEvent", "intermediateCatchEvent", "intermediateThrowEvent", "endEvent", "boundaryEvent")
    for kind in kinds:
        for name in (*DEFINITIONS, "", "multiple", "parallelMultiple", "referred"):
            for interrupts in ("true", "false") if kind in ("startEvent", "boundaryEvent") else ("",):
                key = f"{kind}_{name}_{interrupts}"
                inner = {
                    "": "",
                    "referred": e("eventDefinitionRef", "shared"),
                    "multiple": trigger("signal") + trigger("message"),
                    "parallelMultiple": trigger("signal") + trigger("timer"),
                }.get(name)
                said = (
                    {"isInterrupting" if kind == "startEvent" else "cancelActivity": interrupts}
                    if interrupts
                    else {}
                )
                host = {"attachedToRef": "host"} if kind == "boundaryEvent" else {}
                several = {"parallelMultiple": "true"} if name == "parallelMultiple" else {}
                content = trigger(name) if inner is None else inner
                nodes.append(e(kind, content, id=key, name=name, **said, **host, **several))
                sheet.shape(key, (36, 36))
    shared = trigger("timer", "shared").replace("timeDuration", "timeCycle")
    once = trigger("timer", "once").replace("timeDuration", "timeDate")
    return definitions(
        shared, once, e("process", *nodes, e("implicitThrowEvent", id="implicit"), id="p"), sheet.written("p")
    )


FILES: Final = {
    "events": events(),
    **{
        path.stem: path.read_bytes()
        for path in sorted(Path(__file__).with_name("every_bpmn_files").iterdir())
    },
}
