"""Only flows from an exclusive or inclusive gateway have conditions.

A condition on a flow from an activity or an event is a hidden gateway that nobody sees in the drawing, and one after a parallel gateway would be
ignored: every way is taken.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import condition
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Villkor står vid grindar", "Conditions stand at gateways")
_CHOICES: Final = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each condition that stands elsewhere."""
    for scope in subject.scopes:
        for key, node in scope.nodes.items():
            if local(node) in _CHOICES:
                continue
            for flow in scope.out[key]:
                if condition(flow) is not None:
                    name = called(node)
                    yield Fault(
                        flow.get("id"),
                        Text(
                            f"Flödet från {name.sv} har ett villkor, men det kommer inte från en grind som väljer.",
                            f"The flow from {name.en} has a condition but does not leave a gateway that chooses.",
                        ),
                        Text(
                            "Sätt en exklusiv grind efter elementet och villkoret på flödet från den.",
                            "Put an exclusive gateway after the element and the condition on the flow from it.",
                        ),
                    )
