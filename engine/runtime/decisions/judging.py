"""What is wrong with a table that is being edited, cell by cell; and, when nothing is, its gaps and the rules that meet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import feel
from engine.runtime import xml
from engine.runtime.decisions import flaws
from engine.runtime.decisions.coverage import Coverage, coverage
from engine.runtime.decisions.decision import SORTS
from engine.runtime.decisions.reading import tables
from engine.runtime.decisions.table import Cell, Column, Rule, Table, place
from forms.text import Text

# What a fault is at: a column's head (row -1), or a cell of a rule; by column, inputs and outputs counted each by itself.
At = tuple[Literal["in", "out"], int, int]
HEAD = -1
_ONE_ANSWER = ("U", "A", "F", "P")


@dataclass(frozen=True)
class Judged:
    """Faults at their cells and of the whole table; what rules cover is found out only when there are none."""

    cells: dict[At, Text]
    whole: tuple[Text, ...]
    covered: Coverage | None

    @property
    def sound(self) -> bool:
        """Whether the table can be used."""
        return not self.cells and not self.whole


def judge(data: bytes, decision: str) -> Judged:
    """Judge a table of a DMN file that can be read."""
    table = next(one for one in tables(xml.read(data))[0] if one.id == decision)
    cells = dict(_cells(table))
    whole = tuple(flaw.text for rule in (flaws.policy, flaws.shape) for flaw in rule(table))
    return Judged(cells, whole, None if cells or whole else _covered(table))


def _covered(table: Table) -> Coverage:
    """Return gaps and meetings where they matter, as the checks of a model do."""
    found = coverage(table)
    filled = table.policy not in _ONE_ANSWER or any(column.default for column in table.outputs)
    alone = table.policy in ("U", "A")
    unknown = found.unknown if alone or not filled else None
    return Coverage(() if filled else found.gaps, found.meetings if alone else (), unknown)


def _cells(table: Table) -> Iterator[tuple[At, Text]]:
    for at, column in enumerate(table.inputs):
        yield from _first(("in", HEAD, at), [*_unread(table, column.text), *_head(table, column)])
        for row, rule in enumerate(table.rules):
            text = rule.tests[at] if at < len(rule.tests) else ""
            yield from _first(("in", row, at), _unread(table, text, unary=True) if text else ())
    for at, column in enumerate(table.outputs):
        default = _unread(table, column.default) if column.default else ()
        bare = replace(column, default="")
        yield from _first(("out", HEAD, at), [*_head(table, column), *default])
        for row, rule in enumerate(table.rules):
            text = rule.results[at] if at < len(rule.results) else ""
            unread = list(_unread(table, text)) if text else []
            yield from _first(("out", row, at), unread or _misfit(table, bare, text))


def _first(at: At, found: "Iterator[Text] | list[Text] | tuple[Text, ...]") -> Iterator[tuple[At, Text]]:
    for text in found:
        yield at, text
        return


def _unread(table: Table, text: str, *, unary: bool = False) -> Iterator[Text]:
    try:
        flaws.read(Cell(Text("", ""), text, unary=unary), table.names)
    except feel.FeelError as error:
        yield Text(error.sv, str(error))


def _head(table: Table, column: Column) -> Iterator[Text]:
    if column.values:
        yield from _unread(table, column.values, unary=True)
    told = replace(table, inputs=(), outputs=(column,), rules=())
    yield from (_bare(flaw.text, table, column, None) for flaw in flaws.types(told))


def _misfit(table: Table, column: Column, text: str) -> Iterator[Text]:
    one = replace(table, inputs=(), outputs=(column,), rules=(Rule((), (text,)),))
    known = column.sort in SORTS
    yield from (_bare(flaw.text, table, column, 1) for flaw in flaws.types(one) if known)


def _bare(text: Text, table: Table, column: Column, rule: int | None) -> Text:
    """Return a fault without saying where it is: it stands there."""
    where = place(table.name, column.label, rule)
    return Text(_capital(text.sv, where.sv), _capital(text.en, where.en))


def _capital(text: str, where: str) -> str:
    rest = text.removeprefix(f"{where}: ")
    return rest[:1].upper() + rest[1:]
