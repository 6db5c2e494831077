"""A decision table that gives one answer has an answer for every input.

Where no rule matches and there is no default, the answer is null: the gateway behind it takes its default flow, or stops the case.
The inputs are tried one by one for each stretch between the constants of the cells; null only where a cell names it.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions.coverage import coverage
from forms.text import Text

NAME: Final = Text("Tabellen har svar på allt", "The table has an answer for everything")

_SHOWN: Final = 3
_ONE_ANSWER: Final = ("U", "A", "F", "P")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a warning for each table with gaps, and for each where it could not be found out."""
    for table in subject.sound_tables:
        if table.policy not in _ONE_ANSWER or any(column.default for column in table.outputs):
            continue
        found = coverage(table)
        if found.unknown is not None:
            text = Text(
                f"{table.called.sv} kunde inte prövas för luckor: {found.unknown.sv}.",
                f"{table.called.en} could not be tried for gaps: {found.unknown.en}.",
            )
            remedy = Text(
                "Pröva den för hand, eller ge ett standardsvar.", "Try it by hand, or give a default."
            )
            yield Fault(table.id, text, remedy, "warning")
        elif found.gaps:
            shown = found.gaps[:_SHOWN]
            text = Text(
                f"{table.called.sv} har ingen regel för {'; '.join(each.sv for each in shown)}.",
                f"{table.called.en} has no rule for {'; '.join(each.en for each in shown)}.",
            )
            remedy = Text("Lägg till en regel eller ett standardsvar.", "Add a rule or a default.")
            yield Fault(table.id, text, remedy, "warning")
