"""A mandate that a task names is in the profile.

The mandate is what makes a decision valid: the decision is stored with it and with the text that gives it. An unknown one gives nobody the right to decide.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Mandatet finns i profilen", "The mandate is in the profile")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each mandate that the profile does not have."""
    for node in subject.nodes.values():
        mandate = node.get(f"{RALS}mandate")
        if mandate and mandate not in subject.known.mandates:
            name = called(node)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} har mandatet {mandate}, som inte finns i profilen.",
                    f"{name.en} has the mandate {mandate}, which the profile does not have.",
                ),
                Text(
                    "Rätta nyckeln, eller lägg till mandatet i profilen med den text som ger det.",
                    "Correct the key, or add the mandate to the profile with the text that gives it.",
                ),
            )
