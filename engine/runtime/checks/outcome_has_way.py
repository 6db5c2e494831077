"""Every answer that a decision can get has a way at the gateway after it.

Beside the outcomes that the conditions name, one may be left to the default flow. With more left the gateway treats different answers alike, most often since the form got a new outcome
and the model did not.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope, condition
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Varje svar har en väg", "Every answer has a way")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each gateway with a default flow that several outcomes of the task before it are left to."""
    for scope in subject.scopes:
        for key in scope.of_kind("exclusiveGateway", "inclusiveGateway"):
            gateway = scope.nodes[key]
            if gateway.get("default") and len(scope.out[key]) > 1:
                for task in _before(scope, key):
                    offered = subject.known.outcomes.get(task.get(f"{RALS}form", ""), frozenset())
                    left = sorted(value for value in offered if not _is_named(scope, key, value))
                    if len(left) > 1:
                        yield _fault(gateway, task, left)


def _before(scope: Scope, key: str) -> Iterator[etree._Element]:
    for other in scope.before[key]:
        if scope.nodes[other].get(f"{RALS}mandate"):
            yield scope.nodes[other]


def _is_named(scope: Scope, key: str, value: str) -> bool:
    return any(f'"{value}"' in (condition(flow) or "") for flow in scope.out[key])


def _fault(gateway: etree._Element, task: etree._Element, left: list[str]) -> Fault:
    name, decided, listed = called(gateway), called(task), ", ".join(left)
    return Fault(
        gateway.get("id"),
        Text(
            f"Vid {name.sv} går flera svar på {decided.sv} samma väg utan att nämnas: {listed}.",
            f"At {name.en} several answers to {decided.en} go the same way without being named: {listed}.",
        ),
        Text(
            "Skriv ett villkor för varje svar, och låt högst ett gå standardvägen.",
            "Write a condition for each answer, and let at most one take the default flow.",
        ),
    )
