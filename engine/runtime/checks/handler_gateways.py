"""What follows an event that does not interrupt keeps to ways without joins, or to a subprocess.

Such an event can happen several times, so several rounds of what follows can be on their way at once. A parallel or inclusive gateway cannot tell which
arrival belongs to which round and would join the wrong ones. In a subprocess each round has its own. (An exclusive gateway waits for nothing and is let through.)
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import reached
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Det som kan hända flera gånger hålls isär", "What can happen several times is kept apart")
_JOINS: Final = frozenset({"parallelGateway", "inclusiveGateway"})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each such gateway that an event reaches which does not interrupt."""
    for scope in subject.scopes:
        for key in scope.of_kind("boundaryEvent"):
            if scope.nodes[key].get("cancelActivity", "true") != "false":
                continue
            for met in sorted(reached(scope.after[key], scope.after)):
                if local(scope.nodes[met]) in _JOINS:
                    gateway, event = called(scope.nodes[met]), called(scope.nodes[key])
                    yield Fault(
                        met,
                        Text(
                            f"Grinden {gateway.sv} nås från händelsen {event.sv}, som kan hända flera gånger.",
                            f"The gateway {gateway.en} is reached from the event {event.en}, which can happen several times.",
                        ),
                        Text(
                            "Lägg det som följer på händelsen i en delprocess.",
                            "Put what follows the event into a subprocess.",
                        ),
                    )
