"""The id of the process is the name of the file.

Cases, forms, scenarios and call activities name a process by its id, and people look for the file by that name. When the two differ, one of
them leads to nothing.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN
from forms.text import Text

NAME: Final = Text("Processen heter som filen", "The process is called like its file")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each file without a process of its name."""
    for key, root in subject.roots.items():
        found = [process.get("id", "") for process in root.iter(f"{BPMN}process")]
        if key not in found:
            names = ", ".join(found) or "–"  # noqa: RUF001 - a dash for nothing
            yield Fault(
                found[0] if found else None,
                Text(
                    f"Filen heter {key}.bpmn men innehåller ingen process med id {key} (utan: {names}).",
                    f"The file is called {key}.bpmn but has no process with the id {key} (but: {names}).",
                ),
                Text(
                    f"Ge processen id {key}, eller byt namn på filen.",
                    f"Give the process the id {key}, or rename the file.",
                ),
            )
