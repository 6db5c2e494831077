"""The form of a decision has an outcome and a reason.

A decision is stored with what was decided (`utfall`) and why (`motivering`). A form without them lets a decision be taken that the register cannot hold.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text(
    "Beslutets formulär har utfall och motivering", "The form of a decision has outcome and reason"
)


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each decision whose form lacks one of the two."""
    for node in subject.of_kind("userTask"):
        form = node.get(f"{RALS}form", "")
        if not node.get(f"{RALS}mandate") or form not in subject.known.forms:
            continue
        for field in ("utfall", "motivering"):
            if field not in subject.known.forms[form]:
                name = called(node)
                yield Fault(
                    node.get("id"),
                    Text(
                        f"{name.sv} är ett beslut, men formuläret {form} saknar fältet {field}.",
                        f"{name.en} is a decision, but the form {form} lacks the field {field}.",
                    ),
                    Text(f"Lägg till fältet {field} i {form}.", f"Add the field {field} to {form}."),
                )
