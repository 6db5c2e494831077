"""Who decides by a mandate is who gets the task.

A task that lands with a role that may not decide ends in a refusal when somebody has already done the work. The model and the profile must agree before a case
begins.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Rollen har mandatet", "The role holds the mandate")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each decision that lands with a role that may not take it."""
    for node in subject.of_kind("userTask"):
        element, mandate = subject.elements.get(node.get("id", "")), node.get(f"{RALS}mandate", "")
        deciders = subject.known.mandates.get(mandate)
        if element is None or element.role is None or deciders is None or element.role in deciders:
            continue
        if element.role in subject.known.denied.get(mandate, ()):  # told of by mandate_denied
            continue
        who, name = ", ".join(sorted(deciders)), called(node)
        yield Fault(
            element.id,
            Text(
                f"{name.sv} går till {element.role}, men mandatet {mandate} har {who or 'ingen'}.",
                f"{name.en} goes to {element.role}, but the mandate {mandate} is held by {who or 'nobody'}.",
            ),
            Text(
                "Ge uppgiften en roll som har mandatet, eller ändra mandatet i profilen.",
                "Give the task a role that holds the mandate, or change the mandate in the profile.",
            ),
        )
