"""No element has an id that the engine or the data of a case uses for itself.

The engine adds steps of its own (`Start`, `End`, `x.EndJoin` …) and would mix them up with the element. `arende`, `organisation` and
`idag` are names that every expression can read, so an element with such an id would hide them.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import FLOW_NODES, local
from forms.text import Text

NAME: Final = Text("Inget id är upptaget", "No id is reserved")
_WORDS: Final = frozenset(
    {"Start", "End", "Root", "StartEventSplit", "StartEventJoin", "arende", "organisation", "idag"}
)
_ENDINGS: Final = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin", "[child]")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element with a reserved id."""
    for key, node in subject.nodes.items():
        if local(node) in FLOW_NODES | {"process"} and (key in _WORDS or key.endswith(_ENDINGS)):
            yield Fault(
                key,
                Text(f"Id {key} är upptaget av motorn.", f"The id {key} is reserved by the engine."),
                Text(
                    "Välj ett annat id, till exempel med ledet ut_, gw_ eller end_ först.",
                    "Choose another id, for example one that begins with ut_, gw_ or end_.",
                ),
            )
