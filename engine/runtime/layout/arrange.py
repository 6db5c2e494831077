"""Lays out one scope: contents first, then cells, ways, pixels and labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isclose
from typing import Final

from engine.runtime.layout.cells import Table, table
from engine.runtime.layout.labels import labels
from engine.runtime.layout.lattice import Lattice
from engine.runtime.layout.measure import Axis, across, down, track_x, track_y
from engine.runtime.layout.names import EVENTS
from engine.runtime.layout.routing import EAST, NORTH, SOUTH, WEST, Port, Way
from engine.runtime.layout.shapes import Frame, Node, Point, Rect, Scope, Size
from engine.runtime.layout.ways import used, ways

HEADER: Final = 26
GUTTER: Final = 30
_FREE_SIDES: Final = 2  # with more ways in, the name of an end stands to its right


@dataclass(frozen=True)
class _Plan:
    """Everything known before pixels: cells, ways, and the two axes."""

    table: Table
    lattice: Lattice
    ways: Mapping[str, Way]
    upright: Mapping[int, int]
    level: Mapping[int, int]
    wide: Axis
    high: Axis


def arrange(scope: Scope) -> Frame:
    """Return the finished frame of a scope, contents of subprocesses included."""
    inner = {key: arrange(node.content) for key, node in scope.nodes.items() if node.content is not None}
    sizes = {key: _size(node, inner.get(key)) for key, node in scope.nodes.items()}
    plan = _plan(table(scope, sizes))
    gutter = _gutter(scope)
    shapes = _shapes(plan, gutter)
    edges = {key: _points(plan, way, shapes, key, gutter) for key, way in plan.ways.items()}
    own = Frame(
        Size(plan.wide.size + gutter, plan.high.size),
        shapes,
        edges,
        labels(scope, shapes, edges, plan.wide.size + gutter),
        _lanes(plan, gutter),
    )
    return _with_contents(own, inner)


def _size(node: Node, inner: Frame | None) -> Size:
    if inner is None:
        return node.size
    return Size(max(inner.size.width, node.size.width + 40), inner.size.height + HEADER)


def _gutter(scope: Scope) -> float:
    depth = max(band.depth for band in scope.bands)
    return GUTTER * (depth + 1) if scope.bands[0].lane else 0


def _plan(cells: Table) -> _Plan:
    lines, laid = ways(cells)
    upright, level = used(lines, laid)
    tracks_x = _counted(lines.xs, upright, cells.columns)
    tracks_y = _counted(lines.ys, level, cells.rows)
    wide = across(cells, tracks_x, _label_room(cells))
    high = down(cells, tracks_y, lanes=cells.scope.bands[0].lane is not None)
    return _Plan(cells, lines, laid, upright, level, wide, high)


def _counted(lines: Sequence[object], numbers: Mapping[int, int], cells: int) -> list[int]:
    counts = [0] * (cells + 1)
    for at in numbers:
        counts[lines[at].cell] += 1  # type: ignore[attr-defined]
    return counts


def _label_room(cells: Table) -> dict[int, float]:
    """Return the room that names of flows and of events on edges ask of the channel to their right."""
    room: dict[int, float] = {}
    for edge in cells.scope.edges:
        if edge.label is not None and edge.source in cells.cells:
            channel = cells.cells[edge.source].span[1] + 1
            room[channel] = max(room.get(channel, 0), edge.label.width + 26)
    for key, cell in cells.cells.items():
        ways_in = sum(edge.target == key for edge in cells.scope.edges)
        if cell.node.kind == "endEvent" and cell.node.label is not None and ways_in > _FREE_SIDES:
            room[cell.span[1] + 1] = max(room.get(cell.span[1] + 1, 0), cell.node.label.width + 12)
    for key, slot in cells.slots.items():
        node, host = cells.scope.nodes[key], cells.cells[slot.host]
        if node.label is not None and slot.offset > 0:
            beyond = slot.offset + node.size.width / 2 + node.label.width - host.half
            channel = slot.column + 1
            room[channel] = max(room.get(channel, 0), beyond + 26)
    return room


def _shapes(plan: _Plan, gutter: float) -> dict[str, Rect]:
    shapes: dict[str, Rect] = {}
    for key, cell in plan.table.cells.items():
        first, last = cell.span
        middle = plan.high.middles[cell.row]
        left, right = plan.wide.starts[first], plan.wide.ends[last]
        width = right - left if cell.node.content is not None else cell.size.width
        x = (left + right - width) / 2
        shapes[key] = Rect(x + gutter, middle - cell.size.height / 2, width, cell.size.height)
    for key, slot in plan.table.slots.items():
        size = plan.table.scope.nodes[key].size
        x = plan.wide.middles[slot.column] + slot.offset + gutter
        shapes[key] = Rect(x - size.width / 2, shapes[slot.host].bottom - size.height / 2, *size)
    return shapes


def _points(plan: _Plan, way: Way, shapes: Mapping[str, Rect], key: str, gutter: float) -> tuple[Point, ...]:
    edge = next(edge for edge in plan.table.scope.edges if edge.id == key)
    corners = [Point(_x(plan, x) + gutter, _y(plan, y)) for x, y in way.corners]
    start = _touch(
        shapes[edge.source], plan.table.scope.nodes[edge.source], way.start, corners[0], leaving=True
    )
    end = _touch(
        shapes[edge.target], plan.table.scope.nodes[edge.target], way.end, corners[-1], leaving=False
    )
    return _straightened([start, *corners, end])


def _x(plan: _Plan, at: int) -> float:
    line = plan.lattice.xs[at]
    if not line.channel:
        return plan.wide.middles[line.cell] + line.offset
    order = plan.upright.get(at, 0)
    count = sum(plan.lattice.xs[other].cell == line.cell for other in plan.upright)
    return track_x(plan.wide, line.cell, order, count)


def _y(plan: _Plan, at: int) -> float:
    line = plan.lattice.ys[at]
    if not line.channel:
        return plan.high.middles[line.cell] + line.offset
    order = plan.level.get(at, 0)
    count = sum(plan.lattice.ys[other].cell == line.cell for other in plan.level)
    return track_y(plan.high, line.cell, order, count)


def _touch(rect: Rect, node: Node, port: Port, corner: Point, *, leaving: bool) -> Point:
    """Return where a way meets the outline of a shape."""
    side = port.heading if leaving else (port.heading + 2) % 4
    middle = rect.centre
    if side in {EAST, WEST}:
        reach = _reach(rect, node, corner.y - middle.y)
        return Point(middle.x + (reach if side == EAST else -reach), corner.y)
    reach = rect.height / 2 if _boxed(node) else _reach(rect, node, corner.x - middle.x)
    return Point(corner.x, middle.y + {SOUTH: reach, NORTH: -reach}[side])


def _boxed(node: Node) -> bool:
    return node.kind not in EVENTS and not node.kind.endswith("Gateway")


def _reach(rect: Rect, node: Node, aside: float) -> float:
    """Return how far from the middle the outline lies, so far aside from the middle line."""
    half = rect.width / 2
    if node.kind in EVENTS:
        return float((half**2 - min(abs(aside), half) ** 2) ** 0.5)
    return half - abs(aside) if node.kind.endswith("Gateway") else half


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Drop the points that lie on a straight line between their neighbours."""
    kept = [points[0]]
    for point, after in pairwise(points[1:]):
        before = kept[-1]
        level = _same(before.y, point.y) and _same(point.y, after.y)
        upright = _same(before.x, point.x) and _same(point.x, after.x)
        if not level and not upright:
            kept.append(point)
    return (*kept, points[-1])


