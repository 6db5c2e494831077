"""A user task names a form that exists.

Without a form there is nothing to fill in, and nothing that an expression could read afterwards. A start event may name a form too; then it must exist.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS, local
from forms.text import Text

NAME: Final = Text("Uppgiften har ett formulär", "The task has a form")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task without a form, and each form that does not exist."""
    for node in subject.of_kind("userTask", "startEvent"):
        form, name = node.get(f"{RALS}form"), called(node)
        if not form and local(node) == "userTask":
            yield Fault(
                node.get("id"),
                Text(f"{name.sv} har inget formulär.", f"{name.en} has no form."),
                Text("Ange formuläret med rals:form.", "Name the form with rals:form."),
            )
        elif form and form not in subject.known.forms:
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} har formuläret {form}, som inte finns.",
                    f"{name.en} has the form {form}, which does not exist.",
                ),
                Text("Rätta namnet, eller lägg till formuläret.", "Correct the name, or add the form."),
            )
