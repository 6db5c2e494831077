"""Draws what is neither step, event nor gateway: comments, data, messages, groups, and what only another tool knows."""

from typing import Final

from lxml import etree

from engine.runtime.drawing import icons
from engine.runtime.drawing.canvas import INK_2, LINE, Look, add, path, text_block
from engine.runtime.drawing.inks import Ink
from engine.runtime.drawing.picture import Shape
from engine.runtime.layout import letters

LABEL_SIZE: Final = 13.0


def comment(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a text with a bracket to its left."""
    box = shape.rect
    path(group, f"M{box.x + 10:.1f} {box.y:.1f}h-10v{box.height:.1f}h10", ink.line(**more))
    lines = letters.wrap(name, box.width - 8, LABEL_SIZE)
    text_block(group, lines, (box.x + 6, box.centre.y), {"fill": INK_2, "class": "lbl"}, LABEL_SIZE)


def data(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a sheet with a folded corner; an arrow says that it comes in or goes out, bars that there are several."""
    box = shape.rect
    fold = min(12.0, box.width / 3, box.height / 3)
    d = f"M{box.x:.1f} {box.y:.1f}h{box.width - fold:.1f}l{fold:.1f} {fold:.1f}v{box.height - fold:.1f}h-{box.width:.1f}z"
    path(group, f"{d}M{box.right - fold:.1f} {box.y:.1f}v{fold:.1f}h{fold:.1f}", ink.outline(**more))
    if shape.kind in icons.DATA:
        filled: Look = {"fill": ink.sign} if shape.kind == "dataOutput" else {}
        place = f"translate({box.x + 10:.1f} {box.y + 9:.1f})"
        path(group, icons.DATA[shape.kind], ink.line(transform=place, **filled))
    if _is_collection(shape.element):
        place = f"translate({box.centre.x:.1f} {box.bottom - 8:.1f})"
        path(group, icons.MARKERS["parallel"], ink.line(transform=place))
    beside(group, shape, name)


def _is_collection(element: etree._Element) -> bool:
    key = element.get("dataObjectRef")
    around = element.getroottree().getroot()
    objects = (each for each in around.iter("{*}dataObject") if each.get("id") == key)
    named = element if key is None else next(objects, element)
    return named.get("isCollection") == "true"


def store(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a drum."""
    box = shape.rect
    wide, high = box.width, max(box.height - 12, 0)
    d = f"M{box.x:.1f} {box.y + 6:.1f}a{wide / 2:.1f} 6 0 0 1 {wide:.1f} 0v{high:.1f}a{wide / 2:.1f} 6 0 0 1 -{wide:.1f} 0z"
    path(group, f"{d}M{box.x:.1f} {box.y + 6:.1f}a{wide / 2:.1f} 6 0 0 0 {wide:.1f} 0", ink.outline(**more))
    beside(group, shape, name)


def message(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw an envelope."""
    box = shape.rect
    add(group, "rect", ink.outline(**{**_corner(shape), **more}))
    flap = f"M{box.x:.1f} {box.y:.1f}L{box.centre.x:.1f} {box.centre.y:.1f}L{box.right:.1f} {box.y:.1f}"
    path(group, flap, ink.line())
    beside(group, shape, name)


def around(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a group: a dashed frame that covers nothing, its name at the upper left."""
    look: Look = {**_corner(shape), "rx": 8, "fill": "none", "stroke-dasharray": "8 3 2 3"}
    add(group, "rect", {**ink.line(**{**look, "class": "mk", **more})})
    lines = letters.wrap(name, max(shape.rect.width - 16, 40), LABEL_SIZE)[:1]
    at = (shape.rect.x + 8, shape.rect.y + 12)
    text_block(group, lines, at, {"fill": INK_2, "class": "lbl"}, LABEL_SIZE)


def unknown(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a box with a name for what has no shape in BPMN."""
    add(group, "rect", ink.outline(**{**_corner(shape), "stroke-dasharray": "3 3", **more}))
    lines = letters.wrap(name, max(shape.rect.width - 8, 40), LABEL_SIZE)
    centre: Look = {"text-anchor": "middle", "fill": INK_2, "class": "lbl"}
    text_block(group, lines, shape.rect.centre, centre, LABEL_SIZE)


def _corner(shape: Shape) -> Look:
    box = shape.rect
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def beside(group: etree._Element, shape: Shape, name: str) -> None:
    """Draw a name outside of its shape."""
    if shape.label is not None and name:
        label = shape.label
        lines = letters.wrap(name, max(label.width, 60), LABEL_SIZE)
        # Letters of another size than the other tool's: they grow away from the shape.
        more = max(len(lines) * LINE - label.height, 0) / 2
        away = more if label.y >= shape.rect.bottom else -more if label.bottom <= shape.rect.y else 0
        middle = (label.centre.x, label.centre.y + away)
        text_block(group, lines, middle, {"text-anchor": "middle", "fill": INK_2, "class": "lbl"}, LABEL_SIZE)
