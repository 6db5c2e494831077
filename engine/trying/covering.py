"""What of a model has been passed in trials, and what never."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from engine.runtime.model import Element, Model
from forms.text import Text

_NOT_PASSED: Final = frozenset(
    {"process", "collaboration", "participant", "lane", "laneSet", "textAnnotation", "association", "group"}
    | {"dataObject", "dataObjectReference", "dataStoreReference", "messageFlow", "definitions"}
)


@dataclass(frozen=True)
class Coverage:
    """Elements and ways between them: how many there are, how many have been passed, and those that never were, in words."""

    elements: int
    elements_passed: int
    flows: int
    flows_passed: int
    never: tuple[Text, ...]

    @property
    def whole(self) -> bool:
        """Whether everything has been passed."""
        return not self.never


def coverage(model: Model, passed: Collection[str]) -> Coverage:
    """Return how much of a model is among what has been passed."""
    nodes = [one for one in model.elements.values() if _is_node(one)]
    flows = [one for one in model.elements.values() if one.kind == "sequenceFlow"]
    missed = [one for one in (*nodes, *flows) if one.id not in passed]
    return Coverage(
        len(nodes),
        sum(one.id in passed for one in nodes),
        len(flows),
        sum(one.id in passed for one in flows),
        tuple(_in_words(one, model.elements) for one in missed),
    )


def passable(model: Model) -> frozenset[str]:
    """Return every element and flow that a case can pass."""
    return frozenset(one.id for one in model.elements.values() if one.kind == "sequenceFlow" or _is_node(one))


def _is_node(one: Element) -> bool:
    return one.kind not in _NOT_PASSED and one.kind != "sequenceFlow"


def _in_words(one: Element, elements: Mapping[str, Element]) -> Text:
    if one.kind != "sequenceFlow":
        return Text(f"{_name(one).sv} ({one.id})", f"{_name(one).en} ({one.id})")
    source, target = _at(one.source, elements), _at(one.target, elements)
    named = f" ”{one.name}”" if one.name else "", f' "{one.name_en or one.name}"' if one.name else ""
    return Text(
        f"Vägen{named[0]} från {source.sv} till {target.sv}",
        f"The way{named[1]} from {source.en} to {target.en}",
    )


def _at(key: str | None, elements: Mapping[str, Element]) -> Text:
    found = elements.get(key or "")
    return _name(found) if found else Text(key or "", key or "")


def _name(one: Element) -> Text:
    name = one.name or one.id
    return Text(name, one.name_en or name)
