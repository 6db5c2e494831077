"""A lane lists only elements that exist.

A lane gives its role to what it lists. An id that is left after an element was removed or renamed says that the new element lost its role without anybody noticing.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN
from forms.text import Text

NAME: Final = Text("Banan listar det som finns", "The lane lists what exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a warning for each lane that lists what does not exist."""
    for lane in subject.of_kind("lane"):
        listed = [(ref.text or "").strip() for ref in lane.findall(f"{BPMN}flowNodeRef")]
        unknown = [key for key in listed if key not in subject.nodes]
        if unknown:
            name, names = called(lane), ", ".join(unknown)
            yield Fault(
                lane.get("id"),
                Text(
                    f"Banan {name.sv} listar {names}, som inte finns.",
                    f"The lane {name.en} lists {names}, which does not exist.",
                ),
                Text("Ta bort raden, eller rätta id:t.", "Remove the line, or correct the id."),
                "warning",
            )
