"""What splits in one way joins in the same way.

A parallel join after an exclusive choice waits for ways that were never taken: the case stands still for ever. Ways that a parallel gateway split and that meet without
a join run on side by side, so that everything after is done several times; that is a warning, since it may be meant.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope
from engine.runtime.checks.subject.meeting import splits
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

_ONE_WAY: Final = frozenset({"exclusiveGateway", "eventBasedGateway"})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each join that does not fit the gateway where its ways part."""
    for scope in subject.scopes:
        for join, split in splits(scope).items():
            kinds = local(scope.nodes[join]), local(scope.nodes[split])
            if kinds[0] == "parallelGateway" and kinds[1] in _ONE_WAY:
                yield _stuck(scope, (join, split))
            elif kinds[1] == "parallelGateway" and kinds[0] not in {"parallelGateway", "inclusiveGateway"}:
                yield _repeated(scope, (join, split))


def _stuck(scope: Scope, pair: Sequence[str]) -> Fault:
    join, split = (called(scope.nodes[key]) for key in pair)
    return Fault(
        pair[0],
        Text(
            f"{join.sv} väntar på alla vägar, men {split.sv} väljer bara en. Ärendet blir stående.",
            f"{join.en} waits for every way, but {split.en} takes only one. The case would stand still.",
        ),
        Text("Samla vägarna med en exklusiv grind.", "Join the ways with an exclusive gateway."),
    )


def _repeated(scope: Scope, pair: Sequence[str]) -> Fault:
    join, split = (called(scope.nodes[key]) for key in pair)
    return Fault(
        pair[0],
        Text(
            f"Vägar som {split.sv} delar möts vid {join.sv} utan att vänta in varandra. Det som följer görs flera gånger.",
            f"Ways that {split.en} splits meet at {join.en} without waiting for each other. What follows is done several times.",
        ),
        Text("Samla vägarna med en parallell grind.", "Join the ways with a parallel gateway."),
        "warning",
    )
