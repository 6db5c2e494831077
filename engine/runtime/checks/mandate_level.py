"""A decision is taken on the level of whoever takes it.

Mandates and roles are strategic, tactical or operative. A strategic decision in an operative lane binds others than those who answer for it, even if the profile by a slip lists
the role.
"""

from collections.abc import Iterator
from typing import Final

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import RALS
from forms.text import Text

NAME: Final = Text("Beslutet tas på rätt nivå", "The decision is taken on the right level")
_WORDS: Final = {
    "S": Text("strategisk", "strategic"),
    "T": Text("taktisk", "tactical"),
    "O": Text("operativ", "operative"),
}


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each decision whose mandate and role have levels, and none in common."""
    levels, mandates = subject.known.levels, subject.known.mandates
    for node in subject.of_kind("userTask"):
        element, mandate = subject.elements.get(node.get("id", "")), node.get(f"{RALS}mandate", "")
        role = None if element is None else element.role
        if role is None or role not in mandates.get(mandate, ()):
            continue
        needed, had = levels.get(mandate, frozenset()), levels.get(role, frozenset())
        if needed and had and not needed & had:
            name, wanted, own = called(node), _listed(needed), _listed(had)
            yield Fault(
                node.get("id"),
                Text(
                    f"{name.sv}: mandatet {mandate} är {wanted.sv}, men rollen {role} är {own.sv}.",
                    f"{name.en}: the mandate {mandate} is {wanted.en}, but the role {role} is {own.en}.",
                ),
                Text(
                    "Ge uppgiften en roll på mandatets nivå, eller rätta nivån (level) i profilen.",
                    "Give the task a role on the level of the mandate, or correct the level in the profile.",
                ),
            )


def _listed(levels: frozenset[str]) -> Text:
    words = [_WORDS.get(level, Text(level, level)) for level in sorted(levels, reverse=True)]
    return Text(" och ".join(word.sv for word in words), " and ".join(word.en for word in words))
