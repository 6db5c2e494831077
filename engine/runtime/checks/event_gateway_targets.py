"""After an event-based gateway come only events to wait for.

The gateway waits for what happens first. A task after it would start at once, and an event that another flow leads to as well could be waited for
twice.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Efter en händelsegrind kommer händelser", "After an event-based gateway come events")
_WAITS: Final = frozenset({"intermediateCatchEvent", "receiveTask"})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each such gateway that something else follows."""
    for scope in subject.scopes:
        for key in scope.of_kind("eventBasedGateway"):
            targets = [flow.get("targetRef", "") for flow in scope.out[key]]
            wrong = [
                target
                for target in targets
                if target in scope.nodes
                and (local(scope.nodes[target]) not in _WAITS or len(scope.into[target]) > 1)
            ]
            if wrong:
                name, other = called(scope.nodes[key]), called(scope.nodes[wrong[0]])
                yield Fault(
                    key,
                    Text(
                        f"Efter händelsegrinden {name.sv} kommer {other.sv}, som den inte kan vänta på.",
                        f"The event-based gateway {name.en} is followed by {other.en}, which it cannot wait for.",
                    ),
                    Text(
                        "Låt varje väg från grinden börja med en egen tid eller ett eget meddelande.",
                        "Let every way from the gateway begin with a time or a message of its own.",
                    ),
                )
