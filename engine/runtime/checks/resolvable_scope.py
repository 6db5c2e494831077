"""Where a task's role is held can be found out.

A role is held for something: the case, the organisation, a unit. For a unit the engine must know which one: `rals:scope` says it, or the task is repeated per
unit and the item has the name of that kind. Otherwise the task could not be given to anybody.
"""

from collections.abc import Iterator
from typing import Final

from engine.governance.routing import CASE_KIND, ORGANISATION_KINDS
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import items_around
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import WORKED_BY_PEOPLE
from forms.text import Text

NAME: Final = Text("Det går att veta vilken enhet", "It can be known which unit")
_ALWAYS: Final = frozenset({*ORGANISATION_KINDS, CASE_KIND})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task whose unit cannot be found out."""
    for node in subject.of_kind(*WORKED_BY_PEOPLE):
        element = subject.elements.get(node.get("id", ""))
        kind = subject.known.roles.get(element.role or "") if element is not None else None
        if element is None or kind is None or kind in _ALWAYS or element.scope:
            continue
        if kind not in items_around(node, own=True):
            name = called(node)
            yield Fault(
                element.id,
                Text(
                    f"{name.sv}: rollen {element.role} gäller {kind}, men modellen säger inte vilken.",
                    f"{name.en}: the role {element.role} is held for a {kind}, but the model does not say which.",
                ),
                Text(
                    f'Sätt rals:scope på uppgiften eller banan, eller upprepa den med rals:item="{kind}".',
                    f'Set rals:scope on the task or lane, or repeat it with rals:item="{kind}".',
                ),
            )
