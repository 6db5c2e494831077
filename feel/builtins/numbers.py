"""Functions over numbers."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from feel.builtins.registry import Registry
from feel.limits import POWER_STEPS
from feel.scopes import World
from feel.values import NUMBERS, Months, too_large

NUMERIC = Registry()
_MOST_SCALE = 6144


def _round(number: Decimal, scale: Decimal | None, rounding: str) -> Decimal | None:
    """Return the number with `scale` decimals (negative: tens, hundreds …)."""
    places = 0 if scale is None else int(scale)
    if abs(places) > _MOST_SCALE:
        return None
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return number  # it has no more decimals than that
    # With the precision of the number itself: quantize refuses more digits than the context has.
    wide = decimal.Context(prec=2 * _MOST_SCALE, rounding=rounding)
    return NUMBERS.plus(number.quantize(Decimal(1).scaleb(-places, wide), context=wide))


def _rounder(rounding: str) -> Callable[[Decimal, Decimal | None], Decimal | None]:
    return lambda number, scale: _round(number, scale, rounding)


for _name, _rounding in {
    "decimal": decimal.ROUND_HALF_EVEN,
    "round up": decimal.ROUND_UP,
    "round down": decimal.ROUND_DOWN,
    "round half up": decimal.ROUND_HALF_UP,
    "round half down": decimal.ROUND_HALF_DOWN,
}.items():
    NUMERIC.plain(_name, "n: number", "scale: number")(_rounder(_rounding))
for _name, _rounding in {"floor": decimal.ROUND_FLOOR, "ceiling": decimal.ROUND_CEILING}.items():
    NUMERIC.plain(_name, "n: number", "scale: number?")(_rounder(_rounding))


@NUMERIC.plain("abs", "n: any")
def absolute(value: Any) -> Any:
    """Return a number or a duration without its sign."""
    if isinstance(value, Months):
        return Months(abs(value.count))
    return abs(value) if isinstance(value, Decimal | dt.timedelta) else None


@NUMERIC.plain("modulo", "dividend: number", "divisor: number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """Return what is left after a whole division, with the sign of the divisor."""
    if not divisor:
        return None
    try:
        rest = NUMBERS.remainder(dividend, divisor)
    except decimal.InvalidOperation:
        return None  # the quotient has more digits than a number can hold
    return NUMBERS.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@NUMERIC.plain("sqrt", "number: number")
def sqrt(number: Decimal) -> Decimal | None:
    """Return the square root, null for a negative number."""
    return None if number < 0 else NUMBERS.sqrt(number)


@NUMERIC.add("log", "number: number")
def log(world: World, number: Decimal) -> Decimal | None:
    """Return the natural logarithm, null for what has none."""
    world.budget.spend(POWER_STEPS)
    return None if number <= 0 else NUMBERS.ln(number)


@NUMERIC.add("exp", "number: number")
def exp(world: World, number: Decimal) -> Decimal:
    """Return e raised to the number."""
    world.budget.spend(POWER_STEPS)
    try:
        return NUMBERS.exp(number)
    except decimal.Overflow:
        raise too_large() from None


@NUMERIC.plain("odd", "number: number")
def odd(number: Decimal) -> bool:
    """Return whether a number is odd."""
    return _halves(number) == 1


@NUMERIC.plain("even", "number: number")
def even(number: Decimal) -> bool:
    """Return whether a number is even."""
    return _halves(number) == 0


def _halves(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return Decimal(0)  # a multiple of ten
    return abs(NUMBERS.remainder(number, Decimal(2)))
