"""Ways that run side by side are joined before they go on as one.

Ways that a parallel gateway split and that meet without a join run on side by side, so that everything after is done several times. It is a warning, since it may
be meant.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope
from engine.runtime.checks.subject.meeting import splits
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Vägar som går samtidigt samlas", "Ways that run at the same time are joined")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each join that does not fit the gateway where its ways part."""
    for scope in subject.scopes:
        for join, split in splits(scope).items():
            kinds = local(scope.nodes[join]), local(scope.nodes[split])
            if kinds[1] == "parallelGateway" and kinds[0] not in {"parallelGateway", "inclusiveGateway"}:
                yield _repeated(scope, (join, split))


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
