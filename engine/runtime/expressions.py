"""All FEEL of a model, compiled once, and what it reads: the engine keeps no answer that no expression reads."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

import feel
from engine.errors import Finding
from engine.runtime.finding import CHECK
from engine.runtime.model import Element, Kept
from engine.runtime.names import BPMN, RALS, local
from engine.runtime.timing import is_iso
from forms.text import Text

_TEXTS: Final = frozenset(
    {"conditionExpression", "script", "loopCardinality", "completionCondition", "loopCondition"}
)
# What a text of a form says by an expression.
BRACES: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TIMES: Final = frozenset({"timeDate", "timeDuration", "timeCycle"})


@dataclass(frozen=True)
class Source:
    """An expression with the element (or form) that it stands in."""

    element: str | None
    text: str


def of_bpmn(root: etree._Element) -> Iterator[Source]:
    """Yield every expression of a BPMN file."""
    for node in root.iter(f"{BPMN}*"):
        element, kind = _owner_id(node), local(node)
        text = (node.text or "").strip()
        if kind in _TEXTS or (kind in _TIMES and not is_iso(text)):
            yield Source(element, text)
        for name in ("collection", "prefill", "scope", "priority", "assignee"):
            if node.get(RALS + name):
                yield Source(element, node.get(RALS + name, ""))
        if node.get(f"{RALS}due") and not is_iso(node.get(f"{RALS}due", "")):
            yield Source(element, node.get(f"{RALS}due", ""))
        for parameter in node.iterfind(f"{BPMN}extensionElements/{RALS}parameter"):
            yield Source(element, parameter.get("value", ""))


def of_form(data: bytes) -> Iterator[Source]:
    """Yield every expression of a form: texts that begin with an equals sign, and those in double braces."""
    todo: list[Any] = [json.loads(data)]
    while todo:
        value = todo.pop()
        if isinstance(value, str) and value.startswith("="):
            yield Source(None, value[1:].strip())
        elif isinstance(value, str):
            yield from (Source(None, one.strip()) for one in BRACES.findall(value))
        elif isinstance(value, dict | list):
            todo += value.values() if isinstance(value, dict) else value


def compiled(sources: Iterable[Source]) -> tuple[dict[str, feel.Expression], list[Finding]]:
    """Compile expressions by their text; return them with a finding for each that is not FEEL."""
    found: dict[str, feel.Expression] = {}
    faults: list[Finding] = []
    for source in sources:
        if source.text in found:
            continue
        try:
            found[source.text] = feel.parse(source.text)
        except feel.FeelError as error:
            text = Text(
                f"Uttrycket ”{source.text}” går inte att läsa: {getattr(error, 'sv', error)}",
                f'The expression "{source.text}" cannot be read: {error}',
            )
            remedy = Text("Rätta uttrycket.", "Correct the expression.")
            faults.append(Finding(CHECK, source.element, text, remedy))
    return found, faults


def kept(
    elements: Mapping[str, Element], calls: Mapping[str, str], read: Iterable[tuple[str, ...]]
) -> dict[str, Kept]:
    """Return which fields of which element's result are read. `calls` names the process of each call activity."""
    found: dict[str, Kept] = {}
    todo = list(read)
    seen: set[tuple[str, ...]] = set()
    while todo:
        path = todo.pop()
        if path in seen or not path or path[0] not in elements:
            continue
        seen.add(path)
        name, *fields = path
        before = found.get(name, frozenset())
        found[name] = (
            None if before is None or not fields else before | {fields[0], elements[name].item or fields[0]}
        )
        todo += _inside(elements, calls, name, fields)
    return found


def _inside(
    elements: Mapping[str, Element], calls: Mapping[str, str], name: str, fields: list[str]
) -> list[tuple[str, ...]]:
    """What is read of a repeated subprocess is read of the elements in it."""
    if fields:
        return [tuple(fields)]
    within = [
        other for other in elements.values() if other.parent == name or other.process == calls.get(name)
    ]
    return [(other.id,) for other in within]


def _owner_id(node: etree._Element) -> str | None:
    at: etree._Element | None = node
    while at is not None and (not at.get("id") or local(at).endswith("Expression")):
        at = at.getparent()
    return None if at is None else at.get("id")
