"""Benefit goals arranged for people: their state, their numbers, and where they stand on the way to the target."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from engine.governance.benefits import MEAN, SUM
from engine.queries.cases.goals import GoalRow
from forms.text import Language, Text
from web.views.charts import GoalRail, goal_rail

STATUSES: Final[Mapping[str, Text]] = {
    "foreslaget": Text("Föreslaget", "Proposed"),
    "beslutat": Text("Beslutat", "Decided"),
    "uppnatt": Text("Uppnått", "Reached"),
    "ej_uppnatt": Text("Inte uppnått", "Not reached"),
    "avskrivet": Text("Avskrivet", "Dropped"),
}
# In which colour and with which sign a state is shown.
MARKS: Final[Mapping[str, tuple[str, str | None]]] = {
    "uppnatt": ("green", "tick"),
    "ej_uppnatt": ("red", "fault"),
}


# What a total of several units is, for one and for many.
HOW: Final = {
    MEAN: (("i snitt av {n} enhet", "mean of {n} unit"), ("i snitt av {n} enheter", "mean of {n} units")),
    SUM: (("summan av {n} enhet", "sum of {n} unit"), ("summan av {n} enheter", "sum of {n} units")),
}


@dataclass(frozen=True)
class Goal:
    """A goal with its numbers in words. `last` and `rail`: None until something has been measured.

    Measured in several units, `how` says what `last` is of their latest values, and `units` tells them all.
    """

    row: GoalRow
    status: Text
    mark: tuple[str, str | None]
    baseline: str
    target: str
    last: str | None
    how: tuple[tuple[str, str], tuple[str, str]] | None
    rail: GoalRail | None
    units: tuple[tuple[str, str], ...]


def goals(rows: Iterable[GoalRow], language: Language) -> list[Goal]:
    """Return the goals for a reader of the language."""
    return [_goal(row, language) for row in rows]


def status(key: str) -> Text:
    """Return what a state is called; one that came later than this page keeps its key."""
    return STATUSES.get(key, Text(key, key))


def number(value: Decimal, language: Language) -> str:
    """Return a number as it is written in the language, with at most two decimals."""
    return format_decimal(value, format="#,##0.##", locale=language)


def _goal(row: GoalRow, language: Language) -> Goal:
    total = row.total
    units = [(one.unit, _with_unit(one.value, row, language)) for one in row.latest if one.unit]
    return Goal(
        row=row,
        status=status(row.status),
        mark=MARKS.get(row.status, ("", None)),
        baseline=_with_unit(row.baseline, row, language),
        target=_with_unit(row.target, row, language),
        last=None if total is None else _with_unit(total.value, row, language),
        how=None if total is None or total.units < 2 else HOW[total.how],  # noqa: PLR2004  one alone is no mean
        rail=None if total is None else goal_rail(float(row.baseline), float(total.value), float(row.target)),
        units=tuple(units) if len(units) > 1 else (),
    )


def _with_unit(value: Decimal, row: GoalRow, language: Language) -> str:
    return f"{number(value, language)} {row.measured_in}".strip()
