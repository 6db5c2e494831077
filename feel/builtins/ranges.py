"""Functions over ranges, and over points and ranges."""

from __future__ import annotations

from typing import Any

from feel.builtins.registry import Registry
from feel.comparing import includes, order
from feel.values import Range

RANGES = Registry()


def _before(left: Any, right: Any) -> bool | None:
    end, end_in = (left.end, left.end_included) if type(left) is Range else (left, True)
    start, start_in = (right.start, right.start_included) if type(right) is Range else (right, True)
    found = order(end, start)
    return None if found is None else found < 0 or (found == 0 and not (end_in and start_in))


@RANGES.plain("before", "a: any", "b: any")
def before(left: Any, right: Any) -> bool | None:
    """Return whether all of `a` lies before `b`."""
    return _before(left, right)


@RANGES.plain("after", "a: any", "b: any")
def after(left: Any, right: Any) -> bool | None:
    """Return whether all of `a` lies after `b`."""
    return _before(right, left)


@RANGES.plain("meets", "range1: range", "range2: range")
def meets(left: Range, right: Range) -> bool:
    """Return whether the first range ends exactly where the second begins."""
    return bool(left.end_included and right.start_included) and order(left.end, right.start) == 0


@RANGES.plain("met by", "range1: range", "range2: range")
def met_by(left: Range, right: Range) -> bool:
    """Return whether the second range ends exactly where the first begins."""
    return meets(right, left)


@RANGES.plain("overlaps", "range1: range", "range2: range")
def overlaps(left: Range, right: Range) -> bool | None:
    """Return whether the ranges have something in common."""
    apart = (_before(left, right), _before(right, left))
    return None if None in apart else not any(apart)


@RANGES.plain("includes", "range: range", "value: any")
def includes_value(span: Range, value: Any) -> bool | None:
    """Return whether a value or a range lies in the range."""
    return includes(span, value)
