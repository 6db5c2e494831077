"""Reads BPMN, lays it out, and writes it back with its diagram."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.runtime import xml
from engine.runtime.layout.names import BPMNDI, DC, DI, SUBPROCESSES, kind
from engine.runtime.layout.pools import drawn
from engine.runtime.layout.shapes import Frame, Point, Rect

_PREFIXES: Final = {"bpmndi": BPMNDI[1:-1], "dc": DC[1:-1], "di": DI[1:-1]}


def lay_out(data: bytes) -> bytes:
    """Return the same BPMN with a new diagram; an old one is replaced. The same input gives the same bytes."""
    root = xml.read(data)
    for old in root.findall(f"{BPMNDI}BPMNDiagram"):
        _remove(old)
    frame, plane = drawn(root)
    _append(root, _diagram(root, frame, plane))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _remove(old: etree._Element) -> None:
    parent, before = old.getparent(), old.getprevious()
    if parent is not None:
        if before is not None:
            before.tail = old.tail
        parent.remove(old)


def _append(root: etree._Element, diagram: etree._Element) -> None:
    """Put the diagram last, indented; the rest of the file keeps its own white space."""
    if len(root):
        root[-1].tail = "\n  "
    root.append(diagram)
    etree.indent(diagram, level=1)
    diagram.tail = "\n"


def _diagram(root: etree._Element, frame: Frame, plane: str) -> etree._Element:
    holder = etree.Element("holder", nsmap=_PREFIXES)
    diagram = etree.SubElement(holder, f"{BPMNDI}BPMNDiagram", {"id": "diagram"})
    on_plane = etree.SubElement(diagram, f"{BPMNDI}BPMNPlane", {"id": "plane", "bpmnElement": plane})
    elements = {element.get("id", ""): element for element in root.iter() if kind(element)}
    for key, rect in frame.lanes.items():
        _shape(on_plane, key, rect, frame, {"isHorizontal": "true"})
    for key, rect in frame.shapes.items():
        _shape(on_plane, key, rect, frame, dict(_more(elements[key])))
    for key, way in frame.edges.items():
        _edge(on_plane, key, way, frame)
    return diagram


def _more(element: etree._Element) -> Iterator[tuple[str, str]]:
    if kind(element) in SUBPROCESSES:
        yield "isExpanded", "true"
    if kind(element) == "exclusiveGateway":
        yield "isMarkerVisible", "true"


def _shape(plane: etree._Element, key: str, rect: Rect, frame: Frame, more: dict[str, str]) -> None:
    names = {"id": f"{key}_di", "bpmnElement": key, **more}
    shape = etree.SubElement(plane, f"{BPMNDI}BPMNShape", names)
    _bounds(shape, rect)
    _label(shape, frame.labels.get(key))


def _edge(plane: etree._Element, key: str, way: tuple[Point, ...], frame: Frame) -> None:
    edge = etree.SubElement(plane, f"{BPMNDI}BPMNEdge", {"id": f"{key}_di", "bpmnElement": key})
    for point in way:
        etree.SubElement(edge, f"{DI}waypoint", {"x": _number(point.x), "y": _number(point.y)})
    _label(edge, frame.labels.get(key))


def _label(parent: etree._Element, rect: Rect | None) -> None:
    if rect is not None:
        _bounds(etree.SubElement(parent, f"{BPMNDI}BPMNLabel"), rect)


def _bounds(parent: etree._Element, rect: Rect) -> None:
    values = zip(("x", "y", "width", "height"), rect, strict=True)
    etree.SubElement(parent, f"{DC}Bounds", {name: _number(value) for name, value in values})


def _number(value: float) -> str:
    """Write whole pixels without decimals, others with at most one."""
    return f"{value:.1f}".removesuffix(".0")
