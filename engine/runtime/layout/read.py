"""Reads a process or subprocess of BPMN into a Scope: nodes with sizes, edges, lanes or rows of roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from engine.runtime.layout import letters
from engine.runtime.layout.names import (
    ACTIVITIES,
    ARTIFACTS,
    BPMN,
    DATA,
    EVENTS,
    FLOW_NODES,
    GATEWAYS,
    RALS,
    SUBPROCESSES,
    kind,
    named,
    role_of,
)
from engine.runtime.layout.shapes import Band, Edge, Node, Scope, Size

WORKED: Final = frozenset({"userTask", "manualTask", "task"})
EVENT: Final = Size(36, 36)
GATEWAY: Final = Size(50, 50)
TASK: Final = Size(100, 80)
LINE: Final = 17
TASK_TEXT: Final = 84.0
WIDEST_TASK: Final = 150.0
LABEL_TEXT: Final = 110.0
NAME_SIZE: Final = 14.0
SLOT: Final = 44
_LINES_IN_TASK: Final = 3
_OUTSIDE: Final = 2  # the names of two events on an edge stand left and right of them


def read_scope(container: etree._Element, lanes: Mapping[str, etree._Element], order: Sequence[str]) -> Scope:
    """Read what lies directly in a process or subprocess, and in turn what lies in its subprocesses."""
    elements = [child for child in container if kind(child) in FLOW_NODES | ARTIFACTS]
    edges = tuple(_edges(container, {element.get("id", "") for element in elements}))
    nodes = {element.get("id", ""): _node(element, elements, lanes, order) for element in elements}
    drawn = container.find(f"{BPMN}laneSet")
    if drawn is None:
        return _with_roles(container.get("id", ""), nodes, edges, (elements, lanes, order))
    bands, outer = _lanes(drawn)
    index = {band.lane: at for at, band in enumerate(bands)}
    of_node = {
        key: index[lane.get("id")]
        for key in nodes
        if (lane := lanes.get(key)) is not None and lane.get("id") in index
    }
    return Scope(container.get("id", ""), _banded(nodes, of_node), edges, bands, outer)


def _node(
    element: etree._Element,
    siblings: Sequence[etree._Element],
    lanes: Mapping[str, etree._Element],
    order: Sequence[str],
) -> Node:
    key, what, names = element.get("id", ""), kind(element), _names(element)
    content = read_scope(element, lanes, order) if what in SUBPROCESSES else None
    on_edge = [_label(_names(other)) for other in siblings if other.get("attachedToRef") == key]
    label = _label(names) if what in GATEWAYS | EVENTS | DATA else None
    if what == "textAnnotation":
        names = (" ".join(element.findtext(f"{BPMN}text", "").split()),)
    size = _size(what, names, on_edge, marked=bool(on_edge) or what == "callActivity" or _is_many(element))
    titled = what in WORKED and bool(role_of(element, lanes))
    host = element.get("attachedToRef")
    return Node(key, what, names[0], size, host=host, label=label, content=content, titled=titled)


def _names(element: etree._Element) -> tuple[str, ...]:
    """Return the name in both languages: a drawing must hold either."""
    english = " ".join(element.get(f"{RALS}name-en", "").split())
    return (named(element), english) if english else (named(element),)


def _size(what: str, names: Sequence[str], on_edge: Sequence[Size | None], *, marked: bool) -> Size:
    if what in EVENTS:
        return EVENT
    if what in GATEWAYS or what in DATA:
        return GATEWAY
    if what == "textAnnotation":
        lines = letters.wrap(names[0], WIDEST_TASK)
        return Size(WIDEST_TASK + 12, max(30, LINE * len(lines) + 10))
    sizes = [_task_size(name, on_edge, marked=marked) for name in names]
    return Size(max(size.width for size in sizes), max(size.height for size in sizes))


def slot_pitch(labels: Sequence[Size | None]) -> float:
    """Return how far apart events on an edge stand: from the third on there must be room for names between them."""
    if len(labels) <= _OUTSIDE:
        return SLOT
    return max(SLOT, *(label.width + 22 for label in labels if label is not None), SLOT)


def _is_many(element: etree._Element) -> bool:
    return any(kind(child).endswith("LoopCharacteristics") for child in element)


def _task_size(text: str, on_edge: Sequence[Size | None], *, marked: bool) -> Size:
    """Return 100 x 80, wider for a long word, a fourth line or many events, higher for text and markers."""
    longest = max((letters.width(word, NAME_SIZE) for word in text.split()), default=0)
    room = min(max(TASK_TEXT, longest), WIDEST_TASK)
    while room < WIDEST_TASK and len(letters.wrap(text, room, NAME_SIZE)) > _LINES_IN_TASK:
        room += 6
    lines = len(letters.wrap(text, room, NAME_SIZE))
    least = len(on_edge) * slot_pitch(on_edge) + 20
    return Size(
        max(TASK.width, 10 * -(-(room + 16) // 10), least),
        max(TASK.height, lines * LINE + (44 if marked else 34)),
    )


def _label(names: Sequence[str]) -> Size | None:
    blocks = [lines for name in names if (lines := letters.wrap(name, LABEL_TEXT))]
    if not blocks:
        return None
    width = max(letters.width(line) for lines in blocks for line in lines)
    return Size(round(width) + 4, max(len(lines) for lines in blocks) * LINE)


def _edges(container: etree._Element, known: set[str]) -> Iterator[Edge]:
    for element in container:
        what = kind(element)
        if what in {"sequenceFlow", "association"}:
            ends = element.get("sourceRef", ""), element.get("targetRef", "")
            if known.issuperset(ends):
                label = _label(_names(element)) if what == "sequenceFlow" else None
                yield Edge(element.get("id", ""), *ends, label, what == "sequenceFlow")
        elif what in ACTIVITIES | EVENTS:
            yield from _data_edges(element, known)


def _data_edges(element: etree._Element, known: set[str]) -> Iterator[Edge]:
    own = element.get("id", "")
    for link in element:
        if kind(link) == "dataInputAssociation":
            ends = (link.findtext(f"{BPMN}sourceRef", "").strip(), own)
        elif kind(link) == "dataOutputAssociation":
            ends = (own, link.findtext(f"{BPMN}targetRef", "").strip())
        else:
            continue
        if link.get("id") and known.issuperset(ends):
            yield Edge(link.get("id", ""), *ends, flow=False)


def _lanes(
    lane_set: etree._Element, depth: int = 0, start: int = 0
) -> tuple[tuple[Band, ...], dict[str, tuple[int, int]]]:
    """Return the innermost lanes from above, and for each lane around others which of those it holds."""
    bands: list[Band] = []
    outer: dict[str, tuple[int, int]] = {}
    for lane in lane_set.findall(f"{BPMN}lane"):
        children = lane.find(f"{BPMN}childLaneSet")
        first = start + len(bands)
        if children is None or children.find(f"{BPMN}lane") is None:
            bands.append(Band(lane.get("id"), depth))
            continue
        inner, nested = _lanes(children, depth + 1, first)
        bands += inner
        outer |= {lane.get("id", ""): (first, first + len(inner) - 1)} | nested
    return tuple(bands) or (Band(),), outer


def _with_roles(
    key: str,
    nodes: Mapping[str, Node],
    edges: tuple[Edge, ...],
    context: tuple[Sequence[etree._Element], Mapping[str, etree._Element], Sequence[str]],
) -> Scope:
    """Lay a scope without lanes in one row of strips per role, in the order of the lanes of the process."""
    elements, lanes, order = context
    roles = {element.get("id", ""): _own_role(element, lanes) for element in elements}
    present = [
        role for role in dict.fromkeys([*order, *filter(None, roles.values())]) if role in roles.values()
    ]
    index = {role: at for at, role in enumerate(present)}
    of_node = {node: index[role] for node, role in roles.items() if role is not None}
    bands = tuple(Band() for _ in present) or (Band(),)
    return Scope(key, _banded(nodes, of_node), edges, bands)


def _own_role(element: etree._Element, lanes: Mapping[str, etree._Element]) -> str | None:
    """Return the role that decides the row: that of a task; for a subprocess that of the first task in it.

    Gateways, events and automatic steps follow what comes before them, unless a lane lists them.
    """
    if element.get(f"{RALS}role") or element.get("id") in lanes:
        return role_of(element, lanes)
    if kind(element) in WORKED:
        return role_of(element, lanes)
    if kind(element) in SUBPROCESSES:
        inner = (_own_role(child, lanes) for child in element if kind(child) in FLOW_NODES)
        return next(filter(None, inner), None)
    return None


def _banded(nodes: Mapping[str, Node], of_node: Mapping[str, int]) -> dict[str, Node]:
    return {key: replace(node, band=of_node.get(key)) for key, node in nodes.items()}


def role_order(process: etree._Element) -> tuple[str, ...]:
    """Return the roles of a process's lanes from above."""
    found = (lane.get(f"{RALS}role") for lane in process.iter(f"{BPMN}lane"))
    return tuple(dict.fromkeys(role for role in found if role))
