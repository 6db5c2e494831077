"""Names of BPMN that layout, drawing and checks share: namespaces, kinds of element, the role of an element."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from engine.runtime import names

BPMN: Final = names.BPMN
BPMNDI: Final = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC: Final = "{http://www.omg.org/spec/DD/20100524/DC}"
DI: Final = "{http://www.omg.org/spec/DD/20100524/DI}"
RALS: Final = names.RALS

TASKS: Final = frozenset(
    {
        *("task", "userTask", "manualTask", "scriptTask", "serviceTask", "sendTask", "receiveTask"),
        *("businessRuleTask", "callActivity", "globalTask", "globalUserTask", "callChoreography"),
        *("globalManualTask", "globalScriptTask", "globalBusinessRuleTask"),
    }
)
SUBPROCESSES: Final = frozenset({"subProcess", "adHocSubProcess", "transaction", "subChoreography"})
ACTIVITIES: Final = TASKS | SUBPROCESSES | {"choreographyTask"}
GATEWAYS: Final = frozenset(
    {"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"}
)
EVENTS: Final = names.EVENTS
FLOW_NODES: Final = ACTIVITIES | GATEWAYS | EVENTS
DATA: Final = frozenset({"dataObjectReference", "dataStoreReference"})
SHEETS: Final = frozenset({"dataObjectReference", "dataObject", "dataInput", "dataOutput"})
ARTIFACTS: Final = DATA | {"textAnnotation"}


def kind(element: etree._Element) -> str:
    """Return the local name of a BPMN element, or an empty string for anything else (comments too)."""
    tag = element.tag
    return tag[len(BPMN) :] if isinstance(tag, str) and tag.startswith(BPMN) else ""


def named(element: etree._Element) -> str:
    """Return the Swedish name on one line."""
    return " ".join(element.get("name", "").split())


def lanes_of(root: etree._Element) -> Mapping[str, etree._Element]:
    """Return for each element listed by a lane that lane; an inner lane wins over its outer one."""
    return {
        (ref.text or "").strip(): lane
        for lane in root.iter(f"{BPMN}lane")  # inner lanes come later in the document
        for ref in lane.findall(f"{BPMN}flowNodeRef")
    }


def lane_role(lane: etree._Element | None) -> str | None:
    """Return the role of a lane, or of the lane around it."""
    while lane is not None:
        if kind(lane) == "lane" and lane.get(f"{RALS}role"):
            return lane.get(f"{RALS}role")
        lane = lane.getparent()
    return None


def role_of(element: etree._Element, lanes: Mapping[str, etree._Element]) -> str | None:
    """Return the role of an element as the engine finds it: its own, its lane's, else that of what lies around it."""
    around: etree._Element | None = element
    while around is not None:
        role = around.get(f"{RALS}role") or lane_role(lanes.get(around.get("id", "")))
        if role:
            return role
        around = around.getparent()
    return None
