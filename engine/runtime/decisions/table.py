"""A decision table as it stands in the file: texts only, nothing compiled and nothing judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from forms.text import Text


@dataclass(frozen=True)
class Column:
    """An input or an output. `text` is an input's expression, `default` an output's default entry.

    `name` is the output's name, `label` what people call the column, `sort` the type as written (aliases of the
    file resolved), `values` the allowed values, in an output by falling priority.
    """

    label: str
    name: str = ""
    text: str = ""
    sort: str = ""
    values: str = ""
    default: str = ""


@dataclass(frozen=True)
class Rule:
    """A row: one test per input, one text per output. Annotations are for people and are not kept."""

    tests: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A decision with its table. `variable` is the name under which decisions that require it see its result.

    `policy` is the letter of the hit policy with the sign of the aggregation ("U", "C+"), or what stands in the
    file when that is unknown. `names` are the names of the file that hold spaces.
    """

    id: str
    name: str
    variable: str
    policy: str
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    rules: tuple[Rule, ...]
    requires: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def called(self) -> Text:
        """What to call the table in a sentence."""
        return Text(f"Beslutstabellen ”{self.name}”", f'The decision table "{self.name}"')


class Flaw(NamedTuple):
    """What is wrong with a decision or its file, and how to mend it; `decision` is its id, if it has one."""

    decision: str | None
    text: Text
    remedy: Text


class Cell(NamedTuple):
    """One FEEL text of a table with its place in words; a unary one is held against its input."""

    place: Text
    text: str
    unary: bool = False


def place(table: str, column: str, rule: int | None = None) -> Text:
    """Return where something stands: the table, the rule (from 1) if it is one, and the column."""
    row = ("", "") if rule is None else (f", regel {rule}", f", rule {rule}")
    return Text(
        f"Beslutstabellen ”{table}”{row[0]}, kolumnen ”{column}”",
        f'The decision table "{table}"{row[1]}, column "{column}"',
    )


def cells(table: Table) -> Iterator[Cell]:
    """Yield every FEEL text of a table; empty ones and the dash, which say nothing, are left out."""
    # An input without an expression stays, to be told of.
    yield from (Cell(place(table.name, column.label), column.text) for column in table.inputs)
    yield from (cell for cell in (*_headed(table), *_ruled(table)) if cell.text)


def _headed(table: Table) -> Iterator[Cell]:
    for column in (*table.inputs, *table.outputs):
        where = place(table.name, column.label)
        yield Cell(where, column.values, unary=True)
        yield Cell(where, column.default)


def _ruled(table: Table) -> Iterator[Cell]:
    for number, rule in enumerate(table.rules, start=1):
        for column, text in zip(table.inputs, rule.tests, strict=False):
            yield Cell(place(table.name, column.label, number), text, unary=True)
        for column, text in zip(table.outputs, rule.results, strict=False):
            yield Cell(place(table.name, column.label, number), text)
