"""Only a gateway has several ways out.

Several flows from an activity or an event split the work in parallel without showing it, and the engine refuses them.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Vägar delar sig vid en grind", "Ways part at a gateway")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element that is no gateway and has several ways out."""
    for scope in subject.scopes:
        for key, flows in scope.out.items():
            node = scope.nodes[key]
            if len(flows) > 1 and not local(node).endswith("Gateway"):
                name = called(node)
                yield Fault(
                    key,
                    Text(
                        f"{name.sv} har {len(flows)} utgående flöden.",
                        f"{name.en} has {len(flows)} outgoing flows.",
                    ),
                    Text(
                        "Sätt en grind efter: parallell om allt ska göras, exklusiv om en väg ska väljas.",
                        "Put a gateway after it: parallel if all is to be done, exclusive if one way is chosen.",
                    ),
                )
