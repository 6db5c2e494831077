"""A governing statement that an element refers to exists.

`rals:krav` is what makes a step traceable to its text. An id that does not exist leads the reader nowhere and counts as carried although it is not.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Kravet finns", "The statement exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element that names statements which do not exist."""
    for node in subject.nodes.values():
        unknown = [key for key in node.get(f"{RALS}krav", "").split() if key not in subject.known.krav]
        if unknown:
            listed, name = ", ".join(unknown), called(node)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} hänvisar till {listed}, som inte finns.",
                    f"{name.en} refers to {listed}, which does not exist.",
                ),
                Text(
                    "Rätta id:t, eller ta bort det. Alla finns i bpmn/krav.yaml.",
                    "Correct the id, or remove it. All are in bpmn/krav.yaml.",
                ),
            )
