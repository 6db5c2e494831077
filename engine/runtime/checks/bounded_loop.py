"""A loop on an activity ends.

A loop without condition and without a largest number of rounds goes on for ever; one that may go more than 10,000 rounds makes the state of the case grow
round by round.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN
from forms.text import Text

NAME: Final = Text("En upprepning tar slut", "A repetition ends")
MOST: Final = 10_000


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each loop without an end, and each number of times that is too large."""
    for loop in subject.of_kind("standardLoopCharacteristics"):
        owner, maximum = loop.getparent(), loop.get("loopMaximum")
        if owner is None:
            continue
        name = called(owner)
        if maximum is None and loop.find(f"{BPMN}loopCondition") is None:
            text = Text(f"Slingan på {name.sv} tar aldrig slut.", f"The loop on {name.en} never ends.")
        elif maximum is not None and (not maximum.isdigit() or int(maximum) > MOST):
            text = Text(
                f"Slingan på {name.sv} får gå {maximum} varv.",
                f"The loop on {name.en} may go {maximum} rounds.",
            )
        else:
            continue
        remedy = Text(
            f"Sätt ett villkor, och loopMaximum till högst {MOST}.",
            f"Set a condition, and loopMaximum to at most {MOST}.",
        )
        yield Fault(owner.get("id"), text, remedy)
    for count in subject.of_kind("loopCardinality"):
        written, owner = (count.text or "").strip(), next(count.iterancestors(f"{BPMN}*"), None)
        activity = None if owner is None else owner.getparent()
        if activity is not None and written.isdigit() and int(written) > MOST:
            name = called(activity)
            text = Text(f"{name.sv} upprepas {written} gånger.", f"{name.en} is repeated {written} times.")
            yield Fault(
                activity.get("id"), text, Text(f"Högst {MOST} går att köra.", f"At most {MOST} can be run.")
            )
