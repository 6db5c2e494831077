"""Draws gateways, events, data and comments, and sends activities to their own file."""

from collections.abc import Callable
from typing import Final

from lxml import etree

from engine.runtime.drawing import icons
from engine.runtime.drawing.activities import activity, box_of, draw_sign
from engine.runtime.drawing.canvas import INK_2, Look, add, path, text_block
from engine.runtime.drawing.inks import INKS, Ink
from engine.runtime.drawing.marks import State
from engine.runtime.drawing.picture import Shape
from engine.runtime.layout import letters
from engine.runtime.layout.names import EVENTS, GATEWAYS, kind

LABEL_SIZE: Final = 13.0


def draw_node(group: etree._Element, shape: Shape, name: str, state: State, more: Look) -> None:
    """Draw one element into its group; the name stands inside or, where there is a place for it, beside.

    `more` is what its outline has beyond that of its state.
    """
    _drawer(shape)(group, shape, name, INKS[state], more)


def _drawer(shape: Shape) -> Callable[[etree._Element, Shape, str, Ink, Look], None]:
    if shape.kind in EVENTS:
        return _event
    if shape.kind in GATEWAYS:
        return _gateway
    if shape.open:
        return box_of
    return {"textAnnotation": _comment, "dataObjectReference": _data, "dataStoreReference": _store}.get(
        shape.kind, activity
    )


def _gateway(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    box, middle = shape.rect, shape.rect.centre
    d = f"M{middle.x:.1f} {box.y:.1f}L{box.right:.1f} {middle.y:.1f}L{middle.x:.1f} {box.bottom:.1f}"
    path(group, f"{d}L{box.x:.1f} {middle.y:.1f}Z", ink.outline(**failed))
    place = f"translate({middle.x:.1f} {middle.y:.1f}) scale({box.width / 50:.3f})"
    thick: Look = {"stroke-width": 1.4 if shape.kind == "eventBasedGateway" else 2.4}
    path(group, icons.GATEWAYS[shape.kind], ink.line(transform=place, **thick))
    beside(group, shape, name)


def _event(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    middle, half = shape.rect.centre, shape.rect.width / 2
    waits_on = (
        shape.element.get("cancelActivity") == "false" or shape.element.get("isInterrupting") == "false"
    )
    dash: Look = {"stroke-dasharray": "4 3"} if waits_on else {}
    thick: Look = {"stroke-width": 3.4} if shape.kind == "endEvent" else {}
    circle: Look = {"cx": middle.x, "cy": middle.y}
    add(group, "circle", ink.outline(**{**circle, "r": half, **thick, **dash, **failed}))
    if shape.kind.startswith("intermediate") or shape.kind == "boundaryEvent":
        inner: Look = {
            **circle,
            "r": half - 3.5,
            "fill": "none",
            "stroke-width": 1.2,
            "stroke-dasharray": "none",
        }
        add(group, "circle", ink.outline(**{**inner, **dash}))
    sign = event_sign(shape.element)
    if sign is not None:
        place = f"translate({middle.x:.1f} {middle.y:.1f}) scale({half / 18 * 0.9:.3f})"
        thrown = shape.kind in {"endEvent", "intermediateThrowEvent"}
        draw_sign(group, sign, icons.EVENTS[sign], ink, place, filled=thrown)
    beside(group, shape, name)


def event_sign(element: etree._Element) -> str | None:
    """Return the kind of thing that an event waits for or does, if any."""
    found = [kind(child) for child in element if kind(child).endswith("EventDefinition")]
    if len(found) > 1:
        return "parallelMultiple" if element.get("parallelMultiple") == "true" else "multiple"
    return found[0] if found and found[0] in icons.EVENTS else None


def _comment(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    box = shape.rect
    path(group, f"M{box.x + 10:.1f} {box.y:.1f}h-10v{box.height:.1f}h10", ink.line(**failed))
    lines = letters.wrap(name, box.width - 8, LABEL_SIZE)
    text_block(group, lines, (box.x + 6, box.centre.y), {"fill": INK_2, "class": "lbl"}, LABEL_SIZE)


def _data(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    box = shape.rect
    d = f"M{box.x:.1f} {box.y:.1f}h{box.width - 12:.1f}l12 12v{box.height - 12:.1f}h-{box.width:.1f}z"
    path(group, f"{d}M{box.right - 12:.1f} {box.y:.1f}v12h12", ink.outline(**failed))
    beside(group, shape, name)


def _store(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    box = shape.rect
    wide, high = box.width, box.height - 12
    d = f"M{box.x:.1f} {box.y + 6:.1f}a{wide / 2:.1f} 6 0 0 1 {wide:.1f} 0v{high:.1f}a{wide / 2:.1f} 6 0 0 1 -{wide:.1f} 0z"
    path(group, f"{d}M{box.x:.1f} {box.y + 6:.1f}a{wide / 2:.1f} 6 0 0 0 {wide:.1f} 0", ink.outline(**failed))
    beside(group, shape, name)


def beside(group: etree._Element, shape: Shape, name: str) -> None:
    """Draw a name outside of its shape."""
    if shape.label is not None and name:
        label = shape.label
        lines = letters.wrap(name, max(label.width, 60), LABEL_SIZE)
        middle = (label.centre.x, label.centre.y)
        text_block(group, lines, middle, {"text-anchor": "middle", "fill": INK_2, "class": "lbl"}, LABEL_SIZE)
