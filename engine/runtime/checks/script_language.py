"""A script task has one FEEL expression.

No model holds code. A script in another language, or an empty one, cannot be run, and is most often left over from another tool.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN
from forms.text import Text

NAME: Final = Text("Skriptet är FEEL", "The script is FEEL")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each script task without a script, or with one in another language."""
    for node in subject.of_kind("scriptTask"):
        name, language = called(node), (node.get("scriptFormat") or "feel").lower()
        if "feel" not in language:
            text = Text(
                f"Skriptet i {name.sv} är skrivet i {language}.",
                f"The script of {name.en} is written in {language}.",
            )
            yield Fault(
                node.get("id"),
                text,
                Text("Skriv det som ett uttryck i FEEL.", "Write it as one expression in FEEL."),
            )
        elif not (node.findtext(f"{BPMN}script") or "").strip():
            text = Text(f"{name.sv} saknar skript.", f"{name.en} has no script.")
            remedy = Text(
                "Skriv uttrycket som räknar fram värdet.", "Write the expression that works out the value."
            )
            yield Fault(node.get("id"), text, remedy)
