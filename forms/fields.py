"""What a compiled form consists of: frozen fields, groups, rows and prose, with their rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import feel
from forms.text import Text

Path = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Formula:
    """A compiled FEEL expression of the form. `constant` when it reads no field of the form itself."""

    expression: feel.Expression
    constant: bool


Flag = bool | Formula
Bound = Decimal | Formula | None


@dataclass(frozen=True)
class Option:
    """One thing to choose. `value` stands in the page; `id` and `data` are what the answer keeps."""

    value: str
    label: Text
    id: Any
    data: Any


class Options:
    """The options of a field as they are now, found quickly by id or by the value in the page."""

    def __init__(self, items: Sequence[Option]) -> None:
        self.items = tuple(items)
        self._by_value = {option.value: option for option in self.items}

    def find(self, key: object) -> Option | None:
        """Return the option with this id or value; a bool or an object is never one."""
        return (
            self._by_value.get(str(key)) if isinstance(key, str | int) and not isinstance(key, bool) else None
        )


@dataclass(frozen=True)
class TextRules:
    """How long a text may be and what it must look like."""

    min_length: Bound = None
    max_length: Bound = None
    pattern: re.Pattern[str] | None = None
    pattern_message: Text | None = None
    form: Literal["email", "phone"] | None = None


@dataclass(frozen=True)
class NumberRules:
    """Least and greatest number, number of decimals, and whether the answer is kept as text."""

    minimum: Bound = None
    maximum: Bound = None
    digits: int | None = None
    step: Decimal | None = None
    as_text: bool = False


@dataclass(frozen=True)
class MomentRules:
    """Date, time of day or both; whether the past is refused; the last day; minutes between choices."""

    subtype: Literal["date", "time", "datetime"] = "date"
    no_past: bool = False
    latest: date | Formula | None = None
    interval: int | None = None


@dataclass(frozen=True)
class ChoiceRules:
    """Where the options come from, how many may be chosen, and what kind of thing they refer to."""

    options: Options | Formula
    many: bool = False
    reference: str | None = None


@dataclass(frozen=True)
class FileRules:
    """Which files may be added and whether more than one."""

    accept: str | Formula | None = None
    many: Flag = False


@dataclass(frozen=True)
class TickRules:
    """A box to tick has no rules of its own."""


@dataclass(frozen=True)
class ComputedRules:
    """The expression that gives the value."""

    formula: Formula


Rules = TextRules | NumberRules | MomentRules | ChoiceRules | FileRules | TickRules | ComputedRules


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. `path` leads to its answer from the enclosing rows, or from the top."""

    kind: str
    id: str
    key: str
    path: Path
    label: Text
    rules: Rules
    description: Text | None = None
    required: bool = False
    hide: Formula | None = None
    readonly: Flag = False
    disabled: Flag = False
    default: Any = None
    prefix: Text | None = None
    suffix: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions under one heading. What is `folded` shows its heading only, until it is opened or has a fault."""

    id: str
    label: Text | None
    children: "tuple[Item, ...]"
    hide: Formula | None = None
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Questions that are asked once per row."""

    id: str
    path: Path
    label: Text
    children: "tuple[Item, ...]"
    description: Text | None = None
    hide: Formula | None = None
    may_change: bool = True
    at_start: int = 1
    least: int = 0
    most: int = 200
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Text to read, in markdown. A part that is a Formula is computed."""

    id: str
    sv: "tuple[str | Formula, ...]"
    en: "tuple[str | Formula, ...]"
    hide: Formula | None = None


@dataclass(frozen=True, kw_only=True)
class Separator:
    """A line between questions."""

    id: str
    hide: Formula | None = None


Item = Field | Group | Rows | Prose | Separator


@dataclass(frozen=True, kw_only=True, eq=False)
class Definition:
    """All that is known about a published form. `source` is its form-js JSON, `hash` the SHA-256 of that."""

    key: str
    hash: str
    title: Text
    fields: tuple[Item, ...]
    sources: frozenset[str]
    source: str
    rounds: int
