"""Events on the edge of a subprocess, for its own drawing: they stand on the border of that drawing."""

from collections.abc import Sequence
from dataclasses import replace

from engine.runtime.drawing.lanes import Strip
from engine.runtime.drawing.picture import Picture, Shape
from engine.runtime.layout.shapes import Rect

_ROOM = 30.0


def with_edge(
    whole: Picture, inside: Picture, part: str, strips: Sequence[Strip]
) -> tuple[Picture, tuple[Strip, ...]]:
    """Return the content of a subprocess with the events on its edge, and the strips that they stand on."""
    events = [shape for shape in whole.shapes if shape.element.get("attachedToRef") == part]
    if not events:
        return inside, tuple(strips)
    host = next(shape.rect for shape in whole.shapes if shape.id == part)
    found = tuple(strips) or (_border(part, inside, host),)
    frame = _around([strip.rect for strip in found])
    moved = tuple(_on_border(event, host, frame) for event in events)
    return replace(inside, shapes=inside.shapes + moved), found


def _border(part: str, inside: Picture, host: Rect) -> Strip:
    frame = _around([shape.rect for shape in inside.shapes] or [host]).grown(_ROOM)
    return Strip(part, "", frame, frame._replace(width=0), alternate=False, role="")


def _on_border(event: Shape, host: Rect, frame: Rect) -> Shape:
    """Return an event moved to the upper or lower border, whichever it stood nearer to, as far along it as before."""
    centre = event.rect.centre
    upper = centre.y < host.centre.y
    along = (centre.x - host.x) / host.width if host.width else 0.5
    x = min(max(frame.x + along * frame.width, frame.x + _ROOM), frame.right - _ROOM)
    right, down = x - centre.x, (frame.y if upper else frame.bottom) - centre.y
    label = event.label and event.label._replace(x=event.label.x + right, y=event.label.y + down)
    rect = event.rect._replace(x=event.rect.x + right, y=event.rect.y + down)
    return replace(event, rect=rect, label=label)


def _around(rects: Sequence[Rect]) -> Rect:
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)
