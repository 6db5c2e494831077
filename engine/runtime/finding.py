"""How a refusal is written, and what is refused wherever it stands."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.errors import Finding
from forms.text import Text

CHECK: Final = "executable"
UNSUPPORTED: Final[Mapping[str, Text]] = {
    "complexGateway": Text("Komplexa grindar kan inte köras.", "Complex gateways cannot be run."),
    "adHocSubProcess": Text("Ad hoc-delprocesser kan inte köras.", "Ad hoc subprocesses cannot be run."),
    "transaction": Text("Transaktioner kan inte köras.", "Transactions cannot be run."),
    "ioSpecification": Text("ioSpecification stöds inte.", "ioSpecification is not supported."),
    "loopDataInputRef": Text(
        "loopDataInputRef stöds inte; använd rals:collection.",
        "loopDataInputRef is not supported; use rals:collection.",
    ),
    "loopDataOutputRef": Text(
        "loopDataOutputRef stöds inte; resultatet ligger under elementets id.",
        "loopDataOutputRef is not supported; the results are found under the element's id.",
    ),
    "linkEventDefinition": Text("Länkhändelser kan inte köras.", "Link events cannot be run."),
    "compensateEventDefinition": Text("Kompensation kan inte köras.", "Compensation cannot be run."),
    "conditionalEventDefinition": Text(
        "Villkorshändelser kan inte köras.", "Conditional events cannot be run."
    ),
    "cancelEventDefinition": Text("Avbrytshändelser kan inte köras.", "Cancel events cannot be run."),
}
_DRAW_ANEW: Final = Text(
    "Rita om stället med det som stöds.",
    "Redraw the place with what is supported.",
)

Found = Iterator[Finding]


def finding(node: etree._Element | None, sv: str, en: str, remedy: Text = _DRAW_ANEW) -> Finding:
    """Return a finding of this check for an element."""
    return Finding(CHECK, None if node is None else node.get("id"), Text(sv, en), remedy)


def siblings(node: etree._Element) -> list[etree._Element]:
    """Return the elements of the same process or subprocess."""
    parent = node.getparent()
    return [] if parent is None else list(parent)
