"""Which names an expression can read, and which fields they have."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import called
from engine.runtime.checks.subject.sites import items_around
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, RALS, local
from forms.text import Text

_RESULTS: Final = frozenset(
    {"userTask", "manualTask", "task", "scriptTask", "serviceTask", "sendTask", "receiveTask", "callActivity"}
    | {"businessRuleTask", "intermediateCatchEvent", "boundaryEvent"}
)
_CASE: Final = frozenset({"id", "nummer", "rubrik"})
_PREFIXES: Final = ("ut_", "sk_", "st_", "sp_", "gw_", "tm_", "es_", "ca_", "brt_", "end_")
_REPEATED: Final = f"{BPMN}multiInstanceLoopCharacteristics"


@dataclass(frozen=True)
class Names:
    """The names of a model."""

    subject: Subject
    always: frozenset[str] = frozenset({"arende", "organisation", "idag"})

    @cached_property
    def case_fields(self) -> frozenset[str] | None:
        """What the start forms ask, or nothing when it is not known."""
        forms = [
            start.get(f"{RALS}form")
            for start in self.subject.of_kind("startEvent")
            if start.get(f"{RALS}form")
        ]
        known = [self.subject.known.forms.get(form or "") for form in forms]
        if not known or None in known:
            return None
        return _CASE.union(*(fields for fields in known if fields is not None))

    def items(self, owner: etree._Element) -> frozenset[str]:
        """Return the items of repeated activities that an expression of this element can read."""
        if local(owner) == "lane":  # read at the tasks of the lane, wherever they lie
            loops = self.subject.of_kind("multiInstanceLoopCharacteristics")
            return frozenset(loop.get(f"{RALS}item", "") for loop in loops)
        return frozenset(items_around(owner, own=True))

    def gives_result(self, node: etree._Element) -> bool:
        """Say whether an element has a result of its own that is found under its id."""
        return local(node) in _RESULTS or node.find(_REPEATED) is not None

    def looks_like_element(self, name: str) -> bool:
        """Say whether a name is written like the id of an element."""
        return name.startswith(_PREFIXES)

    def field_of_case(self, path: tuple[str, ...]) -> Text | None:
        """Return what is wrong with a field of the case."""
        fields = self.case_fields
        if path[0] != "arende" or len(path) == 1 or fields is None or path[1] in fields:
            return None
        return Text(f"ärendet har inget fält {path[1]}", f"the case has no field {path[1]}")

    def field_of(self, node: etree._Element, path: tuple[str, ...]) -> Text | None:
        """Return what is wrong with a field of an element's result."""
        fields = self._fields(node)
        if fields is None or len(path) == 1 or path[1] in fields:
            return None
        form = node.get(f"{RALS}form")
        if form:
            return Text(
                f"formuläret {form} har inget fält {path[1]}", f"the form {form} has no field {path[1]}"
            )
        name = called(node)
        return Text(f"{name.sv} har inget {path[1]}", f"{name.en} has no {path[1]}")

    def _fields(self, node: etree._Element) -> frozenset[str] | None:
        loop = node.find(_REPEATED)
        item = frozenset() if loop is None else frozenset({loop.get(f"{RALS}item", "")})
        if local(node) == "subProcess":
            inside = (inner.get("id", "") for inner in node.iter(f"{BPMN}*"))
            return item.union(inside)
        fields = self.subject.known.forms.get(node.get(f"{RALS}form", ""))
        return None if fields is None else fields | item

    def hidden(self, node: etree._Element, reader: etree._Element) -> Text | None:
        """Return why a result cannot be seen: it was written in each instance of a repeated subprocess."""
        around = [up for up in node.iterancestors(f"{BPMN}subProcess") if up.find(_REPEATED) is not None]
        readers = {reader, *reader.iterancestors()}
        walls = [up for up in around if up not in readers]
        if not walls:
            return None
        outer = walls[-1].get("id", "")
        return Text(
            f"det finns en gång för varje del av {outer}; läs listan {outer} i stället",
            f"there is one for each instance of {outer}; read the list {outer} instead",
        )


def in_brackets(text: str) -> set[str]:
    """Return the names that stand within square brackets."""
    depth, found = 0, set()
    for token in re.finditer(r"[\[\]]|[^\W\d][\w]*", text):
        if token[0] in "[]":
            depth += 1 if token[0] == "[" else -1
        elif depth > 0:
            found.add(token[0])
    return found
