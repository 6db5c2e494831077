"""A task is sent back only to a task that leads straight to it.

`rals:send-back` lists earlier tasks that may be opened again with what was handed in. The case then goes back by one step, so between the two nothing may happen: no other task, no decision, nothing that a connector does.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS, local
from forms.text import Text

NAME: Final = Text("Det som skickas tillbaka går ett steg", "What is sent back goes one step")
# What happens by itself and leaves nothing behind outside the case.
_PASSED: Final = frozenset(
    {"exclusiveGateway", "inclusiveGateway", "parallelGateway", "scriptTask", "businessRuleTask"}
)
_REMEDY: Final = Text(
    "Ange en uppgift utan mandat som leder direkt hit, eller rita en väg tillbaka med ett utfall.",
    "Name a task without a mandate that leads straight here, or draw a way back with an outcome.",
)


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task that can be sent back where it cannot go, and for what no person could send back."""
    for scope in subject.scopes:
        for key, node in scope.nodes.items():
            listed = node.get(f"{RALS}send-back", "").split()
            if not listed:
                continue
            name, people = called(node), local(node) == "userTask"
            wrong = [other for other in listed if not people or not _leads(scope, other, key)]
            if wrong:
                others = ", ".join(wrong)
                text = Text(
                    f"{name.sv} ska kunna skickas tillbaka till {others}, men ärendet kan inte gå tillbaka dit i ett steg.",
                    f"{name.en} is to be sent back to {others}, but the case cannot go back there in one step.",
                )
                yield Fault(key, text, _REMEDY)


def _leads(scope: Scope, start: str, end: str) -> bool:
    node = scope.nodes.get(start)
    if node is None or local(node) != "userTask" or node.get(f"{RALS}mandate") or start == end:
        return False
    seen, coming = {start}, list(scope.after[start])
    while coming:
        at = coming.pop()
        if at == end:
            return True
        if at not in seen and local(scope.nodes[at]) in _PASSED:
            coming += scope.after[at]
        seen.add(at)
    return False
