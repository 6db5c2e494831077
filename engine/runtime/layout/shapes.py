"""What is laid out: nodes and edges of one scope (a process or a subprocess), and the finished frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the drawing, in pixels, y downwards."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, by: Point) -> "Rect":
        """Return the same rectangle elsewhere."""
        return self._replace(x=self.x + by.x, y=self.y + by.y)

    def grown(self, by: float) -> "Rect":
        """Return the rectangle with a margin (or, with a negative number, without)."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: "Rect") -> bool:
        """Say whether the two have an area in common."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


class Size(NamedTuple):
    """A width and a height."""

    width: float
    height: float


@dataclass(frozen=True)
class Node:
    """A shape to place. `band` is its lane or role strip, if it has one of its own; a boundary event has a host.

    `titled` says that the name of its role may be written above it.
    """

    id: str
    kind: str
    name: str
    size: Size
    band: int | None = None
    host: str | None = None
    label: Size | None = None
    content: "Scope | None" = None
    titled: bool = False


@dataclass(frozen=True)
class Edge:
    """A sequence flow, or an association (then `flow` is false and it does not order anything)."""

    id: str
    source: str
    target: str
    label: Size | None = None
    flow: bool = True


@dataclass(frozen=True)
class Band:
    """A horizontal strip: a lane with an id, or the row of a role, which is not drawn."""

    lane: str | None = None
    depth: int = 0


@dataclass(frozen=True)
class Scope:
    """One process or subprocess: nodes in document order, edges, strips from above, lanes around lanes."""

    id: str
    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    bands: tuple[Band, ...] = (Band(),)
    outer: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """A laid out scope; its own upper left corner is the origin."""

    size: Size
    shapes: Mapping[str, Rect]
    edges: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Rect]
    lanes: Mapping[str, Rect]

    def moved(self, by: Point) -> "Frame":
        """Return the frame with everything in it moved."""
        return Frame(
            self.size,
            {key: rect.moved(by) for key, rect in self.shapes.items()},
            {key: tuple(Point(p.x + by.x, p.y + by.y) for p in way) for key, way in self.edges.items()},
            {key: rect.moved(by) for key, rect in self.labels.items()},
            {key: rect.moved(by) for key, rect in self.lanes.items()},
        )
