"""A decision file holds decision tables in FEEL, in an edition of DMN that is understood.

Other decision logic (literal expressions, knowledge models, other languages) would be published, stored and approved, and then never run.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Filen har beslutstabeller", "The file holds decision tables")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each file or decision that is something else."""
    yield from (Fault(*flaw) for flaw in subject.read_tables[1])
