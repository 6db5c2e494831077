"""The branches that tokens stand in: what must be the same in both versions for joins to meet what they wait for.

A gateway matters to a token that stands on some of its ways and not on all: between a split and where its ways meet, or
before a join. Then the tokens of the level must be divided among as many ways, in the same manner, in both versions.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from engine.runtime.model import Element, Model
from engine.runtime.specs.graph import Graph, reached, turned

_SPLITS: Final = frozenset({"parallelGateway", "inclusiveGateway"})
_EVENTS: Final = "events"
# The direction and the element; its kind, and for each of its ways which of the tokens stand there.
Division = dict[tuple[str, str], tuple[str, tuple[tuple[bool, ...], ...]]]


class Branches:
    """The ways of every level of a model, worked out once for each level that is asked for."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._specs = {one.name: one for each in (model.spec, *model.subs.values()) for one in each.nodes()}
        self._levels: dict[tuple[str, str | None], Mapping[tuple[str, str], tuple[frozenset[str], ...]]] = {}

    def divided(self, where: Element, standing: Sequence[str]) -> Division:
        """Return how the tokens of the level of `where` are divided; they stand at elements, or on flows into joins."""
        found: Division = {}
        for (direction, key), ways in self._ways(where.process, where.parent).items():
            columns = [tuple(one in way for one in standing) for way in ways]
            if all(len(set(row)) == 1 for row in zip(*columns, strict=True)):
                continue  # every token stands on all of its ways, or on none
            kind = self._model.elements[key].kind
            if kind not in _SPLITS:
                kind, columns = (
                    _EVENTS,
                    [columns[0], *(one for one in columns[1:] if _alone(one, columns[0]))],
                )
                if len(columns) == 1:
                    continue  # no handler of an event is going on
            found[direction, key] = kind, tuple(sorted(columns))
        return found

    def reached(self, join: Element, source: str) -> frozenset[str]:
        """Return what a token at `source` can reach on the level of a join without passing it."""
        return reached([source], self._graph(self._level(join.process, join.parent)), join.id)

    def _level(self, process: str, parent: str | None) -> list[Element]:
        found = self._model.elements.values()
        return [one for one in found if (one.process, one.parent) == (process, parent)]

    def _ways(self, process: str, parent: str | None) -> Mapping[tuple[str, str], tuple[frozenset[str], ...]]:
        if (process, parent) not in self._levels:
            self._levels[process, parent] = dict(self._worked_out(self._level(process, parent)))
        return self._levels[process, parent]

    def _worked_out(
        self, level: Sequence[Element]
    ) -> Iterator[tuple[tuple[str, str], tuple[frozenset[str], ...]]]:
        onwards = self._graph(level)
        back = turned(onwards)
        forks = {one.id for one in level if one.kind in _SPLITS}
        hosts = {one.attached_to or "" for one in level if self._is_extra(one)}
        for direction, graph, some in (("out", onwards, forks | hosts), ("in", back, forks)):
            for key in sorted(some):
                ways = [
                    reached([way], graph, key) for way in _in_order(graph.get(key, frozenset()), self._model)
                ]
                if len(ways) > 1:
                    yield (direction, key), tuple(ways)

    def _is_extra(self, element: Element) -> bool:
        return element.attached_to is not None and not self._specs[element.id].interrupting

    def _graph(self, level: Sequence[Element]) -> Graph:
        found: dict[str, set[str]] = {one.id: set() for one in level}
        for one in level:
            if one.source and one.target:
                found[one.source].add(one.id)
                found[one.id].add(one.target)
            if one.attached_to:
                found[one.attached_to].add(one.id)
        return {name: frozenset(targets) for name, targets in found.items()}


def _in_order(ways: Any, model: Model) -> list[str]:
    # The flow that goes on from an activity comes before the events on its edge.
    return sorted(ways, key=lambda one: (model.elements[one].attached_to is not None, one))


def _alone(event: tuple[bool, ...], onward: tuple[bool, ...]) -> bool:
    return any(one and not other for one, other in zip(event, onward, strict=True))
