"""Finds ways between shapes along the lines of a grid: few bends, few crossings, never over another way."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

EAST, SOUTH, WEST, NORTH = range(4)
BEND: Final = 40.0
CROSSING: Final = 90.0
_ACROSS, _DOWN, _CORNER = 1, 2, 4

Vertex = tuple[int, int]


class Port(NamedTuple):
    """A place to leave or enter a shape: the first vertex outside it, the direction of travel, a cost, a name."""

    vertex: Vertex
    heading: int
    cost: float
    name: tuple[str, int, int]


class Way(NamedTuple):
    """A found way: the vertices where it begins, bends and ends, and the two ports."""

    corners: tuple[Vertex, ...]
    start: Port
    end: Port
    cost: float


@dataclass
class Grid:
    """Lines at known places, vertices that shapes cover, and what the ways laid so far occupy."""

    xs: Sequence[float]
    ys: Sequence[float]
    blocked: frozenset[Vertex]
    marks: dict[Vertex, int] = field(default_factory=dict)
    steps: set[tuple[Vertex, int]] = field(default_factory=set)
    ports: set[tuple[str, int, int]] = field(default_factory=set)

    def lay(self, way: Way) -> None:
        """Occupy what a way uses."""
        for vertex, mark in _marks(way):
            self.marks[vertex] = self.marks.get(vertex, 0) | mark
        self.steps.update(_steps(way))
        self.ports |= {way.start.name, way.end.name}

    def lift(self, way: Way) -> None:
        """Give back what a way occupied."""
        for vertex, mark in _marks(way):
            self.marks[vertex] &= ~mark
        self.steps.difference_update(_steps(way))
        self.ports -= {way.start.name, way.end.name}

    def find(self, starts: Iterable[Port], ends: Iterable[Port]) -> Way | None:
        """Return the cheapest way from one of the starts to one of the ends, or nothing when none is left."""
        leave = [port for port in starts if self._usable(port)]
        goals = _cheapest({}, (port for port in ends if self._usable(port)))
        return _Search(self, leave, goals).run() if leave and goals else None

    def _usable(self, port: Port) -> bool:
        mark = _ACROSS if port.heading in {EAST, WEST} else _DOWN
        taken = self.marks.get(port.vertex, 0) & (mark | _CORNER)
        return port.name not in self.ports and port.vertex not in self.blocked and not taken


def _cheapest(found: dict[tuple[Vertex, int], Port], ports: Iterable[Port]) -> dict[tuple[Vertex, int], Port]:
    for port in ports:
        key = (port.vertex, port.heading)
        if key not in found or port.cost < found[key].cost:
            found[key] = port
    return found


State = tuple[Vertex, int]


class _Search:
    """One run of A*: states are a vertex and a heading; a step goes straight on, or turns first."""

    def __init__(self, grid: Grid, starts: Sequence[Port], goals: Mapping[State, Port]) -> None:
        self._grid = grid
        self._goals = goals
        self._least = min(port.cost for port in goals.values())
        xs = [grid.xs[vertex[0]] for vertex, _ in goals]
        ys = [grid.ys[vertex[1]] for vertex, _ in goals]
        self._box = min(xs), max(xs), min(ys), max(ys)
        self._cost: dict[State, float] = {}
        self._before: dict[State, State | None] = {}
        self._starts: dict[State, Port] = {}
        self._queue: list[tuple[float, float, State]] = []
        for port in starts:
            state = (port.vertex, port.heading)
            if self._reach(state, port.cost, None):
                self._starts[state] = port

    def run(self) -> Way | None:
        best: tuple[float, State, Port] | None = None
        while self._queue:
            estimate, cost, state = heapq.heappop(self._queue)
            if best is not None and estimate >= best[0]:
                break
            if cost > self._cost[state]:
                continue
            for heading, turned in self._headings(state):
                port = self._goals.get((state[0], heading))
                if port is not None and (best is None or cost + turned + port.cost < best[0]):
                    best = cost + turned + port.cost, state, port
                self._step(state, heading, cost + turned)
        return None if best is None else self._way(best[1], best[2], best[0])

    def _headings(self, state: State) -> list[tuple[int, float]]:
        """Return where a way can go on from here and what a turn costs; one never turns where another way is."""
        heading = state[1]
        if self._grid.marks.get(state[0], 0):
            return [(heading, 0.0)]
        return [(heading, 0.0), ((heading + 1) % 4, BEND), ((heading + 3) % 4, BEND)]

    def _reach(self, state: State, cost: float, before: State | None) -> bool:
        if cost >= self._cost.get(state, float("inf")):
            return False
        self._cost[state] = cost
        self._before[state] = before
        heapq.heappush(self._queue, (cost + self._left(state[0]), cost, state))
        return True

    def _left(self, vertex: Vertex) -> float:
        x, y = self._grid.xs[vertex[0]], self._grid.ys[vertex[1]]
        west, east, north, south = self._box
        aside, along = max(west - x, 0, x - east), max(north - y, 0, y - south)
        return aside + along + (BEND if aside and along else 0) + self._least

    def _step(self, state: State, heading: int, cost: float) -> None:
        """Take one step straight on in a heading, unless something is in the way."""
        x, y = state[0]
        grid = self._grid
        onto = (x + (heading == EAST) - (heading == WEST), y + (heading == SOUTH) - (heading == NORTH))
        if not (0 <= onto[0] < len(grid.xs) and 0 <= onto[1] < len(grid.ys)) or onto in grid.blocked:
            return
        mark = grid.marks.get(onto, 0)
        if _piece((x, y), onto) in grid.steps or mark & _CORNER:
            return
        length = abs(grid.xs[x] - grid.xs[onto[0]]) + abs(grid.ys[y] - grid.ys[onto[1]])
        self._reach((onto, heading), cost + length + (CROSSING if mark else 0), state)

    def _way(self, end: State, port: Port, cost: float) -> Way:
        states: list[State] = [end]
        while (before := self._before[states[-1]]) is not None:
            states.append(before)
        states.reverse()
        corners = [states[0][0]]
        corners += [one[0] for one, other in pairwise(states) if one[1] != other[1] and one[0] != corners[0]]
        if corners[-1] != end[0]:
            corners.append(end[0])
        return Way(tuple(corners), self._starts[states[0]], port, cost)


def _piece(one: Vertex, other: Vertex) -> tuple[Vertex, int]:
    """Name the piece between two neighbours by its upper or left end and its direction."""
    return min(one, other), int(one[0] == other[0])


def _steps(way: Way) -> Iterable[tuple[Vertex, int]]:
    for one, other in pairwise(way.corners):
        vertices = _between(one, other)
        yield from (_piece(a, b) for a, b in pairwise(vertices))


def _between(one: Vertex, other: Vertex) -> list[Vertex]:
    if one[0] == other[0]:
        low, high = sorted((one[1], other[1]))
        return [(one[0], y) for y in range(low, high + 1)]
    low, high = sorted((one[0], other[0]))
    return [(x, one[1]) for x in range(low, high + 1)]


def _marks(way: Way) -> Iterable[tuple[Vertex, int]]:
    """Yield every vertex of a way with how it is used; the ends count with the direction of their ports."""
    directions: dict[Vertex, int] = {}
    for port in (way.start, way.end):
        directions[port.vertex] = _ACROSS if port.heading in {EAST, WEST} else _DOWN
    for one, other in pairwise(way.corners):
        mark = _DOWN if one[0] == other[0] else _ACROSS
        for vertex in _between(one, other):
            directions[vertex] = directions.get(vertex, 0) | mark
    both = _ACROSS | _DOWN
    for vertex, mark in directions.items():
        yield vertex, (mark | _CORNER if mark == both else mark)
