"""A message or signal that is waited for or sent has a name.

What comes from outside is matched by name. An event that refers to no message, or to one without a name, waits for something that can never
come.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.runtime.checks.subject.fault import Fault, called
from engine.runtime.checks.subject.subject import Subject
from engine.runtime.names import BPMN, local
from forms.text import Text

NAME: Final = Text("Meddelandet har ett namn", "The message has a name")
_KINDS: Final[Mapping[str, Text]] = {
    "message": Text("något meddelande", "a message"),
    "signal": Text("någon signal", "a signal"),
}


def faults(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for each message or signal event without a name."""
    for root in subject.roots.values():
        for node in root.iter(f"{BPMN}*"):
            kind = "message" if local(node) == "receiveTask" else local(node).removesuffix("EventDefinition")
            if kind in _KINDS and (local(node) == "receiveTask" or local(node) != kind):
                yield from _unnamed(root, node, kind)


def _unnamed(root: etree._Element, node: etree._Element, kind: str) -> Iterator[Fault]:
    reference = node.get(f"{kind}Ref")
    declared = [item for item in root.iter(f"{BPMN}{kind}") if item.get("id") == reference]
    if reference and declared and declared[0].get("name", "").strip():
        return
    owner = node if local(node) == "receiveTask" else node.getparent()
    name, what = called(node if owner is None else owner), _KINDS[kind]
    yield Fault(
        (node if owner is None else owner).get("id"),
        Text(
            f"{name.sv} pekar inte på {what.sv} med namn.",
            f"{name.en} does not refer to {what.en} with a name.",
        ),
        Text(
            f"Lägg till ett {kind}-element med namn i filen och peka på det.",
            f"Add a {kind} element with a name to the file and refer to it.",
        ),
    )
