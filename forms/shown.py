"""What a form is for given answers: the visible items with their options, limits and values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms.fields import Group, Prose, Rows, Separator
from forms.findings import FieldError, Place
from forms.kinds import Shown


@dataclass(frozen=True)
class ShownGroup:
    """A visible group."""

    group: Group
    children: "tuple[ShownItem, ...]"


@dataclass(frozen=True)
class ShownRow:
    """One row."""

    place: Place
    children: "tuple[ShownItem, ...]"


@dataclass(frozen=True)
class ShownRows:
    """Visible rows; `value` is the answer as it was given, `fixed` the number of rows when it may not change."""

    rows: Rows
    place: Place
    value: Any
    fixed: int
    items: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ShownProse:
    """Visible text, in markdown."""

    prose: Prose
    place: Place
    sv: str
    en: str


@dataclass(frozen=True)
class ShownSeparator:
    """A visible line."""

    separator: Separator


ShownItem = Shown | ShownGroup | ShownRows | ShownProse | ShownSeparator


@dataclass(frozen=True)
class Resolved:
    """The visible items, and the expressions that could not be computed."""

    items: tuple[ShownItem, ...]
    problems: tuple[FieldError, ...]


def answered(items: tuple[ShownItem, ...]) -> Iterator[Shown | ShownRows]:
    """Yield the fields and rows of one level: groups are looked through, rows are not entered."""
    for item in items:
        if isinstance(item, ShownGroup):
            yield from answered(item.children)
        elif isinstance(item, Shown | ShownRows):
            yield item
