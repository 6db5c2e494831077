"""Functions that make one value of many: sums, means, all and any."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, Overflow
from functools import reduce
from typing import Any

from feel.builtins.registry import Registry
from feel.scopes import World
from feel.values import NUMBERS, too_large

TOTALS = Registry()


def _sum(items: list[Decimal]) -> Decimal:
    try:
        return reduce(NUMBERS.add, items, Decimal(0))
    except Overflow:
        raise too_large() from None


@TOTALS.over_list("sum", "number")
def total(_world: World, items: list[Decimal]) -> Decimal | None:
    """Return the sum, null for an empty list."""
    return _sum(items) if items else None


@TOTALS.over_list("mean", "number")
def mean(_world: World, items: list[Decimal]) -> Decimal | None:
    """Return the mean, null for an empty list."""
    return NUMBERS.divide(_sum(items), Decimal(len(items))) if items else None


@TOTALS.over_list("product", "number")
def product(_world: World, items: list[Decimal]) -> Decimal | None:
    """Return the product, null for an empty list."""
    try:
        return reduce(NUMBERS.multiply, items) if items else None
    except Overflow:
        raise too_large() from None


@TOTALS.over_list("median", "number")
def median(_world: World, items: list[Decimal]) -> Decimal | None:
    """Return the middle value, the mean of the two in the middle when they are even in number."""
    if not items:
        return None
    ordered = sorted(items)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return NUMBERS.divide(NUMBERS.add(ordered[middle - 1], ordered[middle]), Decimal(2))


@TOTALS.over_list("stddev", "number")
def stddev(_world: World, items: list[Decimal]) -> Decimal | None:
    """Return the standard deviation of a sample, null for fewer than two values."""
    if len(items) < 2:  # noqa: PLR2004 - a sample of one has no deviation
        return None
    middle = NUMBERS.divide(_sum(items), Decimal(len(items)))
    try:
        squares = [NUMBERS.power(NUMBERS.subtract(item, middle), 2) for item in items]
    except Overflow:
        raise too_large() from None
    return NUMBERS.sqrt(NUMBERS.divide(_sum(squares), Decimal(len(items) - 1)))


@TOTALS.over_list("mode", "number")
def mode(_world: World, items: list[Decimal]) -> list[Decimal]:
    """Return the values that occur most often, in order."""
    counted = Counter(items)
    most = max(counted.values(), default=0)
    return sorted(value for value, times in counted.items() if times == most)


@TOTALS.over_list("all", "any")
def all_true(_world: World, items: list[Any]) -> bool | None:
    """Return whether all are true, null when that is unknown."""
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


@TOTALS.over_list("any", "any")
def any_true(_world: World, items: list[Any]) -> bool | None:
    """Return whether one is true, null when that is unknown."""
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None
