"""A time can be understood.

A timer's text is ISO 8601 (`P14D`, `R3/P1M`, `2026-12-01T08:00:00+01:00`) or FEEL. A time that cannot be understood is found when the case gets there: nothing
happens, or it stops. A time that comes again can only stand on an edge that it does not interrupt.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime import timing
from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import local
from forms.text import Text

NAME: Final = Text("Tiden går att förstå", "The time can be understood")


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each timer whose time is missing, wrong, or comes again where it cannot."""
    for timer in subject.of_kind("timerEventDefinition"):
        event = timer.getparent()
        times = [child for child in timer if local(child).startswith("time")]
        if event is None:
            continue
        name = called(event)
        if len(times) != 1 or not (times[0].text or "").strip():
            text = Text(f"Händelsen {name.sv} har ingen tid.", f"The event {name.en} has no time.")
            yield Fault(
                event.get("id"),
                text,
                Text("Skriv en tid, till exempel P14D.", "Write a time, for example P14D."),
            )
        else:
            yield from _time(event, times[0])


def _time(event: etree._Element, time: etree._Element) -> Iterator[Fault]:
    text, name = (time.text or "").strip(), called(event)
    wrong = timing.fault(local(time), text) if timing.is_iso(text) else None
    if wrong is not None:
        said = Text(
            f"Händelsen {name.sv} har tiden {text}, som inte går att använda.",
            f"The event {name.en} has the time {text}, which cannot be used: {wrong}.",
        )
        remedy = Text("Skriv P14D, R3/P1M, ett datum, eller FEEL.", "Write P14D, R3/P1M, a date, or FEEL.")
        yield Fault(event.get("id"), said, remedy)
    again = local(time) == "timeCycle"
    if again and not (local(event) == "boundaryEvent" and event.get("cancelActivity") == "false"):
        said = Text(
            f"Händelsen {name.sv} återkommer, men kan bara hända en gång där.",
            f"The event {name.en} comes again, but can happen only once there.",
        )
        remedy = Text(
            "Sätt den på kanten av en aktivitet som den inte avbryter.",
            "Put it on the edge of an activity that it does not interrupt.",
        )
        yield Fault(event.get("id"), said, remedy)
