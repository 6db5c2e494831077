"""The files of a model, read for the checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import cast

from lxml import etree

from engine.errors import ModelRefusedError
from engine.runtime import reading, xml
from engine.runtime.checks.subject.exploring import Explored, explore
from engine.runtime.checks.subject.flows import Scope
from engine.runtime.checks.subject.known import Known
from engine.runtime.decisions import flaws
from engine.runtime.decisions.reading import tables
from engine.runtime.decisions.table import Flaw, Table
from engine.runtime.model import Element
from engine.runtime.names import BPMN, local
from forms.text import Text


@dataclass(frozen=True)
class Subject:
    """What is checked: the BPMN files by key (the file name without folder and ending), the DMN files, what is known.

    `unreadable` has the name of a file that could not be read, and why.
    """

    roots: Mapping[str, etree._Element]
    unreadable: Mapping[str, Text]
    known: Known
    # The name of the file that each key was read from.
    paths: Mapping[str, str]
    dmn: tuple[etree._Element, ...] = ()

    @cached_property
    def read_tables(self) -> tuple[list[Table], list[Flaw]]:
        """The decision tables of all files, and what could not be read as one."""
        found = [tables(root) for root in self.dmn]
        return [table for some, _ in found for table in some], [flaw for _, some in found for flaw in some]

    @property
    def tables(self) -> list[Table]:
        """The decision tables of all files."""
        return self.read_tables[0]

    @cached_property
    def sound_tables(self) -> list[Table]:
        """Those of the tables in which everything can be read and has its place."""
        rules = (flaws.policy, flaws.shape, flaws.unreadable, flaws.types)
        return [table for table in self.tables if not any(True for rule in rules for _ in rule(table))]

    @cached_property
    def nodes(self) -> Mapping[str, etree._Element]:
        """Everything in a process that has an id; of several with the same id the first."""
        found: dict[str, etree._Element] = {}
        for process in self.processes:
            for node in process.iter(f"{BPMN}*"):
                if node.get("id"):
                    found.setdefault(node.get("id", ""), node)
        return found

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """The elements as the engine reads them, with role and scope found out."""
        found: dict[str, Element] = {}
        for root in self.roots.values():
            for element in reading.elements(root):
                found.setdefault(element.id, element)
        return found

    @property
    def processes(self) -> Iterator[etree._Element]:
        """Every process of every file."""
        for root in self.roots.values():
            yield from root.iter(f"{BPMN}process")

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Every process and embedded subprocess, as a graph."""
        return tuple(
            Scope(node)
            for process in self.processes
            for node in process.iter(f"{BPMN}process", f"{BPMN}subProcess")
        )

    def place(self, element: str | None) -> tuple[str, int | None, str]:
        """Return file, line and name of an element; what has no element stands in the first file."""
        node = self.nodes.get(element or "")
        if node is None:
            return next(iter(self.paths.values()), ""), None, ""
        top = node.getroottree().getroot()
        key = next(key for key, root in self.roots.items() if root is top)
        name = " ".join((node.get("name") or "").split())
        line = cast("int | None", node.sourceline)  # lxml-stubs gives it no type
        return self.paths[key], line, name

    @cached_property
    def explored(self) -> Mapping[etree._Element, Explored]:
        """What can happen in each process and subprocess that has one start."""
        found = {scope.element: explore(scope) for scope in self.scopes}
        return {element: explored for element, explored in found.items() if explored is not None}

    def of_kind(self, *kinds: str) -> Iterator[etree._Element]:
        """Yield the elements of these kinds, everywhere."""
        for process in self.processes:
            for node in process.iter(f"{BPMN}*"):
                if local(node) in kinds:
                    yield node


def subject(files: Mapping[str, bytes], known: Known) -> Subject:
    """Read the BPMN and DMN files among the files of a model."""
    roots: dict[str, etree._Element] = {}
    unreadable: dict[str, Text] = {}
    paths: dict[str, str] = {}
    dmn: list[etree._Element] = []
    for path, data in files.items():
        name = PurePosixPath(path).name
        try:
            if name.endswith(".bpmn"):
                paths[name.removesuffix(".bpmn")] = path
                roots[name.removesuffix(".bpmn")] = xml.read(data)
            elif name.endswith(".dmn"):
                dmn.append(xml.read(data))
        except ModelRefusedError as refusal:
            unreadable[name] = refusal.text
    return Subject(roots, unreadable, known, paths, tuple(dmn))
