"""The process that a call activity calls is among the files.

A model is published with everything it calls, so that a running case never meets another version than the one that was approved.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Den process som anropas finns med", "The process that is called is there")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each call of a process that is not there."""
    processes = {process.get("id") for process in subject.processes}
    for node in subject.of_kind("callActivity"):
        key, name = node.get("calledElement"), called(node)
        if key not in processes:
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} anropar {key or 'ingen process'}, som inte finns bland filerna.",
                    f"{name.en} calls {key or 'no process'}, which is not among the files.",
                ),
                Text(
                    "Lägg till filen, eller ange en process som finns.",
                    "Add the file, or name a process that is there.",
                ),
            )
