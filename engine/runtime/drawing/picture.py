"""Reads the diagram of a BPMN file; one without a diagram is laid out first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from engine.runtime import xml
from engine.runtime.drawing.placing import label_of_edge, label_of_shape
from engine.runtime.layout import lay_out
from engine.runtime.layout.names import BPMNDI, DC, DI, RALS, SUBPROCESSES, kind
from engine.runtime.layout.quality import rect
from engine.runtime.layout.shapes import Point, Rect
from forms.text import Language

_FRAMES: Final = frozenset({"participant", "lane"})
_SMALLEST_OPEN: Final = 150  # a subprocess drawn smaller than this shows nothing inside


@dataclass(frozen=True)
class Shape:
    """A drawn element: a node, a lane or a pool."""

    element: etree._Element
    rect: Rect
    label: Rect | None

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.element.get("id", "")

    @property
    def kind(self) -> str:
        """The kind of BPMN element."""
        return kind(self.element)

    @property
    def open(self) -> bool:
        """Whether this is a subprocess with its content visible."""
        return self.kind in SUBPROCESSES and self.rect.width >= _SMALLEST_OPEN


@dataclass(frozen=True)
class Line:
    """A drawn flow or association."""

    element: etree._Element
    points: tuple[Point, ...]
    label: Rect | None

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.element.get("id", "")

    @property
    def kind(self) -> str:
        """The kind of BPMN element."""
        return kind(self.element)


@dataclass(frozen=True)
class Picture:
    """Everything that a diagram shows, outer shapes before inner ones."""

    root: etree._Element
    frames: tuple[Shape, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]


def picture(data: bytes) -> Picture:
    """Read the first diagram of a BPMN file."""
    root = xml.read(data)
    if root.find(f".//{BPMNDI}BPMNShape") is None:
        root = xml.read(lay_out(data))
    elements = {element.get("id", ""): element for element in root.iter() if kind(element)}
    diagram = root.find(f".//{BPMNDI}BPMNDiagram")
    drawn = list(_shapes(diagram, elements))
    nodes = sorted((shape for shape in drawn if shape.kind not in _FRAMES), key=_depth)
    frames = tuple(shape for shape in drawn if shape.kind in _FRAMES)
    return Picture(root, frames, tuple(nodes), tuple(_lines(diagram, elements)))


def within(whole: Picture, part: str) -> Picture:
    """Return what lies in one subprocess only."""

    def inside(element: etree._Element) -> bool:
        return any(up.get("id") == part for up in element.iterancestors())

    return replace(
        whole,
        frames=tuple(frame for frame in whole.frames if inside(frame.element)),
        shapes=tuple(shape for shape in whole.shapes if inside(shape.element)),
        lines=tuple(line for line in whole.lines if inside(line.element)),
    )


def _depth(shape: Shape) -> tuple[int, bool]:
    return sum(1 for _ in shape.element.iterancestors()), shape.kind == "boundaryEvent"


def _shapes(diagram: etree._Element | None, elements: dict[str, etree._Element]) -> Iterator[Shape]:
    if diagram is None:
        return
    for drawn in diagram.iter(f"{BPMNDI}BPMNShape"):
        element, bounds = elements.get(drawn.get("bpmnElement", "")), drawn.find(f"{DC}Bounds")
        if element is not None and bounds is not None:
            label = drawn.find(f"{BPMNDI}BPMNLabel/{DC}Bounds")
            place = rect(bounds)
            yield Shape(element, place, label_of_shape(element, place) if label is None else rect(label))


def _lines(diagram: etree._Element | None, elements: dict[str, etree._Element]) -> Iterator[Line]:
    if diagram is None:
        return
    for drawn in diagram.iter(f"{BPMNDI}BPMNEdge"):
        element = elements.get(drawn.get("bpmnElement", ""))
        way = tuple(_point(point) for point in drawn.findall(f"{DI}waypoint"))
        if element is not None and len(way) > 1:
            label = drawn.find(f"{BPMNDI}BPMNLabel/{DC}Bounds")
            yield Line(element, way, label_of_edge(element, way) if label is None else rect(label))


def _point(point: etree._Element) -> Point:
    return Point(float(point.get("x", "0")), float(point.get("y", "0")))


def name_of(element: etree._Element, language: Language) -> str:
    """Return the name in the reader's language, the Swedish one when there is no other."""
    english = element.get(f"{RALS}name-en", "") if language == "en" else ""
    return " ".join((english or element.get("name", "")).split())
