"""A decision table as it is edited: what stands in a DMN file, in rows and columns that remember where they came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from string import Template
from typing import Final

from lxml import etree

from engine.errors import InvalidError, NotFoundError
from engine.runtime import xml
from engine.runtime.decisions.reading import tables
from engine.runtime.decisions.table import Table
from engine.runtime.names import local

# lxml's own name for its elements.
Node = etree._Element  # noqa: SLF001


@dataclass(frozen=True)
class Head:
    """A column. `origin` is its place in the file, None for a new one; the rest as in `table.Column`."""

    origin: int | None
    label: str = ""
    name: str = ""
    text: str = ""
    sort: str = ""
    values: str = ""
    default: str = ""


@dataclass(frozen=True)
class Row:
    """A rule. `origin` is its place in the file, None for a new one; `note` is its first annotation."""

    origin: int | None
    tests: tuple[str, ...]
    results: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Grid:
    """A decision with its table. `policy` is the letter of the hit policy with the sign of the aggregation."""

    id: str
    name: str
    policy: str
    inputs: tuple[Head, ...]
    outputs: tuple[Head, ...]
    rows: tuple[Row, ...]


def grids(data: bytes) -> tuple[Grid, ...]:
    """Return the decision tables of a DMN file. Raises ModelRefusedError (no XML) and InvalidError (no tables that can be read)."""
    root = xml.read(data)
    found, flaws = tables(root)
    if flaws:
        raise InvalidError(flaws[0].text.sv, flaws[0].text.en)
    return tuple(_grid(root, table) for table in found)


def grid_of(data: bytes, decision: str | None) -> Grid:
    """Return one of the tables, the first when none is named; raises NotFoundError."""
    found = grids(data)
    one = next((each for each in found if decision in (None, each.id)), None)
    if one is None:
        raise NotFoundError(
            f"Beslutet {decision} finns inte i filen. Gå till utkastet och välj ett som finns.",
            f"There is no decision {decision} in the file. Go to the draft and choose one that is there.",
        )
    return one


def blank(key: str, name: str) -> bytes:
    """Return a DMN file with a table of one input, one output and one rule."""
    return _BLANK.substitute(key=escape(key), name=escape(name)).encode()


def decision_node(root: Node, key: str) -> Node:
    """Return the element of a decision that is in the file."""
    return next(node for node in root.iter("{*}decision") if node.get("id") == key)


def named(node: Node, name: str) -> list[Node]:
    """Return the children with a name of DMN."""
    return [child for child in node.iterchildren("{*}*") if local(child) == name]


def _grid(root: Node, table: Table) -> Grid:
    notes = list(_notes(named(decision_node(root, table.id), "decisionTable")[0]))
    return Grid(
        table.id,
        table.name,
        table.policy,
        tuple(Head(at, one.label, "", one.text, one.sort, one.values) for at, one in enumerate(table.inputs)),
        tuple(
            Head(at, one.label, one.name, "", one.sort, one.values, one.default)
            for at, one in enumerate(table.outputs)
        ),
        tuple(Row(at, one.tests, one.results, notes[at]) for at, one in enumerate(table.rules)),
    )


def _notes(table: Node) -> Iterator[str]:
    for rule in named(table, "rule"):
        entries = named(rule, "annotationEntry")
        texts = named(entries[0], "text") if entries else []
        yield (texts[0].text or "").strip() if texts else ""


_BLANK: Final = Template("""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${key}_fil" name="$name" namespace="urn:rals:dmn">
  <decision id="$key" name="$name">
    <variable name="$key"/>
    <decisionTable id="${key}_tabell" hitPolicy="UNIQUE">
      <input id="${key}_in1" label="Om">
        <inputExpression id="${key}_in1_uttryck" typeRef="string"><text>arende.rubrik</text></inputExpression>
      </input>
      <output id="${key}_ut1" label="Svar" name="svar" typeRef="string"/>
      <rule id="${key}_regel1">
        <inputEntry id="${key}_r1_in1"><text>-</text></inputEntry>
        <outputEntry id="${key}_r1_ut1"><text>"ja"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
""")
