"""What a task is kept separate from is another task of the model.

`rals:separate-from` lists tasks whose doers may not do this one in the same case. An id that does not exist separates nothing, while everybody believes that two have looked.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS, local
from forms.text import Text

NAME: Final = Text("Det som ska göras av en annan finns", "What another is to do exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each separation from what people do not do, from the task itself, or on anything but a task."""
    done = {key for key, node in subject.nodes.items() if local(node) in {"userTask", "startEvent"}}
    for key, node in subject.nodes.items():
        listed = node.get(f"{RALS}separate-from", "").split()
        name, wrong = called(node), [other for other in listed if other not in done - {key}]
        if listed and local(node) != "userTask":
            text = Text(
                f"{name.sv} har rals:separate-from, men ingen människa gör det.",
                f"{name.en} has rals:separate-from, but no person does it.",
            )
            yield Fault(key, text, Text("Flytta det till uppgiften.", "Move it to the task."))
        elif wrong:
            others = ", ".join(wrong)
            text = Text(
                f"{name.sv} ska göras av någon annan än den som gjort {others}, som inte är en annan uppgift i modellen.",
                f"{name.en} is to be done by another than who did {others}, which is no other task of the model.",
            )
            yield Fault(
                key, text, Text("Rätta id:t i rals:separate-from.", "Correct the id in rals:separate-from.")
            )
