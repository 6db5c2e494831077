"""From one version of a model to another: what each element becomes. Made once for a pair of versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from engine.runtime.migrating.branches import Branches
from engine.runtime.migrating.hindrance import Hindrance, hindrance
from engine.runtime.migrating.reading import Reading
from engine.runtime.model import Element, Kept, Model
from engine.runtime.names import WORKED_BY_PEOPLE
from engine.runtime.specs.events import Catch
from engine.runtime.specs.repeats import Loop, MultiInstance, Repeated
from engine.runtime.specs.tasks import Call, Nested

CHILD: Final = " [child]"
GUARD: Final = ".BoundaryEventSplit"


@dataclass(frozen=True)
class Change:
    """Two versions, and the elements that have another id in the new one. Those not named keep theirs."""

    old: Model
    new: Model
    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def to(self, element: str) -> str:
        """Return the id that an element (or flow, or called process) has in the new version."""
        return self.renamed.get(element, element)

    def named(self, spec: str) -> str:
        """Return the name of a spec in the new version, by that in the old one."""
        suffix = next((one for one in (CHILD, GUARD) if spec.endswith(one)), "")
        return self.to(spec.removesuffix(suffix)) + suffix

    @cached_property
    def specs(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The specs of both versions by name."""
        return _specs(self.old), _specs(self.new)

    @cached_property
    def branches(self) -> tuple[Branches, Branches]:
        """The ways of both versions that tokens can be divided among."""
        return Branches(self.old), Branches(self.new)

    @cached_property
    def reading(self) -> Reading:
        """What the new version reads, and where."""
        return Reading(self.new)

    @cached_property
    def grown(self) -> frozenset[str]:
        """The old elements of whose results the new version reads more than the old one kept."""
        return frozenset(
            one
            for one in self.old.elements
            if self.to(one) in self.new.kept
            and not _covers(self.old.kept.get(one, frozenset()), self.new.kept[self.to(one)])
        )

    @cached_property
    def faults(self) -> Mapping[str, Hindrance]:
        """What stands in the way of a token at an element, for each where something does."""
        found = ((one, self._fault(one)) for one in self.old.elements if one in self.specs[0])
        return MappingProxyType({one: fault for one, fault in found if fault is not None})

    def is_single(self, key: str) -> bool:
        """Say whether what somebody hands in at an element is the whole of its result, and there is one of it."""
        element = self.old.elements[key]
        if element.kind not in WORKED_BY_PEOPLE or element.process != self.old.key:
            return False
        up: str | None = key
        while up is not None:
            if up + CHILD in self.specs[0]:
                return False
            up = self.old.elements[up].parent
        return True

    def arrival(self, flow: str, join: str) -> str | None:
        """Return the flow on which a branch that waits at a join waits in the new version.

        A flow with another id, or with more on it, is the one that can be reached from where the branch came from.
        """
        incoming = self.specs[1][self.to(join)].incoming
        if self.to(flow) in incoming:
            return self.to(flow)
        source = self.to(self.old.elements[flow].source or "")
        taken = {self.to(one) for one in self.specs[0][join].incoming}
        ahead = self.branches[1].reached(self.new.elements[self.to(join)], source)
        found = [one for one in incoming if one in ahead and one not in taken]
        return found[0] if len(found) == 1 else None

    def keeps_waiting(self, event: str) -> bool:
        """Say whether a boundary event of the old version goes on waiting in the new one."""
        return event in self.specs[0] and event not in self.faults

    def carried(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the data of a scope under the names of the new version, without what it does not read."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            now = self.to(name)
            if name not in self.old.elements or now not in self.new.elements:
                found[name] = value
            elif self.new.reads(now):
                found[now] = self.new.keep(now, value)
        return found

    # --- inside -----------------------------------------------------------------------------------------------

    def _fault(self, key: str) -> Hindrance | None:
        here, there = self.old.elements[key], self.new.elements.get(self.to(key))
        if there is None or there.id not in self.specs[1]:
            return hindrance("gone", self.old, key)
        specs = self.specs[0][key], self.specs[1][there.id]
        why = self._moved(here, there) or self._other(*specs)
        inner = key + CHILD
        if why is None and inner in self.specs[0]:
            why = self._other(self.specs[0][inner], self.specs[1][there.id + CHILD])
        if why is None and isinstance(self.specs[0].get(inner, specs[0]), Call):
            same = (here.connector, dict(here.parameters)) == (there.connector, dict(there.parameters))
            why = None if same else "call"
        return hindrance(why, self.old, key) if why else None

    def _moved(self, here: Element, there: Element) -> str | None:
        def of(one: str | None) -> str | None:
            return None if one is None else self.to(one)

        around = (self.to(here.process), of(here.parent), of(here.attached_to))
        return None if around == (there.process, there.parent, there.attached_to) else "place"

    def _other(self, one: Any, other: Any) -> str | None:
        """Say in which way what runs at an element is not the same."""
        if isinstance(one, Repeated) != isinstance(other, Repeated):
            return "once"
        if type(one) is not type(other):
            return "repeat" if isinstance(one, Repeated) else "kind"
        if isinstance(one, Repeated):
            return None if _rule(one) == _rule(other) else "repeat"
        if isinstance(one, Nested):
            return None if self.to(one.spec) == other.spec else "called"
        if isinstance(one, Catch):
            return None if _waits(one) == _waits(other) else "awaits"
        return None


def _specs(model: Model) -> dict[str, Any]:
    return {node.name: node for process in (model.spec, *model.subs.values()) for node in process.nodes()}


def _covers(kept: Kept, read: Kept) -> bool:
    return kept is None or (read is not None and read <= kept)


def _rule(spec: Repeated) -> Any:
    if isinstance(spec, MultiInstance):
        return spec.repetition
    return (spec.condition, spec.maximum, spec.test_before) if isinstance(spec, Loop) else None


def _waits(spec: Catch) -> tuple[bool, str]:
    # A time that already runs goes on running, whatever text the new version has for it.
    timed = spec.trigger.kind.startswith("time")
    return timed, "" if timed else spec.trigger.kind
