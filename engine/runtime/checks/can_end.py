"""From everything an end can be reached.

A flow that stops at an element that is no end leaves it unclear whether something was forgotten, and a part that only leads back to itself keeps the case open
for ever. Such a part is let through where something else ends it: a terminate end beside or around it, or an interrupting event on a subprocess around it.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.flows import Scope, reached
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, local
from forms.text import Text

NAME: Final = Text("Allt leder till ett slut", "Everything leads to an end")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element without a way to an end, and each process or subprocess without an end."""
    for scope in subject.scopes:
        ends = scope.of_kind("endEvent")
        if not ends:
            name = called(scope.element)
            text = Text(f"{name.sv} saknar slut.", f"{name.en} has no end.")
            yield Fault(scope.element.get("id"), text, Text("Rita en sluthändelse.", "Draw an end event."))
            continue
        ending, ended = reached(ends, scope.before), is_ended_from_outside(scope)
        for key in scope.nodes:
            if local(scope.nodes[key]) == "boundaryEvent" and not scope.out[key]:
                continue  # told of by boundary_leads_on
            if key not in ending and (not scope.after[key] or not ended):
                yield _fault(scope, key)


def is_ended_from_outside(scope: Scope) -> bool:
    """Say whether something stops all that goes on here."""
    for around in (scope.element, *scope.element.iterancestors(f"{BPMN}subProcess", f"{BPMN}process")):
        if around.find(f"{BPMN}endEvent/{BPMN}terminateEventDefinition") is not None:
            return True
        beside = around.getparent()
        for event in () if beside is None else beside.findall(f"{BPMN}boundaryEvent"):
            if (
                event.get("attachedToRef") == around.get("id")
                and event.get("cancelActivity", "true") == "true"
            ):
                return True
    return False


def _fault(scope: Scope, key: str) -> Fault:
    name = called(scope.nodes[key])
    return Fault(
        key,
        Text(f"Från {name.sv} finns ingen väg till ett slut.", f"From {name.en} no way leads to an end."),
        Text(
            "Dra ett flöde vidare, till sist till en sluthändelse.",
            "Draw a flow onwards, at last to an end event.",
        ),
    )
