"""A user task carries a governing statement.

The page of a task shows why one is asked to do it. A task that is practice and rests on no text says so with `rals:praxis="true"`; without either it is a
warning, since somebody has to know that it is so.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Uppgiften bär ett krav", "The task carries a statement")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a warning for each user task without a statement."""
    for node in subject.of_kind("userTask"):
        if not node.get(f"{RALS}krav", "").split() and node.get(f"{RALS}praxis") != "true":
            name = called(node)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} bär inget krav. Ingen text säger varför det görs.",
                    f"{name.en} carries no statement. No text says why it is done.",
                ),
                Text(
                    'Ange kravets id i rals:krav, eller rals:praxis="true" om ingen text säger det.',
                    'Name statements in rals:krav, or rals:praxis="true" if no text says it.',
                ),
                "warning",
            )
