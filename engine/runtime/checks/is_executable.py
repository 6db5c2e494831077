"""A process that is published to run is marked as executable.

Diagrams that only describe are documents and are never run. The mark says that somebody meant this one to be; without it a sketch
could go live by mistake.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Processen är märkt som körbar", "The process is marked as executable")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each process without the mark."""
    for process in subject.processes:
        if process.get("isExecutable") not in {"true", "1"}:
            name = called(process)
            yield Fault(
                process.get("id"),
                Text(
                    f"Processen {name.sv} är inte märkt som körbar.",
                    f"The process {name.en} is not marked as executable.",
                ),
                Text(
                    "Sätt isExecutable till true när den ska köras.",
                    "Set isExecutable to true if it is to run.",
                ),
            )
