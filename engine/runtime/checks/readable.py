"""A file can be read.

A file that is not well-formed XML, is far too large, or has a DOCTYPE is refused before anything else looks at it: nothing can be said
about the rest of the model, and a DOCTYPE can hide harmful content.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Filen går att läsa", "The file can be read")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each file that could not be read, with the reason."""
    for name, why in subject.unreadable.items():
        text = Text(f"Filen {name} går inte att läsa. {why.sv}", f"The file {name} cannot be read. {why.en}")
        yield Fault(None, text, Text("Exportera filen på nytt från ritverktyget.", "Export the file again."))
