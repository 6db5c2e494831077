"""A way back passes somebody or something that waits.

A loop of gateways, scripts and automatic steps alone runs as fast as the computer can until the engine stops it. Every loop must pass a task for a person, a time or a
message.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope, reached
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, local
from forms.text import Text

NAME: Final = Text("En slinga väntar på något", "A loop waits for something")
_WAITS: Final = frozenset(
    {
        "userTask",
        "manualTask",
        "task",
        "receiveTask",
        "intermediateCatchEvent",
        "callActivity",
        "boundaryEvent",
    }
)


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each loop of automatic steps, at its first element."""
    for scope in subject.scopes:
        automatic = {key for key, node in scope.nodes.items() if not _waits(node)}
        onwards = {key: [to for to in scope.after[key] if to in automatic] for key in automatic}
        told: set[str] = set()
        for key in scope.nodes:
            if key in automatic and key not in told and key in reached(onwards[key], onwards):
                told |= _round(key, onwards)
                yield _fault(scope, key)


def _waits(node: etree._Element) -> bool:
    """Say whether a token stops here until somebody or something comes."""
    if local(node) == "subProcess":
        return any(local(inner) in _WAITS for inner in node.iter(f"{BPMN}*"))
    return local(node) in _WAITS


def _round(key: str, onwards: dict[str, list[str]]) -> set[str]:
    """Return everything that lies on a round from an element back to itself."""
    return {other for other in reached([key], onwards) if key in reached([other], onwards)}


def _fault(scope: Scope, key: str) -> Fault:
    name = called(scope.nodes[key])
    return Fault(
        key,
        Text(
            f"Vägen tillbaka till {name.sv} passerar ingen människa och ingen tid. Den kan snurra utan slut.",
            f"The way back to {name.en} passes no person and no time. It can go round without end.",
        ),
        Text(
            "Låt vägen gå genom en uppgift, en tid eller ett meddelande.",
            "Let the way pass a task, a time or a message.",
        ),
    )
