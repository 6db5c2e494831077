"""The values of FEEL and the gate through which Python values come in."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from types import NoneType
from typing import Any

from feel.errors import Trouble
from feel.limits import MAX_INTEGER_BITS, MAX_RESULT, Budget, check_depth, check_items, check_text

# IEEE 754 decimal128, which is what the standard prescribes for numbers.
NUMBERS = Context(prec=34, Emin=-6143, Emax=6144, traps=[InvalidOperation, DivisionByZero, Overflow])


@dataclass(frozen=True, slots=True)
class Months:
    """A years and months duration; `count` is the number of months, negative for backwards."""

    count: int


Duration = dt.timedelta | Months


@dataclass(frozen=True, slots=True)
class Range:
    """The values from `start` to `end`; the two flags say whether the ends belong to it."""

    start: Any
    end: Any
    start_included: bool = True
    end_included: bool = True


@dataclass(frozen=True, slots=True)
class Function:
    """`function(a, b) …` as given to `sort`; it lives only while its call is evaluated."""

    arity: int
    call: Callable[..., Any]


KINDS: dict[type, str] = {
    NoneType: "nil",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    dt.date: "date",
    dt.datetime: "date time",
    dt.time: "time",
    dt.timedelta: "days",
    Months: "months",
    list: "list",
    dict: "context",
    Range: "range",
    Function: "function",
}


def kind(value: Any) -> str:
    """Return the FEEL type of an admitted value, e.g. "number" or "date time"."""
    return KINDS[type(value)]


def rounded(number: Decimal) -> Decimal:
    """Return the number within the precision and size that FEEL has; Trouble when too large."""
    try:
        return NUMBERS.plus(number)
    except Overflow:
        raise too_large() from None


def too_large() -> Trouble:
    """Return the trouble of a number outside what decimal128 holds."""
    return Trouble("talet är för stort.", "the number is too large.")


def admit(value: Any, budget: Budget, depth: int = 0) -> Any:
    """Return the FEEL value of a Python value; Trouble for anything that is not one.

    Lists and mappings are copied, so nothing in the answer is shared with the caller's data.
    """
    gate = _GATES.get(type(value))
    if gate is not None:
        return gate(value)
    if type(value) in KINDS and not isinstance(value, (list, dict, Function, Range)):
        return value
    check_depth(depth)
    return _admit_many(value, budget, depth + 1)


def _admit_many(value: Any, budget: Budget, depth: int) -> Any:
    if isinstance(value, (list, tuple)):
        check_items(len(value))
        budget.spend(len(value))
        return [admit(item, budget, depth) for item in value]
    if isinstance(value, Mapping):
        check_items(len(value))
        budget.spend(len(value))
        return {_key(key): admit(item, budget, depth) for key, item in value.items()}
    if type(value) is Range:
        start, end = admit(value.start, budget, depth), admit(value.end, budget, depth)
        return Range(start, end, bool(value.start_included), bool(value.end_included))
    name = type(value).__name__
    raise Trouble(
        f"ett värde av typen {name} kan inte användas i ett uttryck.",
        f"a value of the type {name} cannot be used in an expression.",
    )


def _key(key: Any) -> str:
    if type(key) is not str:
        raise Trouble("en nyckel i data är inte text.", "a key in the data is not a string.")
    return key


def _from_int(value: int) -> Decimal:
    if value.bit_length() > MAX_INTEGER_BITS:
        raise too_large()
    return rounded(Decimal(value))


def _from_float(value: float) -> Decimal:
    if not math.isfinite(value):
        raise Trouble("ett tal i data är inte ändligt.", "a number in the data is not finite.")
    return rounded(Decimal(repr(value)))


def _from_decimal(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise Trouble("ett tal i data är inte ändligt.", "a number in the data is not finite.")
    return rounded(value)


def _from_text(value: str) -> str:
    check_text(len(value))
    return value


_GATES: dict[type, Callable[[Any], Any]] = {
    int: _from_int,
    float: _from_float,
    Decimal: _from_decimal,
    str: _from_text,
}


def measure(value: Any) -> None:
    """Trouble when an answer is too large or too deep to hand out."""
    left = [MAX_RESULT]
    _measure(value, left, 0)


def _measure(value: Any, left: list[int], depth: int) -> None:
    if type(value) is list:
        parts = value
    elif type(value) is dict:
        parts = list(value.values())
    else:
        return
    check_depth(depth)
    left[0] -= len(parts)
    if left[0] < 0:
        raise Trouble(
            f"svaret är för stort (högst {MAX_RESULT} värden).",
            f"the answer is too large (at most {MAX_RESULT} values).",
        )
    for part in parts:
        _measure(part, left, depth + 1)
