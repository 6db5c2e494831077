"""Draws what a case, a comparison or lead times add to an element: a tick, open tasks, finished instances, what differs, a time."""

from typing import Final

from lxml import etree

from engine.runtime.drawing import icons, words
from engine.runtime.drawing.canvas import BLUE, BLUE_2, ON_BLUE, PAPER, RED, Look, add, path
from engine.runtime.drawing.inks import DIFFERS
from engine.runtime.drawing.marks import Difference, Marks
from engine.runtime.drawing.picture import Shape
from engine.runtime.layout import letters
from engine.runtime.layout.names import ACTIVITIES
from engine.runtime.layout.shapes import Point
from forms.text import Language

_SIZE: Final = 13.0


def draw_badges(group: etree._Element, shape: Shape, marks: Marks, language: Language) -> None:
    """Draw the marks of an element on the corners of its shape."""
    box, state = shape.rect, marks.state(shape.id)
    if shape.id in marks.differs:
        draw_difference(group, marks.differs[shape.id], Point(box.right - 2, box.y + 2))
    elif shape.id in marks.failed:
        _fault(group, box.right - 2, box.y + 2)
    elif state == "done" and shape.kind in ACTIVITIES:
        _tick(group, box.right - 2, box.y + 2)
    if shape.id in marks.done_of:
        # On the upper edge, on the lower one where the upper corner is taken.
        taken = state == "done" or shape.id in marks.failed
        text = words.done_of(*marks.done_of[shape.id]).to(language)
        _pill(group, text, box.right + 30, box.bottom if taken else box.y)
    if shape.id in marks.heat:
        _pill(group, marks.heat[shape.id].short, box.right + 8, box.y)
    if marks.active.get(shape.id):
        _token(group, marks.active[shape.id], box.x + 1, box.y + 1)


def draw_difference(group: etree._Element, difference: Difference, at: Point) -> None:
    """Draw the sign of what differs: a filled ring with plus, minus, wave or arrow."""
    ring: Look = {"cx": at.x, "cy": at.y, "r": 9, "fill": DIFFERS[difference]}
    add(group, "circle", {**ring, "class": f"differs {difference}"})
    look: Look = {"fill": "none", "stroke": ON_BLUE, "stroke-width": 2, "stroke-linecap": "round"}
    place = {"transform": f"translate({at.x:.1f} {at.y:.1f})", "class": "differsmark"}
    path(group, icons.DIFFERS[difference], {**look, **place})


def _tick(group: etree._Element, x: float, y: float) -> None:
    add(group, "circle", {"cx": x, "cy": y, "r": 8.5, "fill": BLUE, "class": "tick"})
    look: Look = {"fill": "none", "stroke": ON_BLUE, "stroke-width": 2, "class": "tickmark"}
    path(group, icons.TICK, {**look, "transform": f"translate({x:.1f} {y:.1f})"})


def _fault(group: etree._Element, x: float, y: float) -> None:
    add(group, "circle", {"cx": x, "cy": y, "r": 9, "fill": RED, "class": "fault"})
    look: Look = {
        "fill": "none",
        "stroke": ON_BLUE,
        "stroke-width": 2,
        "stroke-linecap": "round",
        "class": "faultmark",
    }
    path(group, "M0-4.5v5M0 4v.1", {**look, "transform": f"translate({x:.1f} {y:.1f})"})


def _token(group: etree._Element, count: int, x: float, y: float) -> None:
    text = str(count)
    half = max(11.0, letters.width(text, _SIZE, bold=True) / 2 + 6)
    ring: Look = {"x": x - half, "y": y - 11, "width": 2 * half, "height": 22, "rx": 11}
    add(group, "rect", {**ring, "fill": PAPER, "stroke": BLUE, "stroke-width": 2.5, "class": "tok"})
    _bold(group, text, x, y, "tokt")


def _pill(group: etree._Element, text: str, right: float, y: float) -> None:
    wide = letters.width(text, _SIZE, bold=True) + 14
    box: Look = {"x": right - wide, "y": y - 10, "width": wide, "height": 20, "rx": 10}
    add(group, "rect", {**box, "fill": PAPER, "stroke": BLUE, "stroke-width": 1.5, "class": "tok of"})
    _bold(group, text, right - wide / 2, y, "tokt")


def _bold(group: etree._Element, text: str, x: float, y: float, name: str) -> None:
    look: Look = {
        "text-anchor": "middle",
        "fill": BLUE_2,
        "font-weight": 700,
        "font-size": _SIZE,
        "class": name,
    }
    add(group, "text", {"x": x, "y": y + 4.6, **look}, text)
