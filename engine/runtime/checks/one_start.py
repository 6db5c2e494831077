"""A process and every subprocess has exactly one start, and it has no trigger.

A case begins when somebody registers it, a subprocess when the flow reaches it. With none or several starts it is not clear where, and a start that waits for a
message or a time would never be reached.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Det finns en start", "There is one start")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each process or subprocess with none or several starts."""
    for scope in subject.scopes:
        count, name = len(scope.of_kind("startEvent")), called(scope.element)
        if count != 1 and scope.element.get("triggeredByEvent") != "true":
            yield Fault(
                scope.element.get("id"),
                Text(
                    f"{name.sv} har {count} starthändelser och ska ha en.",
                    f"{name.en} has {count} start events and should have one.",
                ),
                Text(
                    "Rita en starthändelse utan utlösare och låt flödet gå därifrån.",
                    "Draw one start event without a trigger and let the flow go from there.",
                ),
            )
