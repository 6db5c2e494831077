"""Draws choreographies and conversations: who takes part in an exchange, and what the exchange is."""

from typing import Final

from lxml import etree

from engine.runtime.drawing import icons
from engine.runtime.drawing.artifacts import LABEL_SIZE, beside
from engine.runtime.drawing.canvas import GROUND, Look, add, path, text_block
from engine.runtime.drawing.inks import Ink
from engine.runtime.drawing.picture import Shape
from engine.runtime.layout import letters

_ENVELOPE: Final = (30.0, 20.0)
_APART: Final = 14.0


def band(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a participant of a choreography activity: its band, shaded when it answers, with its message if that shows."""
    box = shape.rect
    corner: Look = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    answers = "non_initiating" in shape.band
    ground: Look = {"fill": GROUND, "class": "lane alt"} if answers else {}
    add(group, "rect", ink.outline(**{**corner, **ground, **more}))
    lines = letters.wrap(name, max(box.width - 8, 40), LABEL_SIZE)[:2]
    text_block(group, lines, box.centre, {"text-anchor": "middle", "fill": ink.text}, LABEL_SIZE)
    if shape.said.get("isMessageVisible") == "true":
        _envelope(group, shape, ink, {"fill": GROUND} if answers else {})


def _envelope(group: etree._Element, shape: Shape, ink: Ink, ground: Look) -> None:
    box, (wide, high) = shape.rect, _ENVELOPE
    below = shape.band.startswith("bottom")
    edge = box.bottom if below else box.y
    top = edge + _APART if below else edge - _APART - high
    x = box.centre.x - wide / 2
    line = f"M{box.centre.x:.1f} {edge:.1f}V{top if below else top + high:.1f}"
    path(group, line, ink.line(**{"stroke-dasharray": "2 4"}))
    add(group, "rect", ink.outline(**{"x": x, "y": top, "width": wide, "height": high, **ground}))
    path(group, f"M{x:.1f} {top:.1f}l{wide / 2:.1f} {high / 2:.1f}l{wide / 2:.1f}-{high / 2:.1f}", ink.line())


def conversation(group: etree._Element, shape: Shape, name: str, ink: Ink, more: Look) -> None:
    """Draw a hexagon; thick when it calls another, with a plus when there is more inside."""
    box = shape.rect
    side = box.width / 4
    corners = (
        f"M{box.x:.1f} {box.centre.y:.1f}L{box.x + side:.1f} {box.y:.1f}H{box.right - side:.1f}"
        f"L{box.right:.1f} {box.centre.y:.1f}L{box.right - side:.1f} {box.bottom:.1f}H{box.x + side:.1f}Z"
    )
    thick: Look = {"stroke-width": 3.5} if shape.kind == "callConversation" else {}
    path(group, corners, ink.outline(**{**thick, **more}))
    if shape.kind == "subConversation":
        place = f"translate({box.centre.x:.1f} {box.bottom - 9:.1f})"
        path(group, icons.MARKERS["collapsed"], ink.line(transform=place))
    beside(group, shape, name)
