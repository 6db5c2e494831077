"""Both ends of a flow are there.

A flow whose source or target has been removed is not drawn anywhere, and the work stops where it should have gone on.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Flödet har två ändar", "The flow has two ends")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each flow with an end that is in no process."""
    for flow in subject.of_kind("sequenceFlow"):
        for end in ("sourceRef", "targetRef"):
            if flow.get(end, "") not in subject.nodes:
                missing = flow.get(end) or "–"  # noqa: RUF001 - a dash for nothing
                yield Fault(
                    flow.get("id"),
                    Text(
                        f"Flödet {flow.get('id')} pekar på {missing}, som inte finns.",
                        f"The flow {flow.get('id')} points to {missing}, which does not exist.",
                    ),
                    Text("Dra om flödet, eller ta bort det.", "Draw the flow anew, or remove it."),
                )
