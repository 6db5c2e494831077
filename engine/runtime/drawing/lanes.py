"""Draws lanes and pools: alternating ground, names upright in a gutter to the left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from lxml import etree

from engine.runtime.drawing.canvas import GROUND, INK_2, LINE_COLOUR, PAPER, Look, add, text_block
from engine.runtime.drawing.frames import headings, stacked
from engine.runtime.drawing.picture import Picture, Shape, name_of
from engine.runtime.layout import letters
from engine.runtime.layout.names import BPMN, FLOW_NODES, RALS, SUBPROCESSES, kind, lanes_of, role_of
from engine.runtime.layout.shapes import Rect
from forms.text import Language

GUTTER: Final = 112.0
_DRAWN_GUTTER: Final = 30.0
_NAME_SIZE: Final = 14.0


@dataclass(frozen=True)
class Strip:
    """A lane, a pool or the row of a role, its gutter included. `drawn` is how its name is written as another tool drew it."""

    id: str
    name: str
    rect: Rect
    gutter: Rect
    alternate: bool
    role: str
    drawn: Literal["level", "upwards"] | None = None


def strips(whole: Picture, language: Language, role_names: Mapping[str, str]) -> tuple[Strip, ...]:
    """Return the lanes and pools of a diagram, outer ones first."""
    if not stacked(whole.frames):
        return tuple(_as_drawn(whole, language, role_names))
    inner = [frame for frame in whole.frames if not any(_holds(frame, other) for other in whole.frames)]
    left = max(frame.rect.x for frame in inner) + _DRAWN_GUTTER
    depth = {frame.id: sum(_holds(frame, other) for other in whole.frames) for frame in whole.frames}
    levels = {frame.id: _level(frame, whole.frames) for frame in whole.frames}
    order = sorted(whole.frames, key=lambda frame: -depth[frame.id])
    numbers = {frame.id: at for at, frame in enumerate(sorted(inner, key=lambda frame: frame.rect.y))}
    found = []
    for frame in order:
        start = left - GUTTER * (levels[frame.id] + 1)
        box = Rect(start, frame.rect.y, frame.rect.right - start, frame.rect.height)
        gutter = Rect(start, box.y, GUTTER, box.height)
        role = frame.element.get(f"{RALS}role", "")
        name = role_names.get(role) or name_of(frame.element, language)
        found.append(Strip(frame.id, name, box, gutter, numbers.get(frame.id, 0) % 2 == 1, role))
    return tuple(found)


def _as_drawn(whole: Picture, language: Language, role_names: Mapping[str, str]) -> Iterator[Strip]:
    for at, (frame, heading, upwards) in enumerate(headings(whole.frames)):
        role = frame.element.get(f"{RALS}role", "")
        name = role_names.get(role) or name_of(frame.element, language)
        how: Literal["level", "upwards"] = "upwards" if upwards else "level"
        yield Strip(frame.id, name, frame.rect, heading, at % 2 == 1, role, how)


def _holds(outer: Shape, inner: Shape) -> bool:
    if outer is inner:
        return False
    if outer.element in list(inner.element.iterancestors()):
        return True
    process = outer.element.get("processRef")
    return process is not None and any(up.get("id") == process for up in inner.element.iterancestors())


def _level(frame: Shape, frames: Sequence[Shape]) -> int:
    below = [other for other in frames if _holds(frame, other)]
    return 1 + max((_level(other, frames) for other in below), default=-1)


def role_strips(
    whole: Picture, part: etree._Element, language: Language, role_names: Mapping[str, str]
) -> tuple[Strip, ...]:
    """Return one strip per role for a subprocess without lanes, or none when the roles do not lie in rows."""
    lanes = lanes_of(whole.root)
    direct = [shape for shape in whole.shapes if shape.element.getparent() is part]
    places: dict[str, list[Rect]] = {}
    for shape in direct:
        role = _row_role(shape.element, lanes)
        if role is not None:
            places.setdefault(role, []).append(shape.rect)
    if not places:
        return ()
    ordered = sorted(places, key=lambda role: min(rect.y for rect in places[role]))
    everything = _around(whole, direct)
    borders = [everything.y]
    for above, below in pairwise(ordered):
        border = _between([*places[above]], [*places[below]], direct)
        if border is None:
            return ()
        borders.append(border)
    borders.append(everything.bottom)
    names = {role: role_name(lanes, role, language, role_names) for role in ordered}
    return tuple(
        _role_strip(part, role, names[role], everything, (borders[at], borders[at + 1], at))
        for at, role in enumerate(ordered)
    )


def _role_strip(
    part: etree._Element, role: str, name: str, everything: Rect, place: tuple[float, float, int]
) -> Strip:
    top, bottom, number = place
    left = everything.x - GUTTER
    box = Rect(left, top, everything.right - left, bottom - top)
    key = f"{part.get('id')}-{role}"
    return Strip(key, name, box, box._replace(width=GUTTER), number % 2 == 1, role)


def _row_role(element: etree._Element, lanes: Mapping[str, etree._Element]) -> str | None:
    """Return the role whose row an element lies in (as the layout decides it)."""
    if (
        kind(element) in {"userTask", "manualTask", "task"}
        or element.get(f"{RALS}role")
        or element.get("id") in lanes
    ):
        return role_of(element, lanes)
    if kind(element) in SUBPROCESSES:
        inner = (_row_role(child, lanes) for child in element if kind(child) in FLOW_NODES)
        return next(filter(None, inner), None)
    return None


def _around(whole: Picture, direct: Sequence[Shape]) -> Rect:
    boxes = [rect for shape in direct for rect in (shape.rect, shape.label) if rect is not None]
    points = [point for line in whole.lines for point in line.points]
    left = min([rect.x for rect in boxes] + [point.x for point in points])
    right = max([rect.right for rect in boxes] + [point.x for point in points])
    top = min([rect.y for rect in boxes] + [point.y for point in points])
    bottom = max([rect.bottom for rect in boxes] + [point.y for point in points])
    return Rect(left, top, right - left, bottom - top).grown(22)


def _between(above: Sequence[Rect], below: Sequence[Rect], direct: Sequence[Shape]) -> float | None:
    """Return a level between two rows that no shape or name crosses, in the middle of the widest gap."""
    top, bottom = max(rect.bottom for rect in above), min(rect.y for rect in below)
    if top > bottom:
        return None
    busy = [rect for shape in direct for rect in (shape.rect, shape.label) if rect is not None]
    inside = sorted((rect.y, rect.bottom) for rect in busy if rect.bottom > top and rect.y < bottom)
    gaps, at = [], top
    for start, end in inside:
        gaps.append((start - at, at))
        at = max(at, end)
    gaps.append((bottom - at, at))
    width, start = max(gaps)
    return start + width / 2 if width > 0 else None


def role_name(
    lanes: Mapping[str, etree._Element], role: str, language: Language, role_names: Mapping[str, str]
) -> str:
    """Return what a role is called: by the profile, else by a lane of its own, else its key."""
    if role_names.get(role):
        return role_names[role]
    process = next((up for lane in lanes.values() for up in lane.iterancestors(f"{BPMN}process")), None)
    for lane in () if process is None else process.iter(f"{BPMN}lane"):
        if lane.get(f"{RALS}role") == role and name_of(lane, language):
            return name_of(lane, language)
    return role.replace("_", " ").capitalize()


def draw_strip(parent: etree._Element, strip: Strip) -> None:
    """Draw the ground of a strip, its gutter and its name."""
    group = add(parent, "g", {"id": f"el-{strip.id}", "class": "strip"})
    add(group, "title", {}, strip.name)
    ground = {
        "fill": GROUND if strip.alternate else PAPER,
        "class": "lane alt" if strip.alternate else "lane",
    }
    for box, look in ((strip.rect, ground), (strip.gutter, {"fill": GROUND, "class": "lane alt"})):
        place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        add(group, "rect", {**place, **look, "stroke": LINE_COLOUR})
    _draw_name(group, strip)


def _draw_name(group: etree._Element, strip: Strip) -> None:
    look: Look = {"fill": INK_2, "font-weight": 650, "class": "lt"}
    middle, along = strip.gutter.centre, strip.gutter.width
    if strip.drawn is None:
        lines = letters.wrap(strip.name, GUTTER - 20, _NAME_SIZE, bold=True)
        text_block(group, lines, (strip.gutter.x + 12, middle.y), look, _NAME_SIZE)
        return
    if strip.drawn == "upwards":
        look["transform"] = f"rotate(-90 {middle.x:.1f} {middle.y:.1f})"
        along = strip.gutter.height
    lines = letters.wrap(strip.name, max(along - 12, 40), _NAME_SIZE, bold=True)
    text_block(group, lines, middle, {**look, "text-anchor": "middle"}, _NAME_SIZE)