def _same(one: float, other: float) -> bool:
    return isclose(one, other, abs_tol=0.01)


def _lanes(plan: _Plan, gutter: float) -> dict[str, Rect]:
    scope, high = plan.table.scope, plan.high
    if scope.bands[0].lane is None:
        return {}
    tops = [high.channels[first] + (14 if first else 0) for first, _ in plan.table.strips]
    bottoms = [*tops[1:], high.size]
    width = plan.wide.size + gutter
    found: dict[str, Rect] = {}
    for lane, (first, last) in scope.outer.items():
        depth = _depth(scope, lane)
        x = GUTTER * depth
        found[lane] = Rect(x, tops[first], width - x, bottoms[last] - tops[first])
    for at, band in enumerate(scope.bands):
        if band.lane is not None:
            x = GUTTER * band.depth
            found[band.lane] = Rect(x, tops[at], width - x, bottoms[at] - tops[at])
    return found


def _depth(scope: Scope, lane: str) -> int:
    """Return how many lanes lie around a lane that itself holds lanes."""
    first, last = scope.outer[lane]
    around = [
        key
        for key, (low, high) in scope.outer.items()
        if key != lane
        and low <= first
        and last <= high
        and list(scope.outer).index(key) < list(scope.outer).index(lane)
    ]
    return len(around)


def _with_contents(own: Frame, inner: Mapping[str, Frame]) -> Frame:
    """Put the frames of subprocesses into their shapes, below their names."""
    shapes, edges, names, lanes = dict(own.shapes), dict(own.edges), dict(own.labels), dict(own.lanes)
    for key, frame in inner.items():
        box = own.shapes[key]
        moved = frame.moved(Point(box.x + (box.width - frame.size.width) / 2, box.y + HEADER))
        shapes |= moved.shapes
        edges |= moved.edges
        names |= moved.labels
        lanes |= moved.lanes
    return Frame(own.size, shapes, edges, names, lanes)
