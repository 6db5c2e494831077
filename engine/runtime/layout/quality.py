"""Measures a drawing: what covers what, and how often ways cross."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from lxml import etree

from engine.runtime import xml
from engine.runtime.layout.names import BPMNDI, DC, DI, kind
from engine.runtime.layout.shapes import Point, Rect

Piece = tuple[Point, Point]
_SMALL: Final = 50
_FRAMES: Final = frozenset({"participant", "lane"})


@dataclass(frozen=True)
class Quality:
    """Counts of faults in a drawing; all but `crossings`, `bends` and `labels_on_edges` should be zero."""

    overlaps: int
    edges_through_shapes: int
    edges_on_edges: int
    slanted: int
    labels_on_shapes: int
    labels_on_labels: int
    labels_on_edges: int
    crossings: int
    bends: int


@dataclass(frozen=True)
class _Drawn:
    """The drawing: shapes that are not lanes, edges with their ends, labels with their owners, what lies in what."""

    shapes: Mapping[str, Rect]
    edges: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Rect]
    around: Mapping[str, frozenset[str]]
    hosts: Mapping[str, str]
    ends: Mapping[str, frozenset[str]]


def quality(data: bytes) -> Quality:
    """Measure the diagram in a BPMN file."""
    drawn = _read(xml.read(data))
    pieces = [(key, piece) for key, way in drawn.edges.items() for piece in pairwise(way)]
    labels = list(drawn.labels.items())
    return Quality(
        overlaps=sum(1 for _ in _overlaps(drawn)),
        edges_through_shapes=sum(1 for _ in _through(drawn)),
        edges_on_edges=sum(a != b and _along(p, q) for (a, p), (b, q) in combinations(pieces, 2)),
        slanted=sum(p.x != q.x and p.y != q.y for _, (p, q) in pieces),
        labels_on_shapes=sum(_covers(drawn, key, label) for key, label in labels),
        labels_on_labels=sum(a.overlaps(b) for (_, a), (_, b) in combinations(labels, 2)),
        labels_on_edges=sum(_crossed(label, piece) for _, label in labels for _, piece in pieces),
        crossings=sum(a != b and _cross(p, q) for (a, p), (b, q) in combinations(pieces, 2)),
        bends=sum(len(way) - 2 for way in drawn.edges.values()),
    )


def _read(root: etree._Element) -> _Drawn:
    elements = {element.get("id", ""): element for element in root.iter() if kind(element)}
    shapes, edges, labels = {}, {}, {}
    for shape in root.iter(f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge"):
        key = shape.get("bpmnElement", "")
        label = shape.find(f"{BPMNDI}BPMNLabel/{DC}Bounds")
        if label is not None:
            labels[key] = rect(label)
        bounds = shape.find(f"{DC}Bounds")
        if bounds is None:
            points = shape.findall(f"{DI}waypoint")
            edges[key] = tuple(Point(float(p.get("x", "")), float(p.get("y", ""))) for p in points)
        elif kind(elements[key]) not in _FRAMES:
            shapes[key] = rect(bounds)
    around = {
        key: frozenset(up.get("id", "") for up in elements[key].iterancestors() if up.get("id"))
        for key in shapes
    }
    hosts = {key: elements[key].get("attachedToRef", "") for key in shapes}
    ends = {
        key: frozenset((elements[key].get("sourceRef", ""), elements[key].get("targetRef", "")))
        for key in edges
    }
    return _Drawn(shapes, edges, labels, around, hosts, ends)


def rect(bounds: etree._Element) -> Rect:
    """Read the bounds of a shape or a label."""
    return Rect(*(float(bounds.get(name, "0")) for name in ("x", "y", "width", "height")))


def _overlaps(drawn: _Drawn) -> Iterator[tuple[str, str]]:
    for (one, a), (other, b) in combinations(drawn.shapes.items(), 2):
        nested = one in drawn.around[other] or other in drawn.around[one]
        if nested:
            outer, inner = (a, b) if one in drawn.around[other] else (b, a)
            attached = drawn.hosts[one] or drawn.hosts[other]
            inside = outer.x <= inner.x and inner.right <= outer.right and inner.bottom <= outer.bottom
            if not inside and not attached:
                yield one, other
        elif a.overlaps(b) and drawn.hosts[one] != other and drawn.hosts[other] != one:
            if drawn.hosts[one] in drawn.around[other] or drawn.hosts[other] in drawn.around[one]:
                continue  # an event on the edge of a box, beside what lies in the box
            yield one, other


def _through(drawn: _Drawn) -> Iterator[tuple[str, str]]:
    """Yield (edge, shape) when an edge passes through a shape other than one that the whole edge lies in."""
    for key, way in drawn.edges.items():
        for shape, box in drawn.shapes.items():
            # Diamonds and circles do not fill their boxes: an edge ends inside the box of its own end.
            round_end = shape in drawn.ends[key] and max(box.width, box.height) <= _SMALL
            inside = box.grown(-box.width * 0.3 if round_end else -1)
            if all(_within(inside, point) for point in way):
                continue
            if any(_enters(inside, piece) for piece in pairwise(way)):
                yield key, shape


def _within(box: Rect, point: Point) -> bool:
    return box.x <= point.x <= box.right and box.y <= point.y <= box.bottom


def _enters(box: Rect, piece: Piece) -> bool:
    return Rect(*_low(piece), *_extent(piece)).grown(0.01).overlaps(box)


def _low(piece: Piece) -> Point:
    return Point(min(piece[0].x, piece[1].x), min(piece[0].y, piece[1].y))


def _extent(piece: Piece) -> Point:
    return Point(abs(piece[0].x - piece[1].x), abs(piece[0].y - piece[1].y))


def _covers(drawn: _Drawn, key: str, label: Rect) -> bool:
    """Say whether a label lies on a shape other than one that its owner lies in."""
    inside = label.grown(-1)
    for shape, box in drawn.shapes.items():
        whole = (
            box.x <= label.x and label.right <= box.right and box.y <= label.y and label.bottom <= box.bottom
        )
        if inside.overlaps(box) and not (whole and shape in drawn.around.get(key, _every(drawn))):
            return True
    return False


def _every(drawn: _Drawn) -> Sequence[str]:
    return [key for keys in drawn.around.values() for key in keys]


def _crossed(label: Rect, piece: Piece) -> bool:
    return _enters(label.grown(-1), piece)


def _along(one: Piece, other: Piece) -> bool:
    """Say whether two pieces lie on each other for some length."""
    a, b = Rect(*_low(one), *_extent(one)), Rect(*_low(other), *_extent(other))
    if a.width == b.width == 0:
        return a.x == b.x and min(a.bottom, b.bottom) > max(a.y, b.y)
    if a.height == b.height == 0:
        return a.y == b.y and min(a.right, b.right) > max(a.x, b.x)
    return False


def _cross(one: Piece, other: Piece) -> bool:
    """Say whether an upright and a level piece meet in the inner part of both."""
    for level, upright in ((one, other), (other, one)):
        if level[0].y == level[1].y and upright[0].x == upright[1].x:
            left, right = sorted((level[0].x, level[1].x))
            top, bottom = sorted((upright[0].y, upright[1].y))
            if left < upright[0].x < right and top < level[0].y < bottom:
                return True
    return False


__all__ = ["Quality", "quality", "rect"]
