"""The time that a task is due can be understood.

`rals:due` is a duration (`P14D`) or FEEL. A due time that cannot be understood would give a task without one, and nobody would be reminded.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime import timing
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Förfallotiden går att förstå", "The due time can be understood")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each due time in ISO 8601 that cannot be used; FEEL is read by the check of expressions."""
    for node in subject.nodes.values():
        due = node.get(f"{RALS}due", "").strip()
        if due and timing.is_iso(due) and timing.fault("timeDuration", due) is not None:
            name = called(node)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} förfaller {due}, som inte går att använda.",
                    f"{name.en} is due {due}, which cannot be used.",
                ),
                Text("Skriv en varaktighet, till exempel P14D.", "Write a duration, for example P14D."),
            )
