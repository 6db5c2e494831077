"""Which governing statements the elements of a diagram or a decision table name."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.runtime import xml
from engine.runtime.names import RALS, local


@dataclass(frozen=True)
class Named:
    """An element that names statements; `name_en` is its Swedish name when it has no English one."""

    id: str
    name: str
    name_en: str
    krav: tuple[str, ...]


def named(data: bytes) -> Iterator[Named]:
    """Yield what names statements: elements by `rals:krav`, rules of a table by their output `krav`.

    Raises ModelRefusedError for bad XML.
    """
    root = xml.read(data)
    for node in root.iter(etree.Element):
        krav = tuple(node.get(f"{RALS}krav", "").split())
        if krav:
            name = " ".join(node.get("name", "").split()) or node.get("id", "")
            yield Named(node.get("id", ""), name, node.get(f"{RALS}name-en") or name, krav)
    for decision in root.iter("{*}decision"):
        yield from _rules(decision)


def _rules(decision: etree._Element) -> Iterator[Named]:
    outputs = [one.get("name") for one in decision.iterfind("{*}decisionTable/{*}output")]
    if "krav" not in outputs:
        return
    name = decision.get("name", "")
    for rule in decision.iterfind("{*}decisionTable/{*}rule"):
        entry = [node for node in rule if local(node) == "outputEntry"][outputs.index("krav")]
        text = "".join(str(part) for part in entry.itertext()).strip().strip('"')
        yield Named(rule.get("id", ""), name, name, tuple(text.split()))
