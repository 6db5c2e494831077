"""A decision table has a hit policy that exists, and the outputs that it needs.

The policy says what happens when several rules match. Sum, smallest, largest and count need one output, priority a list of values.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions import flaws
from forms.text import Text

NAME: Final = Text("Träffpolicyn finns", "The hit policy exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each table whose hit policy cannot be followed."""
    for table in subject.tables:
        yield from (Fault(*flaw) for flaw in flaws.policy(table))
