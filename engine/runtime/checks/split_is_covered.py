"""Every choice has a way out, whatever the answer.

An exclusive or inclusive gateway needs a default flow, or conditions that name every outcome of the form. Without it a case stops when none of the conditions
is true. A flow without a condition that is not the default would always be taken, and a condition on the default flow would be ignored.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import condition
from engine.runtime.checks.subject.sites import outcomes_tested
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Varje vägval har en väg ut", "Every choice has a way out")
_CONDITION: Final = Text(
    "Skriv ett villkor, eller gör den till standardväg.", "Write a condition, or make it the default flow."
)
_ONE: Final = r'[\w-]+\.utfall\s*=\s*"[^"]*"'
_ONLY_OUTCOMES: Final = re.compile(rf"\s*{_ONE}(\s+or\s+{_ONE})*\s*")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each gateway that leaves an answer without a way."""
    for scope in subject.scopes:
        for key in scope.of_kind("exclusiveGateway", "inclusiveGateway"):
            flows, node = scope.out[key], scope.nodes[key]
            if len(flows) > 1:
                yield from _flows(flows, node)
                if not node.get("default") and not _covers(flows, subject):
                    yield _uncovered(node)


def _flows(flows: Sequence[etree._Element], node: etree._Element) -> Iterator[Fault]:
    name, chosen = called(node), node.get("default")
    for flow in flows:
        default, asked = flow.get("id") == chosen, bool(condition(flow))
        if default and asked:
            text = Text(
                f"Standardvägen från {name.sv} har ett villkor, som inte används.",
                f"The default flow from {name.en} has a condition, which is not used.",
            )
            yield Fault(flow.get("id"), text, Text("Ta bort villkoret.", "Remove the condition."))
        elif not default and not asked:
            text = Text(
                f"En väg från {name.sv} har inget villkor och är inte standardväg.",
                f"A flow from {name.en} has no condition and is not the default.",
            )
            yield Fault(flow.get("id"), text, _CONDITION)
    if chosen and chosen not in {flow.get("id") for flow in flows}:
        text = Text(
            f"Standardvägen från {name.sv} finns inte.", f"The default flow from {name.en} does not exist."
        )
        yield Fault(
            node.get("id"),
            text,
            Text("Välj en av grindens vägar.", "Choose one of the flows of the gateway."),
        )


def _covers(flows: Sequence[etree._Element], subject: Subject) -> bool:
    """Say whether the conditions name every outcome that one form offers."""
    conditions = [condition(flow) or "" for flow in flows]
    if not all(_ONLY_OUTCOMES.fullmatch(text) for text in conditions):
        return False
    tested = [pair for text in conditions for pair in outcomes_tested(text)]
    node = subject.nodes.get(tested[0][0])
    form = "" if node is None else node.get(f"{RALS}form", "")
    offered = subject.known.outcomes.get(form, frozenset())
    same = len({key for key, _ in tested}) == 1
    return same and bool(offered) and offered <= {value for _, value in tested}


def _uncovered(node: etree._Element) -> Fault:
    name = called(node)
    return Fault(
        node.get("id"),
        Text(
            f"Grinden {name.sv} har ingen standardväg, och villkoren täcker inte alla svar.",
            f"The gateway {name.en} has no default flow, and the conditions do not cover every answer.",
        ),
        Text("Gör en av vägarna till standardväg.", "Make one of the flows the default."),
    )
