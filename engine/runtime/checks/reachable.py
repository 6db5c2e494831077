"""Everything can be reached from the start.

An element that no flow leads to never happens. Most often a flow has been lost when something was moved.
"""

from collections.abc import Iterator

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import reached
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element that cannot be reached."""
    for scope in subject.scopes:
        starts = scope.of_kind("startEvent")
        seen = reached(starts, scope.after)
        for key in scope.nodes if starts else ():
            if key not in seen:
                name = called(scope.nodes[key])
                yield Fault(
                    key,
                    Text(
                        f"Inget flöde från starten leder till {name.sv}. Det händer aldrig.",
                        f"No flow from the start leads to {name.en}. It never happens.",
                    ),
                    Text(
                        "Dra ett flöde dit, eller ta bort elementet.",
                        "Draw a flow to it, or remove the element.",
                    ),
                )
