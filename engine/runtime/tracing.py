"""Which governing statements the elements of a diagram or a decision table name with `rals:krav`."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.runtime import xml
from engine.runtime.names import RALS


@dataclass(frozen=True)
class Named:
    """An element that names statements; `name_en` is its Swedish name when it has no English one."""

    id: str
    name: str
    name_en: str
    krav: tuple[str, ...]


def named(data: bytes) -> Iterator[Named]:
    """Yield the elements of a BPMN or DMN file that name statements; raises ModelRefusedError for bad XML."""
    for node in xml.read(data).iter(etree.Element):
        krav = tuple(node.get(f"{RALS}krav", "").split())
        if krav:
            name = " ".join(node.get("name", "").split()) or node.get("id", "")
            yield Named(node.get("id", ""), name, node.get(f"{RALS}name-en") or name, krav)
