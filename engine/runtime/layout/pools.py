"""Puts the processes of a file on one drawing: a single one as it is, those of a collaboration as pools."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from engine.errors import ModelRefusedError
from engine.runtime.layout.arrange import arrange
from engine.runtime.layout.messages import Stage, message_flows
from engine.runtime.layout.names import BPMN, kind, lanes_of
from engine.runtime.layout.read import read_scope, role_order
from engine.runtime.layout.shapes import Edge, Frame, Point, Rect, Size

ORIGIN: Final = Point(20, 20)
GUTTER: Final = 30
GAP: Final = 70
BLACK_BOX: Final = 60
_LEAST: Final = 600


def drawn(root: etree._Element) -> tuple[Frame, str]:
    """Return one frame for all that is drawn, and the id of the process or collaboration it is a drawing of."""
    found = (*root.findall(f"{BPMN}process"), *root.findall(f"{BPMN}choreography"))
    processes = {process.get("id", ""): process for process in found}
    collaboration = root.find(f"{BPMN}collaboration")
    if collaboration is not None and collaboration.find(f"{BPMN}participant") is not None:
        frame = _pools(root, collaboration, {key: _frame(process) for key, process in processes.items()})
        return frame, collaboration.get("id", "")
    if not processes:
        raise ModelRefusedError(
            "Filen har ingen process att rita. Lägg till en process i ritverktyget.",
            "The file has no process to draw. Add a process in the modeller.",
        )
    key, process = next(iter(processes.items()))
    return _frame(process).moved(ORIGIN), key


def _frame(process: etree._Element) -> Frame:
    return arrange(read_scope(process, lanes_of(process), role_order(process)))


def _pools(root: etree._Element, collaboration: etree._Element, frames: Mapping[str, Frame]) -> Frame:
    width = max((frame.size.width for frame in frames.values()), default=_LEAST) + GUTTER
    whole, top = Frame(Size(width, 0), {}, {}, {}, {}), ORIGIN.y
    for participant in collaboration.findall(f"{BPMN}participant"):
        inner = frames.get(participant.get("processRef", ""))
        height = inner.size.height if inner is not None else BLACK_BOX
        pool = {participant.get("id", ""): Rect(ORIGIN.x, top, width, height)}
        if inner is not None:
            whole = _joined(whole, _filled(inner, width - GUTTER).moved(Point(ORIGIN.x + GUTTER, top)), pool)
        else:
            whole = replace(whole, lanes={**whole.lanes, **pool})
        top += height + GAP
    return _with_messages(root, collaboration, whole)


def _filled(frame: Frame, width: float) -> Frame:
    """Let the lanes of a pool reach its right side."""
    lanes = {key: rect._replace(width=width - rect.x) for key, rect in frame.lanes.items()}
    return replace(frame, lanes=lanes)


def _joined(whole: Frame, part: Frame, pool: Mapping[str, Rect]) -> Frame:
    return Frame(
        whole.size,
        {**whole.shapes, **part.shapes},
        {**whole.edges, **part.edges},
        {**whole.labels, **part.labels},
        {**whole.lanes, **pool, **part.lanes},
    )


def _with_messages(root: etree._Element, collaboration: etree._Element, whole: Frame) -> Frame:
    around = {
        element.get("id", ""): frozenset(up.get("id", "") for up in element.iterancestors())
        for element in root.iter()
        if kind(element)
    }
    pools = {key: rect for key, rect in whole.lanes.items() if key in _ids(collaboration, "participant")}
    stage = Stage(whole.shapes, around, pools, tuple(whole.edges.values()))
    known = set(whole.shapes) | set(pools)
    flows = message_flows(
        (edge for edge in _messages(collaboration) if {edge.source, edge.target} <= known), stage
    )
    return replace(whole, edges={**whole.edges, **flows})


def _messages(collaboration: etree._Element) -> Iterator[Edge]:
    for flow in collaboration.findall(f"{BPMN}messageFlow"):
        yield Edge(flow.get("id", ""), flow.get("sourceRef", ""), flow.get("targetRef", ""), flow=False)


def _ids(parent: etree._Element, what: str) -> set[str]:
    return {child.get("id", "") for child in parent.findall(f"{BPMN}{what}")}
