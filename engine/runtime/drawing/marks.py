"""What a drawing shows of a case: where it has been, where it is, what waits, what went wrong; or how long cases wait in each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

State = Literal["next", "skipped", "done", "now", "wait", "heat1", "heat2", "heat3", "heat4", "heat5"]
Difference = Literal["added", "removed", "changed", "moved"]


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


def _same() -> Mapping[str, Difference]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Heat:
    """How long cases wait in a step: which of the five colours it has, the number that stands at it, and all of it in words."""

    state: State
    short: str
    said: str


def _cold() -> Mapping[str, Heat]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Marks:
    """Marks by the id of the element.

    `visited` holds elements and flows; `active` the number of open tasks; `around` the subprocesses in which something
    goes on; `waiting` what waits for a time or a message; `done_of` how many of how many instances are finished; `failed` what has an incident; `href` where a
    click on an element leads; `role_names` what the profile calls each role, instead of the names of the lanes; `ended`
    that nothing more will come; `differs` how an element differs from another version of the model; `heat` how long cases wait in a step.
    """

    visited: frozenset[str] = frozenset()
    active: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    around: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    done_of: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    failed: frozenset[str] = frozenset()
    href: Mapping[str, str] = field(default_factory=_none)
    role_names: Mapping[str, str] = field(default_factory=_none)
    ended: bool = False
    differs: Mapping[str, Difference] = field(default_factory=_same)
    heat: Mapping[str, Heat] = field(default_factory=_cold)

    def state(self, element: str) -> State:
        """Return how an element is drawn; an open task counts more than an earlier visit."""
        if element in self.heat:
            return self.heat[element].state
        if self.active.get(element) or element in self.around:
            return "now"
        if element in self.waiting:
            return "wait"
        if element in self.visited:
            return "done"
        return "skipped" if self.ended else "next"


NOTHING = Marks()
