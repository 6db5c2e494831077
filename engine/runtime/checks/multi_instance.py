"""A repeated activity says over what.

`rals:collection` and `rals:item` together, or a number of times (`loopCardinality`). With neither the engine does not know how many instances there are; with both it is not
clear which counts.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, RALS
from forms.text import Text

NAME: Final = Text("En upprepning säger över vad", "A repetition says over what")
_REMEDY = Text(
    "Ange rals:collection och rals:item, eller loopCardinality.",
    "Give rals:collection and rals:item, or loopCardinality.",
)


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each repetition that says too little or too much."""
    for loop in subject.of_kind("multiInstanceLoopCharacteristics"):
        owner = loop.getparent()
        if owner is None:
            continue
        name = called(owner)
        collection, item = loop.get(f"{RALS}collection"), loop.get(f"{RALS}item")
        counted = loop.find(f"{BPMN}loopCardinality") is not None
        if collection and counted:
            text = Text(
                f"{name.sv} har både en samling och ett antal.",
                f"{name.en} has both a collection and a number of times.",
            )
        elif not collection and not counted:
            text = Text(
                f"{name.sv} upprepas, men inte över något.", f"{name.en} is repeated, but over nothing."
            )
        elif collection and not item:
            text = Text(f"{name.sv} upprepas utan rals:item.", f"{name.en} is repeated without rals:item.")
        else:
            continue
        yield Fault(owner.get("id"), text, _REMEDY)
