"""The item of a repeated activity has a name of its own.

Inside a repetition the item hides everything else with that name: an outer repetition's item, an element's result, the case. The engine refuses some of it when it
runs; the rest would read the wrong thing.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.sites import items_around
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Posten har ett eget namn", "The item has a name of its own")
_WORDS: Final = frozenset({"arende", "organisation", "idag"})


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each item with a name that is taken."""
    for loop in subject.of_kind("multiInstanceLoopCharacteristics"):
        owner, item = loop.getparent(), loop.get(f"{RALS}item")
        if owner is None or not item:
            continue
        if item in items_around(owner, own=False):
            taken = Text("en upprepning runt den", "a repetition around it")
        elif item in subject.nodes or item in _WORDS:
            taken = Text("något annat i modellen", "something else in the model")
        else:
            continue
        name = called(owner)
        yield Fault(
            owner.get("id"),
            Text(
                f"{name.sv} kallar sin post {item}, men så heter också {taken.sv}.",
                f"{name.en} calls its item {item}, but so is {taken.en} called.",
            ),
            Text("Välj ett annat rals:item.", "Choose another rals:item."),
        )
