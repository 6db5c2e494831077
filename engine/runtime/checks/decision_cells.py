"""Each rule of a decision table has one cell for each column, and each output a name.

A cell too few moves the others one column over, and the table answers something that nobody wrote.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions import flaws
from forms.text import Text

NAME: Final = Text("Varje regel har rätt antal celler", "Each rule has the right number of cells")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each rule with the wrong number of cells, and for outputs without names."""
    for table in subject.tables:
        yield from (Fault(*flaw) for flaw in flaws.shape(table))
