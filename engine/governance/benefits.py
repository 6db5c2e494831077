"""What measurements of a benefit goal come to: the total, what has been realised, and where it leads if it goes on so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

WHOLE: Final = "whole"
SUM: Final = "sum"
MEAN: Final = "mean"
DIRECTIONS: Final = ("oka", "minska", "behall")
# So many of the latest totals make the line of a projection.
LINE: Final = 3


@dataclass(frozen=True)
class Part:
    """The share of a unit in a goal; what nobody has said is None."""

    unit_id: UUID
    baseline: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class Value:
    """What was measured in a unit on a day; without a unit it is of the whole."""

    unit_id: UUID | None
    value: Decimal
    measured_on: date


@dataclass(frozen=True)
class Total:
    """What a goal had come to on a day. `how`: measured as a whole, or the sum or the mean of so many units."""

    value: Decimal
    measured_on: date
    how: str
    units: int


def counting(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the values that count, by day, of values in the order they were written: a later one of the same day corrects."""
    found = {(one.unit_id, one.measured_on): one for one in values}
    return tuple(sorted(found.values(), key=lambda one: one.measured_on))


def series(target: Decimal, parts: Sequence[Part], values: Iterable[Value]) -> tuple[Total, ...]:
    """Return the total on each day when something was measured, the earliest first."""
    latest: dict[UUID | None, Value] = {}
    found: dict[date, Total] = {}
    for one in counting(values):
        latest[one.unit_id] = one
        total = _total(target, parts, latest)
        if total is not None:
            found[one.measured_on] = total
    return tuple(found.values())


def realised(baseline: Decimal, target: Decimal, last: Decimal | None) -> int | None:
    """Return how much of the way from the baseline to the target has been gone, in per cent; None where there is no way."""
    if last is None or baseline == target:
        return None
    return round(100 * (last - baseline) / (target - baseline))


def counted(percent: int | None) -> int:
    """Return what a goal adds to the realised of many: none beyond its promise, so that one cannot hide another."""
    return min(max(percent or 0, 0), 100)


def reached(direction: str, target: Decimal, last: Decimal) -> bool:
    """Whether a value is at the target or beyond it."""
    if direction == "minska":
        return last <= target
    return last >= target if direction == "oka" else last == target


def projection(totals: Sequence[Total], end_on: date) -> Decimal | None:
    """Return what the total will be on the last day if it goes on as in the three latest: the line nearest to them.

    None before there are three, and once the last day has been measured.
    """
    some = totals[-LINE:]
    if len(some) < LINE or some[-1].measured_on >= end_on:
        return None
    days = [Decimal(one.measured_on.toordinal()) for one in some]
    middle, level = _mean(days), _mean([one.value for one in some])
    leaning = [(day - middle) * (one.value - level) for day, one in zip(days, some, strict=True)]
    slope = _mean(leaning) / _mean([(day - middle) ** 2 for day in days])
    return level + slope * (end_on.toordinal() - middle)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal()) / len(values)


def _total(target: Decimal, parts: Sequence[Part], latest: Mapping[UUID | None, Value]) -> Total | None:
    units = [one for unit, one in latest.items() if unit is not None]
    day = max(one.measured_on for one in latest.values())
    whole = latest.get(None)
    if whole is not None and whole.measured_on == day:
        return Total(whole.value, day, WHOLE, 0)
    if _adds_up(target, parts):
        return _sum(parts, latest, day)
    return Total(_mean([one.value for one in units]), day, MEAN, len(units))


def _adds_up(target: Decimal, parts: Sequence[Part]) -> bool:
    """Whether the targets of the units make the target of the whole together; else each has the same as the whole."""
    targets = [one.target for one in parts if one.target is not None]
    return 1 < len(parts) == len(targets) and sum(targets) == target and set(targets) != {target}


def _sum(parts: Sequence[Part], latest: Mapping[UUID | None, Value], day: date) -> Total | None:
    """Return the sum; a unit that has not measured stands at its baseline, and without one there is no sum yet."""
    found = [latest[one.unit_id].value if one.unit_id in latest else one.baseline for one in parts]
    known = [one for one in found if one is not None]
    if len(known) < len(parts):
        return None
    return Total(sum(known, Decimal()), day, SUM, sum(one.unit_id in latest for one in parts))
