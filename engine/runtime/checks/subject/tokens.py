"""How tokens move through one process or subprocess: the moves that are possible from each marking.

Conditions are not evaluated: any way out of a choice may be taken. A line without choices is passed in one move, and an
activity (a whole subprocess too) is over when the token goes on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Final, NamedTuple

from lxml import etree

from engine.runtime.checks.subject.flows import Scope, reached
from engine.runtime.names import BPMN, local

# An inclusive gateway with more ways than this is tried with each alone and with all.
MOST_WAYS: Final = 6
_PICKS: Final = frozenset({"exclusiveGateway", "eventBasedGateway"})
_JOINS: Final = frozenset({"parallelGateway", "inclusiveGateway"})
Flows = Sequence["etree._Element"]  # noqa: SLF001  lxml's own name for its elements


class Place(NamedTuple):
    """Where a token stands: at a node, and at a gateway that joins also on which flow it came."""

    node: str
    flow: str = ""


class Marking(NamedTuple):
    """Where all tokens stand, and which events that do not interrupt have happened. Without tokens all is over."""

    tokens: tuple[Place, ...] = ()
    happened: frozenset[str] = frozenset()

    def without(self, *places: Place) -> "Marking":
        """Return the marking with one token less at each of the places."""
        tokens = list(self.tokens)
        for place in places:
            tokens.remove(place)
        return Marking(tuple(tokens), self.happened)


class Move(NamedTuple):
    """One way on: the nodes that are passed, in order, and the marking after it."""

    passed: tuple[str, ...]
    after: Marking


@dataclass(frozen=True)
class Game:
    """The moves of one scope."""

    scope: Scope

    @cached_property
    def first(self) -> Move:
        """What happens when the scope is entered."""
        start = self.scope.of_kind("startEvent")[0]
        return self._go(self.scope.out[start], Marking(), (start,))

    def moves(self, marking: Marking) -> Iterator[tuple[Move, ...]]:
        """Yield the alternatives of each token that can move.

        Inclusive joins, which look at all tokens, come after the others, and last of all ends that stop everything: until then the
        others may have gone any way.
        """
        last: list[tuple[Move, ...]] = []
        stops: list[tuple[Move, ...]] = []
        for place in dict.fromkeys(marking.tokens):
            if not place.flow and self._stops_all(place.node):
                stops.append(self._alternatives(place, marking))
            elif not place.flow:
                yield self._alternatives(place, marking)
            elif self._is_first_at_its_node(place, marking) and self._can_join(place, marking):
                alternatives = self._join(place, marking)
                if self._kind(place.node) == "parallelGateway":
                    yield alternatives
                else:
                    last.append(alternatives)
        yield from (*last, *stops)

    def _kind(self, key: str) -> str:
        return local(self.scope.nodes[key])

    def _alternatives(self, place: Place, marking: Marking) -> tuple[Move, ...]:
        rest, ways = marking.without(place), self.scope.out[place.node]
        if self._stops_all(place.node):
            return (Move((), Marking((), marking.happened)),)
        if self._kind(place.node) in _PICKS:
            return tuple(self._go([way], rest) for way in ways)
        if self._kind(place.node) == "inclusiveGateway":
            return tuple(self._go(some, rest) for some in self._choices(place.node))
        return (self._go(ways, rest), *self._events(place, marking))

    def _events(self, place: Place, marking: Marking) -> Iterator[Move]:
        """Yield what the events on an activity's edge lead to; one that does not interrupt is tried once."""
        for key in self._edges.get(place.node, ()):
            if self.scope.nodes[key].get("cancelActivity", "true") != "false":
                yield self._go(self.scope.out[key], marking.without(place), (key,))
            elif key not in marking.happened:
                again = Marking(marking.tokens, marking.happened | {key})
                yield self._go(self.scope.out[key], again, (key,))

    def _join(self, place: Place, marking: Marking) -> tuple[Move, ...]:
        arrived = {other for other in marking.tokens if other.flow and other.node == place.node}
        rest, passed = marking.without(*arrived), (place.node,)
        if self._kind(place.node) == "parallelGateway":
            return (self._go(self.scope.out[place.node], rest, passed),)
        return tuple(self._go(some, rest, passed) for some in self._choices(place.node))

    def _choices(self, key: str) -> Iterator[Flows]:
        """Yield each set of ways that an inclusive gateway can take."""
        ways, default = self.scope.out[key], self.scope.nodes[key].get("default")
        asked = [way for way in ways if way.get("id") != default]
        sizes = range(1, len(asked) + 1) if len(asked) <= MOST_WAYS else (1, len(asked))
        yield from ([way] for way in ways if way.get("id") == default)
        yield from chain.from_iterable(combinations(asked, size) for size in sizes)

    def _can_join(self, place: Place, marking: Marking) -> bool:
        taken = {other.flow for other in marking.tokens if other.node == place.node}
        empty = self._inputs(place.node) - taken
        if self._kind(place.node) == "parallelGateway":
            return not empty
        # An inclusive join waits for a token that can still come on an empty flow, unless it can come on a taken one.
        others = {other.node for other in marking.tokens if other.node != place.node}
        ahead = [self._brings(node, place.node) for node in others]
        return not any(flows & empty and not flows & taken for flows in ahead)

    def _is_first_at_its_node(self, place: Place, marking: Marking) -> bool:
        return next(other for other in marking.tokens if other.node == place.node) == place

    def _go(self, flows: Iterable[etree._Element], rest: Marking, passed: tuple[str, ...] = ()) -> Move:
        """Put a token on each flow and let it go as far as there is nothing to choose or wait for."""
        tokens, seen = list(rest.tokens), list(passed)
        for flow in flows:
            nodes, place = self._settle(flow)
            seen += nodes
            tokens += [] if place is None else [place]
        return Move(tuple(seen), Marking(tuple(sorted(tokens)), rest.happened))

    def _settle(self, flow: etree._Element) -> tuple[list[str], Place | None]:
        passed: list[str] = []
        while (key := flow.get("targetRef", "")) in self.scope.nodes:
            if self._kind(key) in _JOINS and len(self._inputs(key)) > 1:
                return passed, Place(key, flow.get("id", ""))
            round_again = key in passed
            passed.append(key)
            if round_again or self._is_choice(key):
                return passed, Place(key)
            ways = self.scope.out[key]
            if not ways:
                break
            flow = ways[0]
        return passed, None

    def _is_choice(self, key: str) -> bool:
        """Say whether more than one thing can happen when a token stands at a node."""
        return len(self.scope.out[key]) > 1 or key in self._edges or self._stops_all(key)

    def _stops_all(self, key: str) -> bool:
        stops = ("terminateEventDefinition", "errorEventDefinition")
        node = self.scope.nodes[key]
        return local(node) == "endEvent" and any(node.find(f"{BPMN}{kind}") is not None for kind in stops)

    @cached_property
    def _edges(self) -> Mapping[str, list[str]]:
        """The events on the edge of each activity."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.scope.of_kind("boundaryEvent"):
            found[self.scope.nodes[key].get("attachedToRef", "")].append(key)
        return found

    @cached_property
    def _entered(self) -> set[str]:
        return reached(self.scope.of_kind("startEvent"), self.scope.after)

    @cached_property
    def _found_inputs(self) -> Mapping[str, frozenset[str]]:
        return {
            key: frozenset(flow.get("id", "") for flow in flows if flow.get("sourceRef") in self._entered)
            for key, flows in self.scope.into.items()
        }

    def _inputs(self, key: str) -> frozenset[str]:
        """Return the flows that can bring a token to a node; one from what is never reached is told of elsewhere."""
        return self._found_inputs[key]

    @cached_property
    def _found_ways(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def _brings(self, start: str, join: str) -> frozenset[str]:
        """Return the flows on which a token at `start` can come to a joining gateway."""
        if (start, join) not in self._found_ways:
            onwards = {key: [to for to in targets if to != join] for key, targets in self.scope.after.items()}
            seen = reached([start], onwards)
            flows = (flow for flow in self.scope.into[join] if flow.get("sourceRef") in seen)
            self._found_ways[start, join] = frozenset(flow.get("id", "") for flow in flows)
        return self._found_ways[start, join]
