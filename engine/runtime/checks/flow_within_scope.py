"""A flow does not cross the border of a subprocess.

A subprocess begins at its start and is done at its end: that is what makes it possible to repeat it, to interrupt it and to count it as a phase. A flow
across the border would start or leave it half way.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Flödet håller sig i sin delprocess", "The flow stays in its subprocess")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each flow whose ends do not lie beside it."""
    for flow in subject.of_kind("sequenceFlow"):
        ends = [subject.nodes.get(flow.get(end, "")) for end in ("sourceRef", "targetRef")]
        found: list[etree._Element] = [end for end in ends if end is not None]
        if any(end.getparent() is not flow.getparent() for end in found):
            yield Fault(
                flow.get("id"),
                Text(
                    f"Flödet {flow.get('id')} går över gränsen till en delprocess.",
                    f"The flow {flow.get('id')} crosses the border of a subprocess.",
                ),
                Text(
                    "Låt flödet gå till delprocessens kant; inne i den börjar det vid starten.",
                    "Let the flow go to the edge of the subprocess; inside it begins at the start.",
                ),
            )
