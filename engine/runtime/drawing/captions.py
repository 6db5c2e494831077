"""Names the role above a task that lies in the row of another role."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from engine.runtime.drawing.canvas import INK_2, PAPER, Look, add
from engine.runtime.drawing.lanes import Strip, role_name
from engine.runtime.drawing.picture import Picture, Shape
from engine.runtime.layout.names import lanes_of, role_of
from forms.text import Language

_SIZE: Final = 13.0
_WORKED: Final = frozenset({"userTask", "manualTask", "task"})


def captions(
    seen: Picture, strips: Sequence[Strip], language: Language, role_names: Mapping[str, str]
) -> dict[str, str]:
    """Return for each task whose role the drawing does not show otherwise what the role is called."""
    lanes = lanes_of(seen.root)
    found: dict[str, str] = {}
    for shape in seen.shapes:
        role = role_of(shape.element, lanes) if shape.kind in _WORKED else None
        if role is not None and role != _strip_role(shape, strips):
            found[shape.id] = role_name(lanes, role, language, role_names)
    return found


def _strip_role(shape: Shape, strips: Sequence[Strip]) -> str | None:
    """Return the role of the innermost strip that a shape lies in."""
    middle = shape.rect.centre
    for strip in reversed(strips):
        if strip.rect.y <= middle.y <= strip.rect.bottom and strip.rect.x <= middle.x <= strip.rect.right:
            return strip.role
    return None


def draw_caption(group: etree._Element, shape: Shape, text: str) -> None:
    """Draw the name of a role above its task."""
    halo: Look = {"paint-order": "stroke", "stroke": PAPER, "stroke-width": 3, "stroke-linejoin": "round"}
    place: Look = {"x": shape.rect.x + 2, "y": shape.rect.y - 9, "font-size": _SIZE}
    add(group, "text", {**place, "fill": INK_2, "class": "lbl role", **halo}, text)
