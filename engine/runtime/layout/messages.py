"""Lays message flows between pools: around every shape, and beside the flows that are there already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from engine.runtime.layout.routing import NORTH, SOUTH, Grid, Port, Vertex
from engine.runtime.layout.shapes import Edge, Point, Rect

AWAY: Final = 11.0
_NEAR: Final = 4.0
_POOL: Final = 400  # wider than any task


@dataclass(frozen=True)
class Stage:
    """What is drawn already: the shapes with the ids of what lies around each, the pools, and the flows."""

    shapes: Mapping[str, Rect]
    around: Mapping[str, frozenset[str]]
    pools: Mapping[str, Rect]
    flows: Iterable[tuple[Point, ...]]

    def box(self, key: str) -> Rect:
        """Return the rectangle of a shape or a pool."""
        return self.shapes[key] if key in self.shapes else self.pools[key]


def message_flows(edges: Iterable[Edge], stage: Stage) -> dict[str, tuple[Point, ...]]:
    """Return the way of each message flow; one that finds no way around is drawn straight."""
    laid: dict[str, tuple[Point, ...]] = {}
    for edge in edges:
        busy = [piece for way in (*stage.flows, *laid.values()) for piece in pairwise(way)]
        laid[edge.id] = _way(edge, stage, busy)
    return laid


def _way(edge: Edge, stage: Stage, busy: list[tuple[Point, Point]]) -> tuple[Point, ...]:
    source, target = stage.box(edge.source), stage.box(edge.target)
    walls = [
        box
        for key, box in stage.shapes.items()
        if key not in stage.around.get(edge.source, ()) and key not in stage.around.get(edge.target, ())
    ]
    upright = {p.x for p, q in busy if p.x == q.x}
    level = {p.y for p, q in busy if p.y == q.y}
    across = [*((wall.x - AWAY, wall.right + AWAY) for wall in walls), _doors(source), _doors(target)]
    along = [(wall.y - AWAY, wall.bottom + AWAY) for wall in walls]
    doors = [(box.y - AWAY, box.bottom + AWAY) for box in (source, target)]
    xs = sorted(_clear(across, upright))
    ys = sorted(_clear(along, level) | _clear(doors, set()))
    grid = Grid(xs, ys, frozenset(_covered(xs, ys, walls)))
    way = grid.find(_ports(source, xs, ys, outwards=True), _ports(target, xs, ys, outwards=False))
    if way is None:
        return source.centre, target.centre
    corners = [Point(xs[x], ys[y]) for x, y in way.corners]
    start = Point(corners[0].x, source.bottom if way.start.heading == SOUTH else source.y)
    end = Point(corners[-1].x, target.y if way.end.heading == SOUTH else target.bottom)
    return (start, *corners, end)


def _clear(places: Iterable[tuple[float, ...]], busy: set[float]) -> set[float]:
    """Return the places that no flow runs along already."""
    found = {place for several in places for place in several}
    return {place for place in found if all(abs(place - other) > _NEAR for other in busy)}


def _doors(box: Rect) -> tuple[float, ...]:
    """Return where a message flow may meet a shape from above or below."""
    return tuple(box.centre.x + aside for aside in (0, -10, 10, -24, 24))


def _covered(xs: list[float], ys: list[float], walls: list[Rect]) -> Iterator[Vertex]:
    for wall in walls:
        box = wall.grown(AWAY / 2)
        rows = [at for at, y in enumerate(ys) if box.y < y < box.bottom]
        for at, x in enumerate(xs):
            if box.x < x < box.right:
                yield from ((at, row) for row in rows)


def _ports(box: Rect, xs: list[float], ys: list[float], *, outwards: bool) -> Iterator[Port]:
    """Yield the places above and below a shape; the pool as a whole may be met anywhere."""
    inside = [at for at, x in enumerate(xs) if box.x + 8 < x < box.right - 8]
    for at in inside:
        aside = abs(xs[at] - box.centre.x) if box.width < _POOL else 0.0
        above, below = ys.index(box.y - AWAY), ys.index(box.bottom + AWAY)
        yield Port((at, below), SOUTH if outwards else NORTH, aside, ("below", SOUTH, at))
        yield Port((at, above), NORTH if outwards else SOUTH, aside, ("above", NORTH, at))
