"""A mandate is not placed with a role that is denied it.

Some mandates a governing text takes from a role in so many words: a process role has no staff, no line budget. A task that gives it such a decision breaks the text, whoever drew it,
and the decision would be refused when somebody has prepared it.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Mandatet är inte nekat rollen", "The mandate is not denied the role")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each decision that lands with a role that its mandate is denied."""
    for node in subject.of_kind("userTask"):
        element, mandate = subject.elements.get(node.get("id", "")), node.get(f"{RALS}mandate", "")
        if element is None or element.role not in subject.known.denied.get(mandate, ()):
            continue
        name = called(node)
        yield Fault(
            element.id,
            Text(
                f"{name.sv} går till {element.role}, som enligt profilen aldrig får ha mandatet {mandate}.",
                f"{name.en} goes to {element.role}, which by the profile may never have the mandate {mandate}.",
            ),
            Text(
                "Flytta uppgiften till en bana vars roll har mandatet.",
                "Move the task to a lane whose role holds the mandate.",
            ),
        )
