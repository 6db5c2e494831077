"""Nothing is drawn that the engine cannot run.

The parser behind the engine passes over some of these in silence (a link event just ends the flow) and stops at others without saying where.
A model that means something must never be run as if it did not.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, FLOW_NODES, local
from forms.text import Text

NAME: Final = Text("Allt som är ritat går att köra", "All that is drawn can be run")
_GATEWAYS: Final = Text(
    "Använd exklusiva, parallella eller inklusiva grindar.", "Use exclusive, parallel or inclusive gateways."
)
_SUBPROCESS: Final = Text("Använd en vanlig delprocess.", "Use an ordinary subprocess.")
_BOUNDARY: Final = Text(
    "Använd en kanthändelse på en delprocess i stället.", "Use a boundary event on a subprocess instead."
)
_FLOW: Final = Text("Dra ett vanligt flöde i stället.", "Draw an ordinary flow instead.")
_FIELD: Final = Text("Låt svaren i ett formulär bära data.", "Let the answers of a form carry the data.")
_UNSUPPORTED: Final[Mapping[str, tuple[Text, Text]]] = {
    "complexGateway": (Text("en komplex grind", "a complex gateway"), _GATEWAYS),
    "adHocSubProcess": (Text("en ad hoc-delprocess", "an ad hoc subprocess"), _SUBPROCESS),
    "transaction": (Text("en transaktion", "a transaction"), _SUBPROCESS),
    "linkEventDefinition": (Text("en länkhändelse", "a link event"), _FLOW),
    "compensateEventDefinition": (Text("en kompensation", "a compensation"), _BOUNDARY),
    "cancelEventDefinition": (Text("en avbrytshändelse", "a cancel event"), _BOUNDARY),
    "conditionalEventDefinition": (
        Text("en villkorshändelse", "a conditional event"),
        Text("Använd en grind eller en tidshändelse.", "Use a gateway or a timer event."),
    ),
    "dataStoreReference": (Text("ett datalager", "a data store"), _FIELD),
    "ioSpecification": (Text("en ioSpecification", "an ioSpecification"), _FIELD),
    "loopDataInputRef": (
        Text("loopDataInputRef", "loopDataInputRef"),
        Text("Använd rals:collection och rals:item.", "Use rals:collection and rals:item."),
    ),
    "choreographyTask": (Text("en koreografi", "a choreography"), _SUBPROCESS),
    "subChoreography": (Text("en koreografi", "a choreography"), _SUBPROCESS),
    "callChoreography": (Text("en koreografi", "a choreography"), _SUBPROCESS),
    "eventDefinitionRef": (
        Text("eventDefinitionRef", "eventDefinitionRef"),
        Text("Ge händelsen en egen utlösare.", "Give the event a trigger of its own."),
    ),
}
_OWNERS: Final = FLOW_NODES | {"process"}
_ALIKE: Final = frozenset(
    {"choreography", "globalTask", "globalUserTask", "globalScriptTask", "conversation"}
)


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element that cannot be run."""
    for root in subject.roots.values():
        for node in root.iter(f"{BPMN}*"):
            what = _UNSUPPORTED.get(local(node))
            if what is not None:
                yield _fault(node, *what)
            elif local(node) in _ALIKE:
                yield _fault(
                    node, Text(f"elementet {local(node)}", f"the element {local(node)}"), _SUBPROCESS
                )
            elif local(node) == "subProcess" and node.get("triggeredByEvent") == "true":
                yield _fault(node, Text("en händelsedelprocess", "an event subprocess"), _BOUNDARY)
            elif node.get("isForCompensation") == "true":
                yield _fault(node, *_UNSUPPORTED["compensateEventDefinition"])


def _fault(node: etree._Element, what: Text, remedy: Text) -> Fault:
    around = (node, *node.iterancestors())
    own = bool(node.get("id")) and not local(node).endswith("Definition")
    owner = node if own else next((up for up in around if local(up) in _OWNERS), node)
    name = called(owner)
    text = Text(
        f"{name.sv} är eller har {what.sv}, som inte kan köras.",
        f"{name.en} is or has {what.en}, which cannot be run.",
    )
    return Fault(owner.get("id"), text, remedy)
