"""A task has a holder wherever it can land.

A role that nobody can hold gives a task that nobody can do. A seat that is vacant today is a warning, shown when it is known for which organisation the model is checked: its tasks go to the seat
above, which may be right for a while but should be known.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import WORKED_BY_PEOPLE
from forms.text import Text

NAME: Final = Text("Uppgiften har någon som kan göra den", "The task has somebody who can do it")
_NAMED: Final = 5


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each task whose role nobody can hold, and a warning for each with a vacant seat."""
    for node in subject.of_kind(*WORKED_BY_PEOPLE):
        element = subject.elements.get(node.get("id", ""))
        role = (element.role if element is not None else None) or ""
        if role in subject.known.unheld:
            yield _never(node, role)
        elif places := subject.known.vacant.get(role):
            yield _today(node, role, places)


def _never(node: etree._Element, role: str) -> Fault:
    name = called(node)
    return Fault(
        node.get("id"),
        Text(
            f"{name.sv} går till {role}, som ingen kan utses till.",
            f"{name.en} goes to {role}, which nobody can be appointed to.",
        ),
        Text(
            "Välj en roll som kan ha innehavare, eller ange i profilen vem som gör rollens uppgifter (resolves_to).",
            "Choose a role that can have holders, or say in the profile who does its tasks (resolves_to).",
        ),
    )


def _today(node: etree._Element, role: str, places: Sequence[str]) -> Fault:
    name, listed, more = called(node), ", ".join(places[:_NAMED]), len(places) - _NAMED
    sv, en = (f" och {more} till", f" and {more} more") if more > 0 else ("", "")
    return Fault(
        node.get("id"),
        Text(
            f"{name.sv}: ingen har rollen {role} i dag i {listed}{sv}. Uppgiften går till närmast överordnade.",
            f"{name.en}: nobody holds the role {role} today in {listed}{en}. The task goes to the seat above.",
        ),
        Text("Utse någon, eller låt det vara så en tid.", "Appoint somebody, or let it be so for a while."),
        "warning",
    )
