"""Whatever way a case goes, it can go on to an end.

A parallel join after a choice waits for ways that were never taken, and the case stands still for ever; a split inside a round makes work without end. It is decided by
letting tokens go every way through each process and subprocess, conditions aside, so what only the answers rule out is told of too. Beyond a bound it says that it stopped.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from engine.runtime.checks.can_end import is_ended_from_outside
from engine.runtime.checks.subject.exploring import Explored
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope, reached
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Ärendet kan alltid gå vidare", "The case can always go on")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each process or subprocess where a case can get stuck, with the way there."""
    for scope in subject.scopes:
        explored = subject.explored.get(scope.element)
        if explored is None:
            continue
        if explored.stuck:
            marking, way = explored.stuck
            yield _stuck(scope, marking.tokens[0].node, way)
        elif explored.circling and not _is_told_of_elsewhere(scope):
            yield _circling(scope, explored.circling[1])
        elif not explored.complete:
            yield _stopped(scope, explored)


def _is_told_of_elsewhere(scope: Scope) -> bool:
    ending = reached(scope.of_kind("endEvent"), scope.before)
    return is_ended_from_outside(scope) or any(key not in ending for key in scope.nodes)


def _stuck(scope: Scope, key: str, way: Sequence[str]) -> Fault:
    gateway, path = called(scope.nodes[key]), _path(scope, way)
    return Fault(
        key,
        Text(
            f"{gateway.sv} väntar på en väg som aldrig kommer. Ärendet blir stående när det går så här: {path.sv}.",
            f"{gateway.en} waits for a way that never comes. The case stands still when it goes like this: {path.en}.",
        ),
        Text(
            "Samla vägarna med samma sorts grind som delade dem.",
            "Join the ways with the kind of gateway that split them.",
        ),
    )


def _circling(scope: Scope, way: Sequence[str]) -> Fault:
    name, path = called(scope.element), _path(scope, way)
    return Fault(
        scope.element.get("id"),
        Text(
            f"{name.sv} kan aldrig ta slut när ärendet går så här: {path.sv}.",
            f"{name.en} can never end when the case goes like this: {path.en}.",
        ),
        Text(
            "Låt vägen tillbaka gå från en exklusiv grind, så att den kan lämnas.",
            "Let the way back leave an exclusive gateway, so that it can be left.",
        ),
    )


def _stopped(scope: Scope, explored: Explored) -> Fault:
    name, count = called(scope.element), len(explored.moves)
    return Fault(
        scope.element.get("id"),
        Text(
            f"{name.sv} har fler lägen än kontrollen hinner pröva. Efter {count} lägen är inget fel funnet, men alla är inte prövade.",
            f"{name.en} has more states than the check tries. After {count} states no fault is found, but not all are tried.",
        ),
        Text(
            "Lägg delar av det i delprocesser, och låt ingen väg dela sig i en slinga utan att samlas.",
            "Put parts of it into subprocesses, and let no way split in a loop without being joined.",
        ),
        "warning",
    )


def _path(scope: Scope, way: Sequence[str]) -> Text:
    names = [called(scope.nodes[key]) for key in way]
    return Text(" → ".join(name.sv for name in names), " → ".join(name.en for name in names))
