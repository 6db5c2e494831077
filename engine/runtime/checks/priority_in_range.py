"""The priority of a task is 0, 1 or 2.

`rals:priority` is a whole number or FEEL that gives one. Another priority would stop the case when it comes to the task.
"""

from collections.abc import Iterator
from typing import Any, Final

import feel
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.model import PRIORITIES
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Prioriteten är 0, 1 eller 2", "The priority is 0, 1 or 2")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each priority that is not one; what reads answers is known only when the case gets there."""
    for node in subject.nodes.values():
        given = node.get(f"{RALS}priority", "").strip()
        if given and not _may_be_one(given):
            name = called(node)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} har prioriteten {given}, som inte är 0, 1 eller 2.",
                    f"{name.en} has the priority {given}, which is not 0, 1 or 2.",
                ),
                Text(
                    "Skriv 0 (vanlig), 1 (hög) eller 2 (brådskande), eller FEEL som ger det.",
                    "Write 0 (ordinary), 1 (high) or 2 (urgent), or FEEL that gives it.",
                ),
            )


def _may_be_one(text: str) -> bool:
    try:
        expression = feel.parse(text)
        value: Any = None if expression.paths else expression.evaluate({})
    except feel.FeelError:
        # The check of expressions says so.
        return True
    return value is None or (not isinstance(value, bool) and value in PRIORITIES)
