"""A user task carries a governing statement.

The page of a task shows why one is asked to do it. A task without a statement may be right (practice, not text), so this is a warning: somebody has to know it is so.
"""

from collections.abc import Iterator

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a warning for each user task without a statement."""
    for node in subject.of_kind("userTask"):
        if not node.get(f"{RALS}krav", "").split():
            name = called(node)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} bär inget krav. Ingen text säger varför det görs.",
                    f"{name.en} carries no statement. No text says why it is done.",
                ),
                Text(
                    "Ange kravets id i rals:krav, om det finns något.",
                    "Name statements in rals:krav, if there is one.",
                ),
                "warning",
            )
