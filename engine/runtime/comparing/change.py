"""What a comparison says: changes in words, what they mean for people's work, and what is marked in the drawings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.runtime.drawing.marks import Difference
from forms.text import Text

What = Difference
Part = Literal["steps", "flows", "forms", "tables", "rest"]


@dataclass(frozen=True)
class Change:
    """One difference as a sentence. `element` is the id of what differs: an element, a field, a rule."""

    what: What
    part: Part
    file: str
    element: str
    text: Text


@dataclass(frozen=True)
class RoleWork:
    """How many steps a role does before and after, and which came and went."""

    role: str
    before: int
    after: int
    gained: tuple[Text, ...]
    lost: tuple[Text, ...]


@dataclass(frozen=True)
class FormWork:
    """A form that people fill in otherwise than before: where it is used, and whether it asks for more."""

    form: str
    name: Text
    steps: tuple[Text, ...]
    asks_for_more: bool


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two versions. `redrawn` are those that only stand elsewhere in the drawing."""

    changes: tuple[Change, ...]
    redrawn: frozenset[str]
    work: tuple[RoleWork, ...]
    forms: tuple[FormWork, ...]

    def marks(self, file: str, *, after: bool) -> Mapping[str, What]:
        """Return how the elements of one file are marked in the drawing before or after; what weighs most wins."""
        hidden = "removed" if after else "added"
        order: tuple[What, ...] = ("changed", "moved", "removed", "added")
        found = (one for one in self.changes if one.file == file and one.what != hidden)
        drawn = (one for one in found if one.part in ("steps", "flows", "rest"))
        return {one.element: one.what for one in sorted(drawn, key=lambda one: order.index(one.what))}

    @property
    def removed(self) -> frozenset[str]:
        """The steps that are gone, where a running case cannot stand after a move to the newer version."""
        return frozenset(one.element for one in self.changes if one.what == "removed" and one.part == "steps")
