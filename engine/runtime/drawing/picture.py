"""Reads a diagram of a BPMN file; one without a diagram is laid out first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from lxml import etree

from engine.errors import NotFoundError
from engine.runtime import xml
from engine.runtime.drawing.placing import label_of_edge, label_of_shape
from engine.runtime.layout import lay_out
from engine.runtime.layout.names import BPMN, BPMNDI, DC, DI, RALS, SUBPROCESSES, kind
from engine.runtime.layout.shapes import Point, Rect
from forms.text import Language

_FRAMES: Final = frozenset({"participant", "lane"})
_CALLING: Final = frozenset({"callActivity", "callChoreography"})  # drawn open over what they call
_SMALLEST_OPEN: Final = 150  # a subprocess drawn smaller than this shows nothing inside
_LAID_OUT: Final = (f"{BPMN}process", f"{BPMN}choreography", f"{BPMN}collaboration/{BPMN}participant")
_DIAGRAM: Final = f"{BPMNDI}BPMNDiagram"
_LAST: Final = 1000
_FARTHEST: Final = 1_000_000
Elements = Mapping[str, "etree._Element"]  # noqa: SLF001  lxml's own name for its elements
Said = Mapping[str, str]


@dataclass(frozen=True)
class Shape:
    """A drawn element: a node, a lane or a pool. `said` is what the diagram says of it, e.g. isExpanded.

    `number` tells apart what is drawn more than once, as a participant in several choreography tasks.
    """

    element: etree._Element
    rect: Rect
    label: Rect | None
    said: Said
    number: int = 0

    @property
    def id(self) -> str:
        """The id of the element, with a number from the second time on that it is drawn."""
        own = self.element.get("id", "")
        return f"{own}-{self.number}" if self.number else own

    @property
    def kind(self) -> str:
        """The kind of BPMN element; nothing for those of other tools."""
        return kind(self.element)

    @property
    def band(self) -> str:
        """Which side of a choreography activity a participant stands on, e.g. top_initiating."""
        return self.said.get("participantBandKind", "") or (
            "middle" if self.said.get("choreographyActivityShape") else ""
        )

    @property
    def open(self) -> bool:
        """Whether this is a subprocess with its content visible."""
        expanded = self.said.get("isExpanded")
        if self.kind in _CALLING:
            return expanded == "true" and self.rect.width >= _SMALLEST_OPEN
        return self.kind in SUBPROCESSES and self.rect.width >= _SMALLEST_OPEN and expanded != "false"


@dataclass(frozen=True)
class Line:
    """A drawn flow or association, and what it comes from if that is in the file."""

    element: etree._Element
    points: tuple[Point, ...]
    label: Rect | None
    source: etree._Element | None

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
    """Everything that a diagram shows, outer shapes before inner ones. `shows` is what the plane is a drawing of."""

    root: etree._Element
    frames: tuple[Shape, ...]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    shows: etree._Element | None = None


def sheets(data: bytes) -> tuple[str, ...]:
    """Return the names of the diagrams in a file; at least one, since one without is laid out."""
    root = xml.read(data)
    elements = _elements(root)
    found = [(one.get("name", ""), _shown(one, elements)) for one in _diagrams(root)]
    return tuple(name or ("" if shown is None else name_of(shown, "sv")) for name, shown in found) or ("",)


def picture(data: bytes, sheet: int = 0) -> Picture:
    """Read one diagram of a BPMN file, the first by default. Raises NotFoundError without it."""
    root = xml.read(data)
    if not _diagrams(root) and any(root.find(path) is not None for path in _LAID_OUT):
        root = xml.read(lay_out(data))
    elements = _elements(root)
    found: list[etree._Element | None] = [*_diagrams(root)] or [None]
    if not 0 <= sheet < len(found):
        raise NotFoundError(
            f"Filen har {len(found)} ritningar. Välj en av dem.",
            f"The file has {len(found)} diagrams. Choose one of them.",
        )
    diagram = found[sheet]
    drawn = list(_shapes(diagram, elements))
    frames = tuple(shape for shape in drawn if _is_frame(shape))
    nodes = sorted((shape for shape in drawn if not _is_frame(shape)), key=_depth)
    lines = tuple(_lines(diagram, elements))
    return Picture(root, frames, tuple(nodes), lines, _shown(diagram, elements))


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


def _diagrams(root: etree._Element) -> list[etree._Element]:
    """Return the diagrams that show something."""
    shown = (f".//{BPMNDI}BPMNShape", f".//{BPMNDI}BPMNEdge")
    return [one for one in root.iter(_DIAGRAM) if any(one.find(path) is not None for path in shown)]


def _elements(root: etree._Element) -> Elements:
    """Return whatever has an id and can be drawn, also what only another tool knows."""
    content = (part for part in root if part.tag != _DIAGRAM)
    return {one.get("id", ""): one for part in content for one in part.iter(etree.Element) if one.get("id")}


def _shown(diagram: etree._Element | None, elements: Elements) -> etree._Element | None:
    plane = None if diagram is None else diagram.find(f"{BPMNDI}BPMNPlane")
    return None if plane is None else elements.get(_reference(plane))


def _is_frame(shape: Shape) -> bool:
    return shape.kind in _FRAMES and not shape.band


def _depth(shape: Shape) -> tuple[int, bool]:
    around = sum(1 for _ in shape.element.iterancestors())
    return around + (_LAST if shape.band or shape.kind == "message" else 0), shape.kind == "boundaryEvent"


def _reference(drawn: etree._Element) -> str:
    """Return the id that a part of a diagram is of; some tools write it with the prefix of their namespace."""
    return drawn.get("bpmnElement", "").rpartition(":")[2]


def _shapes(diagram: etree._Element | None, elements: Elements) -> Iterator[Shape]:
    seen: dict[str, int] = {}
    for drawn in () if diagram is None else diagram.iter(f"{BPMNDI}BPMNShape"):
        key, place = _reference(drawn), _rect(drawn.find(f"{DC}Bounds"))
        if place is not None:
            element = elements[key] if key in elements else _unknown(key)
            label = _label(drawn)
            said = {str(name): str(value) for name, value in drawn.attrib.items()}
            yield Shape(element, place, label or label_of_shape(element, place), said, seen.get(key, 0))
            seen[key] = seen.get(key, 0) + 1


def _unknown(key: str) -> etree._Element:
    """Return an element for a shape of something that the file does not have: it is drawn by its id."""
    return etree.Element(f"{BPMN}unknown", {"id": key, "name": key})


def _lines(diagram: etree._Element | None, elements: Elements) -> Iterator[Line]:
    for drawn in () if diagram is None else diagram.iter(f"{BPMNDI}BPMNEdge"):
        key = _reference(drawn)
        element = elements[key] if key in elements else _unknown(key)
        found = [_point(point) for point in drawn.findall(f"{DI}waypoint")]
        way = tuple(point for point in found if point is not None)
        if len(way) > 1:
            label = _label(drawn)
            source = elements.get(element.get("sourceRef", ""))
            yield Line(element, way, label or label_of_edge(element, way), source)


def _point(point: etree._Element) -> Point | None:
    found = _numbers(point, "x", "y")
    return None if found is None else Point(*found)


def _rect(bounds: etree._Element | None) -> Rect | None:
    found = None if bounds is None else _numbers(bounds, "x", "y", "width", "height")
    return None if found is None or min(found[2:]) < 0 else Rect(*found)


def _label(drawn: etree._Element) -> Rect | None:
    """Return where a diagram has the name; some tools write the origin, or no size, for a place that they do not know."""
    found = _rect(drawn.find(f"{BPMNDI}BPMNLabel/{DC}Bounds"))
    return None if found is None or found.x == found.y == 0 or not found.width else found


def _numbers(node: etree._Element, *names: str) -> list[float] | None:
    """Return attributes as numbers; None when one of them is none."""
    try:
        found = [float(node.get(name, "0")) for name in names]
    except ValueError:
        return None
    return found if all(isfinite(each) and abs(each) < _FARTHEST for each in found) else None


def name_of(element: etree._Element, language: Language) -> str:
    """Return the name in the reader's language, the Swedish one when there is no other."""
    english = element.get(f"{RALS}name-en", "") if language == "en" else ""
    return " ".join((english or element.get("name", "")).split())
