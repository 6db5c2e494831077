"""A decision requires decisions that are there, each with an id of its own, and never itself.

What is required is decided first. What is not there, or waits for itself, can never be.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions import flaws
from forms.text import Text

NAME: Final = Text("Beslut som krävs finns", "Required decisions exist")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each requirement that cannot be met."""
    yield from (Fault(*flaw) for flaw in flaws.requirements(subject.tables))
