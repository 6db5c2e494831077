"""Draws flows: right angles with round corners, arrowheads, names."""

from math import hypot
from typing import Final

from lxml import etree

from engine.runtime.drawing.canvas import BLUE, EDGE, INK_2, PAPER, Look, add, path, text_block
from engine.runtime.drawing.picture import Line
from engine.runtime.layout import letters
from engine.runtime.layout.names import kind
from engine.runtime.layout.shapes import Point

RADIUS: Final = 6.0
HEAD: Final = 9.0
_LABEL_SIZE: Final = 13.0


def draw_flow(group: etree._Element, line: Line, *, visited: bool) -> None:
    """Draw one flow into its group."""
    colour = BLUE if visited else EDGE
    done = " done" if visited else ""
    dash = {
        "messageFlow": "7 4",
        "association": "2 4",
        "dataInputAssociation": "2 4",
        "dataOutputAssociation": "2 4",
    }
    style = {"stroke-dasharray": dash[line.kind]} if line.kind in dash else {}
    headless = line.kind == "association"
    points = (
        line.points if headless else (*line.points[:-1], _before(line.points[-2], line.points[-1], HEAD - 2))
    )
    width = 3.0 if visited else 1.5
    path(
        group,
        rounded(points),
        {"class": f"flow{done}", "fill": "none", "stroke": colour, "stroke-width": width, **style},
    )
    if not headless:
        hollow = {"fill": PAPER, "stroke": colour} if line.kind == "messageFlow" else {"fill": colour}
        path(group, _head(line.points[-2], line.points[-1]), {"class": f"ah{done}", **hollow})
    _tail(group, line, colour)


def _tail(group: etree._Element, line: Line, colour: str) -> None:
    """Draw the sign at the beginning: the stroke of a default flow, the ring of a message flow."""
    start, onwards = line.points[0], line.points[1]
    parent = line.element.getparent()
    if line.kind == "messageFlow":
        ring: Look = {
            "cx": start.x,
            "cy": start.y,
            "r": 3.5,
            "fill": PAPER,
            "stroke": colour,
            "class": "shape",
        }
        add(group, "circle", ring)
    elif parent is not None and _is_default(parent, line.element):
        at = _before(onwards, start, 9)
        d = f"M{at.x - 4:.1f} {at.y + 5:.1f}l8-10"
        path(group, d, {"class": "mk", "fill": "none", "stroke": colour, "stroke-width": 1.5})


def _is_default(parent: etree._Element, flow: etree._Element) -> bool:
    source, key = flow.get("sourceRef"), flow.get("id")
    return any(kind(node) and node.get("id") == source and node.get("default") == key for node in parent)


def rounded(points: tuple[Point, ...]) -> str:
    """Return the path through the points with each corner rounded."""
    d = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
        d.append(
            f"L{_at(_before(before, corner, radius))}Q{_at(corner)} {_at(_before(after, corner, radius))}"
        )
    return "".join([*d, f"L{_at(points[-1])}"])


def _head(before: Point, tip: Point) -> str:
    length = _length(before, tip) or 1
    x, y = (tip.x - before.x) / length, (tip.y - before.y) / length
    base = Point(tip.x - x * HEAD, tip.y - y * HEAD)
    left = Point(base.x - y * HEAD / 2, base.y + x * HEAD / 2)
    right = Point(base.x + y * HEAD / 2, base.y - x * HEAD / 2)
    return f"M{_at(tip)}L{_at(left)}L{_at(right)}Z"


def _before(start: Point, end: Point, distance: float) -> Point:
    """Return the point so far before the end, coming from the start."""
    length = _length(start, end)
    part = min(1.0, distance / length) if length else 0.0
    return Point(end.x + (start.x - end.x) * part, end.y + (start.y - end.y) * part)


def _length(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def _at(point: Point) -> str:
    return f"{point.x:.1f} {point.y:.1f}".replace(".0 ", " ").removesuffix(".0")


def draw_flow_name(group: etree._Element, line: Line, name: str) -> None:
    """Draw the name of a flow where the diagram has it, on a ground that hides lines behind."""
    if line.label is None or not name:
        return
    label = line.label
    lines = letters.wrap(name, max(label.width, 60), _LABEL_SIZE)
    attributes = {"fill": INK_2, "class": "lbl", "text-anchor": "middle"}
    text_block(group, lines, (label.centre.x, label.centre.y), {**attributes, **_halo()}, _LABEL_SIZE)


def _halo() -> Look:
    return {"paint-order": "stroke", "stroke": PAPER, "stroke-width": 3, "stroke-linejoin": "round"}
