"""Places a label that the diagram has no place for."""

from itertools import pairwise
from typing import Final

from lxml import etree

from engine.runtime.layout import letters
from engine.runtime.layout.names import DATA, EVENTS, GATEWAYS, SHEETS, kind, named
from engine.runtime.layout.shapes import Point, Rect

_ROOM: Final = 110.0
_LINE: Final = 17
_NAMED_BELOW: Final = (
    EVENTS
    | GATEWAYS
    | DATA
    | SHEETS
    | {"dataStore", "message", "conversation", "subConversation", "callConversation"}
)


def label_of_shape(element: etree._Element, place: Rect) -> Rect | None:
    """Return where the name of an event, a gateway, data or an exchange stands: below its middle."""
    if kind(element) not in _NAMED_BELOW or not named(element):
        return None
    width, height = _size(named(element))
    return Rect(place.centre.x - width / 2, place.bottom + 4, width, height)


def label_of_edge(element: etree._Element, way: tuple[Point, ...]) -> Rect | None:
    """Return where the name of a flow stands: above its longest level piece, else beside the longest piece."""
    if not named(element):
        return None
    width, height = _size(named(element))
    level = [piece for piece in pairwise(way) if piece[0].y == piece[1].y]
    one, other = max(level or pairwise(way), key=_length)
    middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    if level:
        return Rect(middle.x - width / 2, middle.y - height - 3, width, height)
    return Rect(middle.x + 5, middle.y - height / 2, width, height)


def _size(name: str) -> tuple[float, float]:
    lines = letters.wrap(name, _ROOM)
    return max(letters.width(line) for line in lines) + 4, len(lines) * _LINE


def _length(piece: tuple[Point, Point]) -> float:
    return abs(piece[0].x - piece[1].x) + abs(piece[0].y - piece[1].y)
