"""A decision ready to be made: every text compiled, nothing left to find out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import feel

SAME: Final = feel.parse("a = b")
# The types of FEEL, and the names that common tools write for them.
SORTS: Final = {
    "": "", "Any": "", "string": "string", "number": "number", "boolean": "boolean", "date": "date", "time": "time",
    "dateTime": "date and time", "date and time": "date and time", "context": "context", "list": "list",
    "dayTimeDuration": "days and time duration", "days and time duration": "days and time duration",
    "yearMonthDuration": "years and months duration", "years and months duration": "years and months duration",
    "integer": "number", "long": "number", "double": "number",
}  # fmt: skip


@dataclass(frozen=True)
class Input:
    """A column of tests: what is looked at, its type ("" for any) and what it may be."""

    label: str
    value: feel.Expression
    sort: str
    allowed: feel.Expression | None


@dataclass(frozen=True)
class Output:
    """A column of results; `order` are its values by falling priority, when they are given and fixed."""

    label: str
    name: str
    sort: str
    allowed: feel.Expression | None
    order: tuple[Any, ...]
    default: feel.Expression | None


@dataclass(frozen=True)
class Rule:
    """A row; a test that is None passes everything, a result that is None gives null."""

    number: int
    tests: tuple[feel.Expression | None, ...]
    results: tuple[feel.Expression | None, ...]


@dataclass(frozen=True)
class Decision:
    """A decision table, shared by all threads. `before` are the decisions to make first, in their order."""

    id: str
    name: str
    variable: str
    policy: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    requires: tuple[str, ...]
    before: tuple[str, ...]

    @property
    def expressions(self) -> Iterator[feel.Expression]:
        """Every expression of the table."""
        for column in self.inputs:
            yield column.value
        for rule in self.rules:
            yield from (each for each in (*rule.tests, *rule.results) if each is not None)
        yield from (column.default for column in self.outputs if column.default is not None)


def is_of(sort: str, value: Any) -> bool:
    """Say whether a value is of a type of FEEL; null is of every type, and every value of ""."""
    return value is None or sort == "" or feel.is_instance(value, sort)


def listed(values: str) -> tuple[Any, ...]:
    """Return the values of a list of allowed values in their order; none when it holds ranges or comparisons."""
    try:
        found = feel.parse(f"[{values}]").evaluate({})
    except feel.FeelError:
        return ()
    return () if any(isinstance(value, feel.Range) for value in found) else tuple(found)


def same(one: Any, other: Any) -> bool:
    """Say whether two values are equal, as FEEL sees it."""
    return SAME.evaluate({"a": one, "b": other}) is True
