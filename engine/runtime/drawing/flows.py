"""Draws flows: right angles with round corners, arrowheads, names."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Final

from lxml import etree

from engine.runtime.drawing.canvas import BLUE, EDGE, INK_2, PAPER, Look, add, path, text_block
from engine.runtime.drawing.inks import DIFFERS
from engine.runtime.drawing.marks import Difference
from engine.runtime.drawing.picture import Line
from engine.runtime.layout import letters
from engine.runtime.layout.names import ACTIVITIES, BPMN, kind
from engine.runtime.layout.shapes import Point

RADIUS: Final = 6.0
HEAD: Final = 9.0
_LABEL_SIZE: Final = 13.0
_DASH: Final = {
    "messageFlow": "7 4",
    "association": "2 4",
    "dataInputAssociation": "2 4",
    "dataOutputAssociation": "2 4",
}


@dataclass(frozen=True)
class Pen:
    """How a flow is drawn: its colour, how wide it is, and the classes that style sheets know it by."""

    colour: str
    width: float
    name: str


def pen(*, visited: bool, difference: Difference | None = None) -> Pen:
    """Return how a flow that was taken, or that differs between two versions, is drawn."""
    if difference is not None:
        return Pen(DIFFERS[difference], 2.5, f" differs {difference}")
    return Pen(BLUE, 3.0, " done") if visited else Pen(EDGE, 1.5, "")


def draw_flow(group: etree._Element, line: Line, how: Pen) -> None:
    """Draw one flow into its group: the line, its head, and the sign at its beginning."""
    headed = _headed(line)
    end = _before(line.points[-2], line.points[-1], HEAD - 2) if headed else line.points[-1]
    look: Look = {"class": f"flow{how.name}", "fill": "none", "stroke": how.colour}
    dash: Look = {"stroke-dasharray": _DASH[line.kind]} if line.kind in _DASH else {}
    double: Look = {"stroke-width": 5} if line.kind == "conversationLink" else {"stroke-width": how.width}
    d = rounded((*line.points[:-1], end))
    path(group, d, {**look, **double, **dash})
    if line.kind == "conversationLink":
        path(group, d, {"class": "mk flap", "fill": "none", "stroke": PAPER, "stroke-width": 2})
    if headed:
        hollow = {"fill": PAPER} if line.kind == "messageFlow" else {"fill": how.colour}
        head = _head(line.points[-2], line.points[-1])
        path(group, head, {"class": f"ah{how.name}", "stroke": how.colour, **hollow})
    _tail(group, line, how.colour)


def _headed(line: Line) -> bool:
    if line.kind == "association":
        return line.element.get("associationDirection") in ("One", "Both")
    return line.kind != "conversationLink"


def _tail(group: etree._Element, line: Line, colour: str) -> None:
    """Draw the sign at the beginning: the ring of a message flow, the stroke of a default flow, the diamond of a condition."""
    start, onwards = line.points[0], line.points[1]
    own: Look = {"stroke": colour, "stroke-width": 1.5}
    if line.kind == "messageFlow":
        ring: Look = {"cx": start.x, "cy": start.y, "r": 3.5, "fill": PAPER, "class": "shape"}
        add(group, "circle", {**ring, "stroke": colour})
        return
    source = line.source
    if source is not None and source.get("default") == line.id != "":
        at = _before(onwards, start, 9)
        path(group, f"M{at.x - 4:.1f} {at.y + 5:.1f}l8-10", {"class": "mk", "fill": "none", **own})
    elif source is not None and kind(source) in ACTIVITIES and _conditional(line.element):
        far, side = _before(onwards, start, 14), _before(onwards, start, 7)
        across = Point((far.y - start.y) / 3, (start.x - far.x) / 3)
        corners = (
            start,
            Point(side.x + across.x, side.y + across.y),
            far,
            Point(side.x - across.x, side.y - across.y),
        )
        path(group, f"M{'L'.join(map(_at, corners))}Z", {"class": "shape", "fill": PAPER, **own})


def _conditional(flow: etree._Element) -> bool:
    return flow.find(f"{BPMN}conditionExpression") is not None


def middle(line: Line) -> Point:
    """Return the point in the middle of a flow's longest piece."""
    one, other = max(pairwise(line.points), key=lambda piece: _length(*piece))
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)


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
