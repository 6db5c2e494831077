"""Everything can be reached from the start.

An element that no flow leads to never happens. Most often a flow has been lost when something was moved. So does one behind a gateway that waits for what comes only
after itself: that is found by letting tokens go every way.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.exploring import Explored
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope, reached
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Allt kan hända", "Everything can happen")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element that cannot be reached."""
    for scope in subject.scopes:
        starts = scope.of_kind("startEvent")
        seen = reached(starts, scope.after)
        unseen = [key for key in scope.nodes if starts and key not in seen]
        for key in unseen:
            yield _fault(scope, key)
        if not unseen:
            yield from _never_passed(scope, subject.explored.get(scope.element))


def _never_passed(scope: Scope, explored: Explored | None) -> Iterator[Fault]:
    # Behind a deadlock nothing happens either; that is told of where it is.
    if explored is not None and explored.complete and explored.stuck is None:
        for key in scope.nodes:
            if key not in explored.passed:
                yield _waits_for_ever(scope, key)


def _fault(scope: Scope, key: str) -> Fault:
    name = called(scope.nodes[key])
    return Fault(
        key,
        Text(
            f"Inget flöde från starten leder till {name.sv}. Det händer aldrig.",
            f"No flow from the start leads to {name.en}. It never happens.",
        ),
        Text("Dra ett flöde dit, eller ta bort elementet.", "Draw a flow to it, or remove the element."),
    )


def _waits_for_ever(scope: Scope, key: str) -> Fault:
    name = called(scope.nodes[key])
    return Fault(
        key,
        Text(
            f"Hur ärendet än går kommer det aldrig till {name.sv}. En grind före väntar på det som kommer efter den.",
            f"Whatever way the case goes it never comes to {name.en}. A gateway before waits for what comes after it.",
        ),
        Text(
            "Samla vägarna före med en exklusiv grind, eller flytta elementet.",
            "Join the ways before it with an exclusive gateway, or move the element.",
        ),
    )
