"""Days that are counted as working days are whole days.

`rals:days="arbetsdagar"` says that the days of a due time or a timer are working days: P5D is five of them. Another word, a time that is no number
of whole days, or no time at all would be read as ordinary days, or stop the case when it gets there.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.governance.calendar import MOST, ORDINARY
from engine.runtime import timing
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, RALS, WORKING_DAYS, local
from forms.text import Text

NAME: Final = Text("Arbetsdagar är hela dagar", "Working days are whole days")
_COUNTED: Final = ("timeDuration", "timeCycle")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each element whose working days are another word, stand beside no time, or are not whole days."""
    for node in subject.nodes.values():
        said = node.get(f"{RALS}days")
        if said is None:
            continue
        name = called(node)
        if said != WORKING_DAYS:
            text = Text(f"{name.sv} räknar dagar som {said}.", f"{name.en} counts days as {said}.")
            remedy = Text(
                "Skriv arbetsdagar, eller ta bort rals:days.", "Write arbetsdagar, or remove rals:days."
            )
            yield Fault(node.get("id"), text, remedy)
        elif not (times := list(_times(node))):
            text = Text(
                f"{name.sv} har ingen tid att räkna i arbetsdagar.",
                f"{name.en} has no time to count in days.",
            )
            remedy = Text(
                "Skriv en varaktighet, eller ta bort rals:days.", "Write a duration, or remove rals:days."
            )
            yield Fault(node.get("id"), text, remedy)
        elif any(_is_wrong(*one) for one in times):
            text = Text(
                f"{name.sv} räknar {times[0][1]} i arbetsdagar.",
                f"{name.en} counts {times[0][1]} in working days.",
            )
            remedy = Text(
                f"Skriv hela dagar, från P1D till P{MOST}D.", f"Write whole days, from P1D to P{MOST}D."
            )
            yield Fault(node.get("id"), text, remedy)


def _times(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and text of each time that a number of days can stand in."""
    due = node.get(f"{RALS}due", "").strip()
    if due:
        yield "timeDuration", due
    for timer in node.findall(f"{BPMN}timerEventDefinition"):
        yield from ((local(one), (one.text or "").strip()) for one in timer if local(one) in _COUNTED)


def _is_wrong(kind: str, text: str) -> bool:
    """Say whether a time is understood, but not in working days; FEEL shows that first when it is worked out."""
    understood = timing.is_iso(text) and timing.fault(kind, text) is None
    # A week would be seven working days, and nobody means that.
    return understood and ("W" in text or timing.fault(kind, text, ORDINARY) is not None)
