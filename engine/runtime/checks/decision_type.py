"""What a decision table gives is of the type that its column says.

A number where text is promised, or a value outside the column's list, would stop the case that gets it.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions import flaws
from forms.text import Text

NAME: Final = Text("Svaren är av kolumnens slag", "The answers are of the column's type")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each type that does not exist, and each fixed result of another type or outside the values."""
    for table in subject.tables:
        yield from (Fault(*flaw) for flaw in flaws.types(table))
