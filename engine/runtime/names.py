"""XML names of BPMN and of our own attributes."""

from typing import Final

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
RALS: Final = "{urn:rals:bpmn:1}"
# What `rals:days` says when the days of a duration are working days.
WORKING_DAYS: Final = "arbetsdagar"
SPIFF: Final = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"

GATEWAYS: Final = frozenset({"exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway"})
WORKED_BY_PEOPLE: Final = frozenset({"userTask", "manualTask", "task"})
CALLS: Final = frozenset({"serviceTask", "sendTask"})
COMPUTED: Final = frozenset({"scriptTask", "businessRuleTask"})
NESTING: Final = frozenset({"subProcess", "callActivity"})
ACTIVITIES: Final = WORKED_BY_PEOPLE | CALLS | NESTING | COMPUTED | {"receiveTask"}
EVENTS: Final = frozenset(
    {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
)
FLOW_NODES: Final = GATEWAYS | ACTIVITIES | EVENTS


def local(node: object) -> str:
    """Return an element's name without its namespace; "" for comments and processing instructions."""
    tag = getattr(node, "tag", None)
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
