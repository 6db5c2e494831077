"""Every place in a model where FEEL stands, with the names that can be read there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

import feel
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, RALS, local
from engine.runtime.timing import is_iso
from forms.text import Text

_STRINGS: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_REPEATED: Final = f"{BPMN}multiInstanceLoopCharacteristics"

_PLACES: Final = {
    "conditionExpression": Text("villkoret", "the condition"),
    "script": Text("skriptet", "the script"),
    "loopCardinality": Text("antalet", "the number of times"),
    "completionCondition": Text("villkoret för att sluta", "the completion condition"),
    "loopCondition": Text("villkoret för slingan", "the loop condition"),
    "timeDate": Text("tiden", "the time"),
    "timeDuration": Text("tiden", "the time"),
    "timeCycle": Text("tiden", "the time"),
}
_COLLECTION: Final = Text("samlingen", "the collection")
_SCOPE: Final = Text("omfånget", "the scope")
_PREFILL: Final = Text("det som formuläret börjar med", "what the form begins with")
_DUE: Final = Text("förfallotiden", "the due time")
_PRIORITY: Final = Text("prioriteten", "the priority")
_ASSIGNEE: Final = Text("den som har uppgiften", "who has the task")
_PARAMETER: Final = Text("parametern", "the parameter")


@dataclass(frozen=True)
class Site:
    """One expression: the element it belongs to, what it is there, and its text."""

    owner: etree._Element
    place: Text
    text: str

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.owner.get("id", "")

    @property
    def bare(self) -> str:
        """The text without what stands between quotation marks."""
        return _STRINGS.sub('""', self.text)

    @property
    def expression(self) -> feel.Expression | None:
        """The compiled expression, or nothing when it is not FEEL."""
        try:
            return feel.parse(self.text)
        except feel.FeelError:
            return None


def sites(subject: Subject) -> Iterator[Site]:
    """Yield every expression of the processes; times in ISO 8601 are no expressions."""
    for process in subject.processes:
        for node in process.iter(f"{BPMN}*"):
            yield from _inside(node)
            yield from _attributes(node)


def _inside(node: etree._Element) -> Iterator[Site]:
    kind, text = local(node), "".join(str(part) for part in node.itertext()).strip()
    if kind in _PLACES and text and not (kind.startswith("time") and is_iso(text)):
        yield Site(_owner(node), _PLACES[kind], text)


def _attributes(node: etree._Element) -> Iterator[Site]:
    places = {
        "collection": _COLLECTION,
        "prefill": _PREFILL,
        "scope": _SCOPE,
        "due": _DUE,
        "priority": _PRIORITY,
        "assignee": _ASSIGNEE,
    }
    for name, place in places.items():
        text = node.get(f"{RALS}{name}", "").strip()
        if text and not (name == "due" and is_iso(text)):
            yield Site(_owner(node), place, text)
    for parameter in node.iterfind(f"{BPMN}extensionElements/{RALS}parameter"):
        name = parameter.get("name", "")
        place = Text(f"{_PARAMETER.sv} {name}", f"{_PARAMETER.en} {name}")
        yield Site(_owner(node), place, parameter.get("value", "").strip())


def parameters(node: etree._Element) -> tuple[str, ...]:
    """Return the names of the parameters that a task gives to what it asks."""
    found = node.iterfind(f"{BPMN}extensionElements/{RALS}parameter")
    return tuple(parameter.get("name", "") for parameter in found)


def _owner(node: etree._Element) -> etree._Element:
    """Return the element that a person sees in the drawing: the flow, the task, the event, the lane."""
    inner = {
        *_PLACES,
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
        "timerEventDefinition",
    }
    at: etree._Element | None = node
    while at is not None and (local(at) in inner or not at.get("id")):
        at = at.getparent()
    return node if at is None else at


def items_around(element: etree._Element, *, own: bool) -> tuple[str, ...]:
    """Return the item names of the repeated activities around an element, outermost first; with its own or without."""
    around = [up for up in element.iterancestors() if isinstance(up.tag, str)]
    nodes = [*reversed(around), element] if own else list(reversed(around))
    found = (node.find(_REPEATED) for node in nodes)
    return tuple(item for loop in found if loop is not None and (item := loop.get(f"{RALS}item")))


def outcomes_tested(text: str) -> Iterator[tuple[str, str]]:
    """Yield each (element, value) that an expression compares an element's `utfall` with."""
    for found in re.finditer(r'([\w-]+)\.utfall\s*!?=\s*"([^"]*)"', text):
        yield found[1], found[2]
    for found in re.finditer(r"([\w-]+)\.utfall\s+in\s*\(([^)]*)\)", text):
        for value in re.finditer(r'"([^"]*)"', found[2]):
            yield found[1], value[1]
