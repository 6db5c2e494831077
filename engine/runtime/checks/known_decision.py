"""A business rule task names a decision that is among the files.

A model is published with its tables, so that a running case never meets other rules than those that were approved.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from forms.text import Text

NAME: Final = Text("Beslutstabellen finns", "The decision table exists")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each business rule task without a decision, or with one that does not exist."""
    tables = {table.id for table in subject.tables}
    for node in subject.of_kind("businessRuleTask"):
        key, name = subject.elements[node.get("id", "")].decision, called(node)
        if key not in tables:
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv} fattar {f'beslutet {key}' if key else 'inget beslut'}, som inte finns bland filerna.",
                    f"{name.en} makes {f'the decision {key}' if key else 'no decision'}, which is not among the files.",
                ),
                Text(
                    f"Ange rals:decision, ett av: {', '.join(sorted(tables))}.",
                    f"Give rals:decision, one of: {', '.join(sorted(tables))}.",
                )
                if tables
                else Text("Lägg till tabellen som en .dmn-fil.", "Add the table as a .dmn file."),
            )
