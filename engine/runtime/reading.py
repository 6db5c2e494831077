"""Reads a BPMN file into elements, with the role and scope that lanes give them.

SpiffWorkflow's own `lane` is not used: inside a subprocess it names the lane of the subprocess.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from engine.runtime.model import Element
from engine.runtime.names import BPMN, FLOW_NODES, RALS, SPIFF, WORKING_DAYS, local

_KEPT = FLOW_NODES | {"process", "sequenceFlow", "dataObject"}
Lanes = Mapping[str, "etree._Element"]  # noqa: SLF001  lxml's own name for its elements


def elements(root: etree._Element) -> Iterator[Element]:
    """Yield the elements of one file in document order."""
    lanes = _lanes(root)
    for process in root.iter(f"{BPMN}process"):
        for node in process.iter(f"{BPMN}*"):
            if local(node) in _KEPT and node.get("id"):
                yield _element(node, process.get("id", ""), lanes)


def _lanes(root: etree._Element) -> Lanes:
    """Return the innermost lane by element id (child lanes come later in the document and win)."""
    return {
        (ref.text or "").strip(): lane
        for lane in root.iter(f"{BPMN}lane")
        for ref in lane.findall(f"{BPMN}flowNodeRef")
    }


def _element(node: etree._Element, process: str, lanes: Lanes) -> Element:
    role, scope = _routing(node, lanes)
    said = Element(
        id=node.get("id", ""),
        kind=local(node),
        process=process,
        name=_one_line(node.get("name")),
        name_en=_one_line(node.get(f"{RALS}name-en")),
        parent=_parent(node),
        documentation=_documentation(node),
        role=role,
        scope=scope,
    )
    return _governed(said, node)


def _governed(element: Element, node: etree._Element) -> Element:
    """Return the element with its governance attributes, and where it stands in the flow."""
    return replace(
        element,
        mandate=node.get(f"{RALS}mandate"),
        separate_from=tuple((node.get(f"{RALS}separate-from") or "").split()),
        send_back=tuple((node.get(f"{RALS}send-back") or "").split()),
        form=node.get(f"{RALS}form"),
        prefill=node.get(f"{RALS}prefill"),
        due=node.get(f"{RALS}due"),
        priority=node.get(f"{RALS}priority"),
        assignee=node.get(f"{RALS}assignee"),
        working_days=node.get(f"{RALS}days") == WORKING_DAYS,
        krav=tuple((node.get(f"{RALS}krav") or "").split()),
        connector=node.get(f"{RALS}connector"),
        decision=_decision(node),
        parameters=_parameters(node),
        collection=_of_loop(node, "collection"),
        item=_of_loop(node, "item"),
        attached_to=node.get("attachedToRef"),
        default=node.get("default"),
        source=node.get("sourceRef"),
        target=node.get("targetRef"),
        condition=(node.findtext(f"{BPMN}conditionExpression") or "").strip() or None,
        event=next((name for name in map(local, node) if name.endswith("EventDefinition")), None),
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _parent(node: etree._Element) -> str | None:
    up = node.getparent()
    while up is not None and local(up) not in {"subProcess", "process"}:
        up = up.getparent()
    return up.get("id") if up is not None and local(up) == "subProcess" else None


def _documentation(node: etree._Element) -> str:
    found = node.find(f"{BPMN}documentation")
    return "" if found is None else "".join(str(part) for part in found.itertext()).strip()


def _of_loop(node: etree._Element, attribute: str) -> str | None:
    loop = node.find(f"{BPMN}multiInstanceLoopCharacteristics")
    return None if loop is None else loop.get(RALS + attribute)


def _parameters(node: etree._Element) -> Mapping[str, str]:
    found = node.findall(f"{BPMN}extensionElements/{RALS}parameter")
    return MappingProxyType({item.get("name", ""): item.get("value", "") for item in found})


def _decision(node: etree._Element) -> str | None:
    """Our attribute, else what SpiffWorkflow's own modeller writes."""
    theirs = node.findtext(f"{BPMN}extensionElements/{SPIFF}calledDecisionId")
    return node.get(f"{RALS}decision") or (theirs or "").strip() or None


def _routing(node: etree._Element, lanes: Lanes) -> tuple[str | None, str | None]:
    """Return role and scope: own, else the lane's, else those of the nearest enclosing element with a role.

    A scope goes with the role that it stands beside, or with one from further out; never with one further in.
    """
    scope: str | None = None
    up: etree._Element | None = node
    while up is not None:
        lane = lanes.get(up.get("id", ""))
        role = up.get(f"{RALS}role")
        scope = scope or up.get(f"{RALS}scope")
        if not role:
            role, scope = _of_lane(lane, "role"), scope or _of_lane(lane, "scope")
        if role:
            return role, scope
        up = up.getparent()
    return None, scope


def _of_lane(lane: etree._Element | None, attribute: str) -> str | None:
    """A lane's attribute, or that of the lane it is a part of."""
    while lane is not None:
        if local(lane) == "lane" and lane.get(RALS + attribute):
            return lane.get(RALS + attribute)
        lane = lane.getparent()
    return None
