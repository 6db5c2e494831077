"""Every cell of a decision table can be read.

Cells are FEEL. One that cannot be read would stop the first case whose other cells match.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions import flaws
from forms.text import Text

NAME: Final = Text("Cellerna går att läsa", "The cells can be read")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each input expression, test, result and list of values that is not FEEL."""
    for table in subject.tables:
        yield from (Fault(*flaw) for flaw in flaws.unreadable(table))
