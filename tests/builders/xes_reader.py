"""A reader of XES that knows nothing of the writer: it reads with expat and refuses what IEEE 1849-2016 does not allow."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

SPACE = "{http://www.xes-standard.org/}"
# In this order under a log; attributes of any kind stand between the classifiers and the traces.
ORDER = ("extension", "global", "classifier", "attribute", "trace", "event")
STANDARD = {
    prefix: f"http://www.xes-standard.org/{prefix}.xesext"
    for prefix in ("concept", "lifecycle", "org", "time")
}
TYPES: dict[str, Any] = {"string": str, "date": datetime.fromisoformat, "int": int}


@dataclass
class Read:
    """What a log says: its attributes, and each trace with its attributes and events."""

    attributes: dict[str, Any]
    traces: list["Trace"] = field(default_factory=list)


@dataclass
class Trace:
    """A case."""

    attributes: dict[str, Any]
    events: list[dict[str, Any]]


def read(data: bytes) -> Read:
    """Read a log; what the standard does not allow is an AssertionError."""
    root = fromstring(data)  # noqa: S314  our own log
    assert root.tag == f"{SPACE}log"
    assert root.attrib["xes.version"] == "2.0"
    kinds = [_kind(one) for one in root]
    assert kinds == sorted(kinds, key=ORDER.index)
    prefixes = {one.attrib["prefix"]: one.attrib["uri"] for one in root.findall(f"{SPACE}extension")}
    assert prefixes.items() <= STANDARD.items()
    everywhere = {one.attrib["scope"]: _attributes(one, prefixes) for one in root.findall(f"{SPACE}global")}
    for one in root.findall(f"{SPACE}classifier"):
        assert set(one.attrib["keys"].split()) <= everywhere["event"].keys()
    log = Read(_attributes(root, prefixes))
    for one in root.findall(f"{SPACE}trace"):
        events = [_attributes(event, prefixes) for event in one.findall(f"{SPACE}event")]
        assert all(everywhere["event"].keys() <= event.keys() for event in events)
        log.traces.append(Trace(_attributes(one, prefixes), events))
        assert everywhere["trace"].keys() <= log.traces[-1].attributes.keys()
    return log


def _kind(element: Element) -> str:
    name = element.tag.removeprefix(SPACE)
    return "attribute" if name in TYPES else name


def _attributes(element: Element, prefixes: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in element:
        if _kind(one) != "attribute":
            continue
        key = one.attrib["key"]
        prefix = key.partition(":")[0]
        assert key not in found, f"{key} stands twice"
        assert prefix in prefixes or prefix not in STANDARD, f"{prefix} is used and not declared"
        found[key] = TYPES[one.tag.removeprefix(SPACE)](one.attrib["value"])
        assert not isinstance(found[key], datetime) or found[key].tzinfo is not None
    return found
