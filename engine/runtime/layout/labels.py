"""Places the names of gateways, events, data and flows beside them, clear of shapes, ways and each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from engine.runtime.layout.shapes import Node, Point, Rect, Scope, Size

NEAR: Final = 4.0
Ways = Mapping[str, tuple[Point, ...]]


@dataclass(frozen=True)
class _Taken:
    """What a label must not cover."""

    shapes: Sequence[Rect]
    pieces: Sequence[tuple[str, Rect]]
    labels: list[Rect]
    width: float

    def cost(self, label: Rect, own: str) -> float:
        on_shape = sum(label.overlaps(shape) for shape in self.shapes)
        on_label = sum(label.overlaps(other) for other in self.labels)
        on_way = sum(label.overlaps(piece) for key, piece in self.pieces if key != own)
        on_own = sum(label.overlaps(piece) for key, piece in self.pieces if key == own)
        outside = label.x < 0 or label.right > self.width
        return 1000 * (on_shape + outside) + 300 * on_label + 100 * on_way + 60 * on_own


def labels(scope: Scope, shapes: Mapping[str, Rect], ways: Ways, width: float) -> dict[str, Rect]:
    """Return the box of every name that stands outside its shape."""
    pieces = [(key, _thin(one, other)) for key, way in ways.items() for one, other in pairwise(way)]
    taken = _Taken(list(shapes.values()), pieces, [], width)
    found: dict[str, Rect] = {}
    for key, rect in shapes.items():
        node = scope.nodes[key]
        if node.label is not None:
            found[key] = _best(_around(node, rect, node.label), taken, key)
    for edge in scope.edges:
        if edge.label is not None and edge.id in ways:
            found[edge.id] = _best(_along(ways[edge.id], edge.label), taken, edge.id)
    return found


def _best(places: Iterator[Rect], taken: _Taken, own: str) -> Rect:
    ranked = [(taken.cost(place, own) + at, at, place) for at, place in enumerate(places)]
    label = min(ranked)[2]
    taken.labels.append(label)
    return label


def _thin(one: Point, other: Point) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Rect(left - 1, top - 1, abs(one.x - other.x) + 2, abs(one.y - other.y) + 2)


def _around(node: Node, rect: Rect, label: Size) -> Iterator[Rect]:
    """Yield places for the name of a shape, the best first."""
    middle = rect.centre
    wide, high = label
    above, below = rect.y - NEAR - high, rect.bottom + NEAR
    left, right = middle.x - wide - 6, middle.x + 6
    if node.host is not None:
        yield Rect(rect.right + 1, rect.centre.y + 3, wide, high)
        yield Rect(rect.x - wide - 1, rect.centre.y + 3, wide, high)
        yield Rect(right, below, wide, high)
        yield Rect(left, below, wide, high)
        return
    yield Rect(middle.x - wide / 2, below, wide, high)
    yield Rect(middle.x - wide / 2, above, wide, high)
    if node.kind == "endEvent":
        yield Rect(rect.right + 5, middle.y - high / 2, wide, high)
    for y, x in ((above, left), (above, right), (below, left), (below, right)):
        inward = 10 if node.kind.endswith("Gateway") else 0
        yield Rect(x, y + (inward if y == above else -inward), wide, high)
    for y, x in ((above, left), (above, right), (below, left), (below, right)):
        yield Rect(x, y, wide, high)


def _along(way: tuple[Point, ...], label: Size) -> Iterator[Rect]:
    """Yield places for the name of a flow: above its level pieces near its beginning, then beside upright ones."""
    wide, high = label
    pieces = list(pairwise(way))
    for one, other in pieces:
        if abs(one.y - other.y) < 1 and abs(one.x - other.x) >= wide + 8:
            start = one.x + 6 if other.x > one.x else one.x - wide - 6
            yield Rect(start, one.y - high - 2, wide, high)
            yield Rect(start, one.y + 3, wide, high)
            middle = (one.x + other.x - wide) / 2
            yield Rect(middle, one.y - high - 2, wide, high)
            yield Rect(middle, one.y + 3, wide, high)
    for one, other in pieces:
        if abs(one.x - other.x) < 1:
            y = one.y + 8 if other.y > one.y else one.y - high - 8
            for at in (y, (one.y + other.y - high) / 2):
                yield Rect(one.x + 5, at, wide, high)
                yield Rect(one.x - wide - 5, at, wide, high)
    one, other = pieces[0]
    for x, y in ((one.x + 5, one.y - high - 3), (one.x + 5, one.y + 3), (other.x + 5, other.y + 3)):
        yield Rect(x, y, wide, high)
