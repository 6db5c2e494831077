"""A BPMN file of any tool as a document: what it is called, what search finds it by, and what it would be as a model.

The file itself is never written anew: what comes back is what came in, byte by byte.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from engine.errors import InvalidError, ModelRefusedError
from engine.runtime import xml
from engine.runtime.drawing import sheets
from engine.runtime.layout.names import BPMN, BPMNDI, kind, named

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_LETTERS: Final = str.maketrans("åäöéü", "aaoeu")
_LONGEST: Final = 40
# What people take for BPMN 2.0, by a part of the namespace of its root.
_OTHERS: Final = {
    "wfmc.org": "XPDL",
    "schema.omg.org/spec/BPMN": "BPMN 1",
    "bpmi.org": "BPMN 1",
    "/spec/DMN/": "DMN",
    "/spec/CMMN/": "CMMN",
    "graphml": "GraphML",
    "1999/xhtml": "HTML",
}


@dataclass(frozen=True)
class Described:
    """What a diagram says of itself: a title, "" without one, and every name and text in it."""

    title: str
    words: str


def described(data: bytes) -> Described:
    """Read a file. Raises ModelRefusedError for what is not BPMN 2.0."""
    root = _root(data)
    names = (one.get("name", "") for one in root.iter(etree.Element) if kind(one))
    texts = (one.text or "" for one in root.iter(f"{BPMN}documentation", f"{BPMN}text"))
    words = (" ".join(each.split()) for each in (*names, *texts))
    processes = (named(one) for one in root.findall(f"{BPMN}process"))
    title = next(filter(None, (*sheets(data), named(root), *processes)), "")
    return Described(title, "\n".join(dict.fromkeys(filter(None, words))))


def as_model(data: bytes, key: str) -> bytes:
    """Return the file as the beginning of a model called `key`: its first process has that id and can be run.

    What refers to the process follows; everything else stays. Raises InvalidError for a key that cannot be one, and for
    a file without a process.
    """
    if not KEY.fullmatch(key):
        raise InvalidError.at(
            "/key",
            f"Modellens nyckel kan inte vara ”{key[:60]}”. Skriv små bokstäver a-z, siffror och _, till exempel min_process.",
            f'The key of the model cannot be "{key[:60]}". Write small letters a-z, digits and _, e.g. min_process.',
        )
    root = _root(data)
    process = root.find(f"{BPMN}process")
    if process is None:
        raise InvalidError(
            "Diagrammet har ingen process och kan inte bli en modell. Rita processen först, eller spara det som dokument.",
            "The diagram has no process and cannot become a model. Draw the process first, or keep it as a document.",
        )
    old = process.get("id", "")
    process.set("id", key)
    process.set("isExecutable", "true")
    _follow(root, old, key)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def beginning(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the key and the file of a model that begins with a file of any tool.

    The key is the id of its first process, else made from the name of the process, or from `name`. Raises InvalidError for a
    file without a process and ModelRefusedError for what is not BPMN 2.0.
    """
    data = xml.utf8(data)
    process = _root(data).find(f"{BPMN}process")
    own, called = ("", "") if process is None else (process.get("id", ""), named(process))
    plain = (re.sub(r"[^a-z0-9]+", "_", one.lower().translate(_LETTERS)) for one in (called, name))
    made = (one.lstrip("_0123456789")[:_LONGEST].rstrip("_") for one in plain)
    key = next(one for one in (own, *made, "process") if KEY.fullmatch(one))
    return key, data if own == key else as_model(data, key)


def _follow(root: etree._Element, old: str, key: str) -> None:
    """Give what refers to a process its new id."""
    referring = (f"{BPMN}participant", f"{BPMN}callActivity", f"{BPMNDI}BPMNPlane", f"{BPMNDI}BPMNShape")
    for one in root.iter(*referring):
        for name in ("processRef", "calledElement", "bpmnElement"):
            if old and one.get(name, "").rpartition(":")[2] == old:
                one.set(name, key)


def _root(data: bytes) -> etree._Element:
    root = xml.read(data)
    if kind(root) != "definitions":
        found = etree.QName(root)
        space = found.namespace or ""
        what = next((name for part, name in _OTHERS.items() if part in space), space[:80])
        sv, en = (f" ({what})", f" ({what})") if what else (" utan namnrymd", " without a namespace")
        raise ModelRefusedError(
            f"Filen är inte BPMN 2.0: Räls väntade sig <definitions> i namnrymden {BPMN[1:-1]} men hittade"
            f" <{found.localname[:40]}>{sv}. Exportera den som BPMN 2.0 från ritverktyget.",
            f"The file is not BPMN 2.0: <definitions> in the namespace {BPMN[1:-1]} was expected but"
            f" <{found.localname[:40]}>{en} was found. Export it as BPMN 2.0 from the drawing tool.",
        )
    return root
