"""What a laid out file shows, for the tests: where shapes lie and ways go."""

from lxml import etree

from engine.runtime.layout.names import BPMNDI, DC, DI
from engine.runtime.layout.quality import rect
from engine.runtime.layout.shapes import Rect
from tests.engine.runtime.checks.tiny import element


def shapes(data: bytes) -> dict[str, Rect]:
    """Where each element lies."""
    drawn = etree.fromstring(data).iter(f"{BPMNDI}BPMNShape")
    return {shape.get("bpmnElement"): rect(shape.find(f"{DC}Bounds")) for shape in drawn}


def ways_of(data: bytes) -> dict[str, list[tuple[float, float]]]:
    """The points of each flow."""
    drawn = etree.fromstring(data).iter(f"{BPMNDI}BPMNEdge")
    return {
        edge.get("bpmnElement"): [
            (float(p.get("x")), float(p.get("y"))) for p in edge.findall(f"{DI}waypoint")
        ]
        for edge in drawn
    }


def lane_set(**members: str) -> str:
    lanes = [
        element(
            "lane", key, *(f"<flowNodeRef>{member}</flowNodeRef>" for member in listed.split()), rals_role=key
        )
        for key, listed in members.items()
    ]
    return element("laneSet", "lanes", *lanes)


def holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x <= inner.x
        and inner.right <= outer.right
        and outer.y <= inner.y
        and inner.bottom <= outer.bottom
    )
