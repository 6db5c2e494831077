"""Reads a BPMN file into things with an id, each with everything that is said of it as flat facts.

What lies inside a thing without being a thing itself (events' definitions, extensions of any tool, input and output)
becomes facts by path, so that no difference can be missed. Where things stand in the drawing is read apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from engine.runtime import xml
from engine.runtime.layout.names import BPMN, BPMNDI, RALS, kind, lanes_of
from engine.runtime.names import SPIFF
from forms.text import Text

_HOLDERS: Final = frozenset(
    {
        *("definitions", "process", "subProcess", "adHocSubProcess", "transaction", "collaboration"),
        *("choreography", "subChoreography", "globalConversation", "subConversation", "laneSet"),
        *("lane", "childLaneSet"),
    }
)
_SEE_THROUGH: Final = frozenset({"laneSet", "childLaneSet"})
# What the flows and lanes say already, from the other end.
_DERIVED: Final = frozenset({"incoming", "outgoing", "flowNodeRef"})
_OWN: Final = frozenset(
    {"id", "name", "rals:name-en", "sourceRef", "targetRef", "exporter", "exporterVersion"}
)
_DIAGRAM: Final = f"{BPMNDI}BPMNDiagram"
_SHAPES: Final = frozenset({f"{BPMNDI}BPMNShape", f"{BPMNDI}BPMNEdge"})
_PREFIX: Final = {BPMN: "", RALS: "rals:", SPIFF: "spiffworkflow:"}
Facts = Mapping[str, str]


@dataclass(frozen=True)
class Thing:
    """An element with an id: where it stands, what it joins when it is a flow, and what is said of it."""

    id: str
    kind: str
    name: Text
    within: str
    lane: str
    source: str
    target: str
    facts: Facts


@dataclass(frozen=True)
class Sheet:
    """A BPMN file as things by id, in document order, and what the drawing says of each of them."""

    things: Mapping[str, Thing]
    drawn: Mapping[str, Facts]


def sheet(data: bytes) -> Sheet:
    """Read a file; raises ModelRefusedError."""
    root = xml.read(data)
    lanes = {key: lane.get("id", "") for key, lane in lanes_of(root).items()}
    things = {thing.id: thing for thing in _things(root, "", lanes)}
    return Sheet(things, _drawn(root))


def _drawn(root: etree._Element) -> dict[str, dict[str, str]]:
    """Return what each diagram says of each element; what it says of itself lies under no id."""
    found: dict[str, dict[str, str]] = {}
    for number, diagram in enumerate(root.iter(f"{BPMNDI}BPMNDiagram")):
        for part in diagram.iter("{*}*"):
            if part.tag in _SHAPES or not any(up.tag in _SHAPES for up in part.iterancestors()):
                key = part.get("bpmnElement", "").rpartition(":")[2] if part.tag in _SHAPES else ""
                pieces = facts(part) if key else _attributes(part)
                found.setdefault(key, {}).update((f"{number}/{path}", value) for path, value in pieces)
    return found


def _attributes(node: etree._Element) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        yield f"{_named(str(node.tag))}/{_named(str(name))}", str(value)


def _things(node: etree._Element, within: str, lanes: Mapping[str, str]) -> Iterator[Thing]:
    key = _key(node)
    if kind(node) not in _SEE_THROUGH:
        yield _thing(node, key, within, lanes)
    for child in node:
        if _is_thing(child):
            yield from _things(child, within if kind(node) in _SEE_THROUGH else key, lanes)


def _is_thing(node: etree._Element) -> bool:
    around = node.getparent()
    return (
        kind(node) != ""
        and around is not None
        and kind(around) in _HOLDERS
        and ("id" in node.attrib or kind(node) in _SEE_THROUGH or node.get("sourceRef") is not None)
    )


def _key(node: etree._Element) -> str:
    """Return the id, and for a flow that a tool wrote without one what it joins."""
    return node.get("id") or f"{kind(node)} {node.get('sourceRef', '')} {node.get('targetRef', '')}".strip()


def _thing(node: etree._Element, key: str, within: str, lanes: Mapping[str, str]) -> Thing:
    name, english = _line(node.get("name")), _line(node.get(f"{RALS}name-en"))
    return Thing(
        id=key,
        kind=kind(node),
        name=Text(name, english or name),
        within=within,
        lane=lanes.get(key, ""),
        source=node.get("sourceRef", ""),
        target=node.get("targetRef", ""),
        facts={path: value for path, value in facts(node) if path not in _OWN},
    )


def facts(node: etree._Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every attribute and text at and below a node, by path; things and what is derived are left out."""
    for name, value in node.attrib.items():
        if not (path and name == "id"):
            yield _joined(path, _named(str(name))), str(value).strip()
    text = (node.text or "").strip()
    if text and path:
        yield path, text
    elif path and not node.attrib and not len(node):
        yield path, ""
    seen: dict[str, int] = {}
    for child in node:
        if isinstance(child.tag, str) and not _is_thing(child) and kind(child) not in _DERIVED:
            inner = _joined(path, _place(child, seen))
            if child.tag != _DIAGRAM:
                yield from facts(child, inner)


def _place(child: etree._Element, seen: dict[str, int]) -> str:
    """Return a child's name, with what tells it from its siblings: its own name, else its number."""
    name = _named(str(child.tag))
    own = child.get("name")
    seen[name] = seen.get(name, 0) + 1
    if own:
        return f"{name}[{own}]"
    return name if seen[name] == 1 else f"{name}[{seen[name]}]"


def _named(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_PREFIX.get(space + '}', space + '}')}{local}" if space else local


def _joined(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
