"""Draws gateways and events, and sends everything else to its own file."""

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from engine.runtime.drawing import artifacts, exchanges, icons
from engine.runtime.drawing.activities import activity, box_of, draw_sign
from engine.runtime.drawing.artifacts import beside
from engine.runtime.drawing.canvas import Look, add, path
from engine.runtime.drawing.inks import INKS, Ink
from engine.runtime.drawing.marks import State
from engine.runtime.drawing.picture import Shape
from engine.runtime.layout.names import ACTIVITIES, EVENTS, GATEWAYS, SHEETS, kind


def draw_node(group: etree._Element, shape: Shape, name: str, state: State, more: Look) -> None:
    """Draw one element into its group; the name stands inside or, where there is a place for it, beside.

    `more` is what its outline has beyond that of its state.
    """
    _drawer(shape)(group, shape, name, INKS[state], more)


def _drawer(shape: Shape) -> Callable[[etree._Element, Shape, str, Ink, Look], None]:
    if shape.band:
        return exchanges.band
    if shape.open:
        return box_of
    return _DRAWERS.get(shape.kind, artifacts.unknown)


def _gateway(group: etree._Element, shape: Shape, name: str, ink: Ink, failed: Look) -> None:
    box, middle = shape.rect, shape.rect.centre
    d = f"M{middle.x:.1f} {box.y:.1f}L{box.right:.1f} {middle.y:.1f}L{middle.x:.1f} {box.bottom:.1f}"
    path(group, f"{d}L{box.x:.1f} {middle.y:.1f}Z", ink.outline(**failed))
    place = f"translate({middle.x:.1f} {middle.y:.1f}) scale({box.width / 50:.3f})"
    thick: Look = {"stroke-width": 1.4 if shape.kind == "eventBasedGateway" else 2.4}
    sign = _gateway_sign(shape)
    if sign:
        path(group, sign, ink.line(transform=place, **thick))
    beside(group, shape, name)


def _gateway_sign(shape: Shape) -> str:
    if shape.kind == "exclusiveGateway" and shape.said.get("isMarkerVisible") == "false":
        return ""
    if shape.kind == "eventBasedGateway" and shape.element.get("instantiate") == "true":
        return icons.STARTING.get(shape.element.get("eventGatewayType", ""), icons.STARTING["Exclusive"])
    return icons.GATEWAYS[shape.kind]


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
            "r": max(half - 3.5, 0),
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
    """Return the kind of thing that an event waits for or does, if any; it stands in the event or is referred to."""
    found = [kind(child) for child in element if kind(child).endswith("EventDefinition")]
    referred = {_local(child) for child in element if kind(child) == "eventDefinitionRef"}
    if referred:
        of_file = element.getroottree().getroot()
        found += [kind(child) for child in of_file if kind(child) and child.get("id") in referred]
    if len(found) > 1:
        return "parallelMultiple" if element.get("parallelMultiple") == "true" else "multiple"
    return found[0] if found and found[0] in icons.EVENTS else None


def _local(child: etree._Element) -> str:
    return (child.text or "").strip().rpartition(":")[2]


Drawer = Callable[["etree._Element", Shape, str, Ink, Look], None]  # noqa: SLF001  lxml's own name for its elements
_DRAWERS: Final[Mapping[str, Drawer]] = {
    **dict.fromkeys(EVENTS, _event),
    **dict.fromkeys(GATEWAYS, _gateway),
    **dict.fromkeys(ACTIVITIES, activity),
    **dict.fromkeys(SHEETS, artifacts.data),
    **dict.fromkeys(("dataStoreReference", "dataStore"), artifacts.store),
    **dict.fromkeys(("conversation", "subConversation", "callConversation"), exchanges.conversation),
    "textAnnotation": artifacts.comment,
    "message": artifacts.message,
    "group": artifacts.around,
}
