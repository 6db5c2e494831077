"""Equality and order. Values of different types are not comparable: the answer is null."""

from __future__ import annotations

import datetime as dt
from typing import Any

from feel.limits import Budget, check_depth
from feel.moments import instant
from feel.values import Months, Range, kind

ORDERED = frozenset({"number", "string", "date", "time", "date time", "days", "months"})


def equals(left: Any, right: Any, budget: Budget, depth: int = 0) -> bool | None:
    """Return whether two values are equal, None when they cannot be compared.

    null equals only null. A list of one element equals that element, as in feelin.
    """
    if left is None or right is None:
        return left is right
    left, right = _single(left), _single(right)
    sort = kind(left)
    if sort != kind(right):
        return None
    if sort in ("list", "context", "range"):
        check_depth(depth)
        return _equal_parts(left, right, budget, depth + 1)
    if sort in ("time", "date time"):
        return (left.tzinfo is None) == (right.tzinfo is None) and instant(left) == instant(right)
    return bool(left == right)


def _single(value: Any) -> Any:
    if type(value) is list and len(value) <= 1:
        return value[0] if value else None
    return value


def _equal_parts(left: Any, right: Any, budget: Budget, depth: int) -> bool:
    if type(left) is Range:
        ends = (left.start_included, left.end_included) == (right.start_included, right.end_included)
        left, right = [ends, left.start, left.end], [True, right.start, right.end]
    if len(left) != len(right):
        return False
    budget.spend(len(left))
    if type(left) is dict:
        return all(key in right and equals(left[key], right[key], budget, depth) for key in left)
    return all(equals(one, other, budget, depth) for one, other in zip(left, right, strict=True))


def order(left: Any, right: Any) -> int | None:
    """Return -1, 0 or 1 for before, equal and after, None when the two have no order."""
    sort = kind(left)
    if sort not in ORDERED or sort != kind(right):
        return None
    if isinstance(left, dt.datetime | dt.time):
        if (left.tzinfo is None) != (right.tzinfo is None):
            return None
        left, right = instant(left), instant(right)
    if isinstance(left, Months):
        left, right = left.count, right.count
    return int(left > right) - int(left < right)


_ACCEPTED = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


def compare(operator: str, left: Any, right: Any, budget: Budget) -> bool | None:
    """Return the answer of `left operator right`, None when it is unknown."""
    if operator in _ACCEPTED:
        found = order(left, right)
        return None if found is None else found in _ACCEPTED[operator]
    same = equals(left, right, budget)
    return same if operator == "=" or same is None else not same


def both(left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001 - three-valued logic
    """Return the three-valued `and`."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def includes(span: Range, value: Any) -> bool | None:
    """Return whether a value (or a whole range) lies in the range, None when it is unknown."""
    if type(value) is Range:
        return _includes_range(span, value)
    lower, upper = order(value, span.start), order(value, span.end)
    after = None if lower is None else lower > 0 or (lower == 0 and span.start_included)
    before = None if upper is None else upper < 0 or (upper == 0 and span.end_included)
    return both(after, before)


def _includes_range(span: Range, inner: Range) -> bool | None:
    lower, upper = order(inner.start, span.start), order(inner.end, span.end)
    if lower is None or upper is None:
        return None
    after = lower > 0 or (lower == 0 and (span.start_included or not inner.start_included))
    before = upper < 0 or (upper == 0 and (span.end_included or not inner.end_included))
    return after and before


def identity(value: Any, budget: Budget, depth: int = 0) -> Any:
    """Return something hashable that is the same for exactly the values that are the same."""
    budget.spend(1)
    sort = kind(value)
    if sort == "list":
        check_depth(depth)
        return (sort, *(identity(item, budget, depth + 1) for item in value))
    if sort == "context":
        check_depth(depth)
        return (sort, frozenset((key, identity(item, budget, depth + 1)) for key, item in value.items()))
    if sort == "range":
        ends = [value.start, value.end, value.start_included, value.end_included]
        return (sort, *(identity(end, budget, depth + 1) for end in ends))
    if sort in ("time", "date time"):
        return (sort, instant(value))
    return (sort, value)
