"""No two rules of a unique decision table match the same input, and none of an "any" table with different answers.

The case that meets such an input stops. The inputs are tried one by one for each stretch between the constants of the cells.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.decisions.coverage import Meeting, coverage
from engine.runtime.decisions.table import Table
from forms.text import Text

NAME: Final = Text("Inga regler krockar", "No rules clash")

_SHOWN: Final = 3


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a warning for each pair of such rules, the first of them, and for each table where it could not be found out."""
    for table in subject.sound_tables:
        if table.policy not in ("U", "A"):
            continue
        found = coverage(table)
        if found.unknown is not None:
            text = Text(
                f"{table.called.sv} kunde inte prövas för regler som krockar: {found.unknown.sv}.",
                f"{table.called.en} could not be tried for rules that collide: {found.unknown.en}.",
            )
            remedy = Text(
                "Pröva den för hand, eller välj träffpolicyn F.",
                "Try it by hand, or choose the hit policy F.",
            )
            yield Fault(table.id, text, remedy, "warning")
        yield from (_fault(table, meeting) for meeting in found.meetings[:_SHOWN])


def _fault(table: Table, meeting: Meeting) -> Fault:
    text = Text(
        f"{table.called.sv}: reglerna {meeting.one} och {meeting.other} gäller båda för {meeting.example.sv}.",
        f"{table.called.en}: rules {meeting.one} and {meeting.other} both match {meeting.example.en}.",
    )
    remedy = Text(
        "Gör reglerna olika, eller välj en annan träffpolicy.",
        "Tell the rules apart, or choose another hit policy.",
    )
    return Fault(table.id, text, remedy, "warning")
