"""`+ - * / **` over numbers, strings, dates and durations; null where the standard gives null."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from feel.errors import Trouble
from feel.limits import POWER_STEPS, Budget, check_text, weight
from feel.moments import add, instant
from feel.values import NUMBERS, Months, kind, too_large

_Operation = Callable[[Any, Any], Any]
_POWERS = ("**", "^")
_MICRO = dt.timedelta(microseconds=1)


def calculate(operator: str, left: Any, right: Any, budget: Budget) -> Any:
    """Return `left operator right`, null when the types do not go together."""
    found = _calculate(operator, left, right)
    budget.spend(POWER_STEPS if operator in _POWERS else weight(found))
    return found


def _calculate(operator: str, left: Any, right: Any) -> Any:
    operation = _TABLES[operator].get((kind(left), kind(right)))
    if operation is None:
        return None
    try:
        return operation(left, right)
    except (DivisionByZero, InvalidOperation):
        return None
    except Overflow:
        raise too_large() from None
    except OverflowError:
        raise Trouble("varaktigheten är för lång.", "the duration is too long.") from None


def negate(value: Any) -> Any:
    """Return minus a number or a duration, null for anything else."""
    if isinstance(value, Decimal):
        return NUMBERS.minus(value)
    if isinstance(value, dt.timedelta):
        return _calculate("-", dt.timedelta(), value)
    return Months(-value.count) if isinstance(value, Months) else None


def _concat(left: str, right: str) -> str:
    check_text(len(left) + len(right))
    return left + right


def _power(base: Decimal, exponent: Decimal) -> Decimal | None:
    if not exponent:
        return Decimal(1)  # also of zero
    return NUMBERS.power(base, exponent) if base or exponent > 0 else None


def _take(moment: dt.date, duration: Any) -> dt.date:
    return add(moment, negate(duration))


def _between(later: dt.date, earlier: dt.date) -> dt.timedelta | None:
    first, second = _as_moment(later, earlier), _as_moment(earlier, later)
    if (first.tzinfo is None) != (second.tzinfo is None):
        return None
    return instant(first) - instant(second)


def _as_moment(value: dt.date, other: dt.date) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value
    # A date is midnight UTC beside a date and time with a zone, as the standard has it.
    zoned = isinstance(other, dt.datetime) and other.tzinfo is not None
    return dt.datetime.combine(value, dt.time(tzinfo=dt.UTC if zoned else None))


def _between_times(later: dt.time, earlier: dt.time) -> dt.timedelta | None:
    if (later.tzinfo is None) != (earlier.tzinfo is None):
        return None
    return instant(later) - instant(earlier)


def _shift_time(moment: dt.time, duration: dt.timedelta) -> dt.time:
    day = dt.datetime.combine(dt.date(2000, 1, 1), moment.replace(tzinfo=None))
    return (day + duration % dt.timedelta(days=1)).time().replace(tzinfo=moment.tzinfo)


def _scale_days(duration: dt.timedelta, factor: Decimal) -> dt.timedelta:
    return dt.timedelta(microseconds=int(NUMBERS.multiply(Decimal(duration // _MICRO), factor)))


def _scale_months(duration: Months, factor: Decimal) -> Months:
    count = NUMBERS.multiply(Decimal(duration.count), factor)
    if abs(count) > 12 * 999_999_999:
        raise OverflowError
    return Months(int(count))


def _inverse(factor: Decimal) -> Decimal:
    return NUMBERS.divide(Decimal(1), factor)


_ADD: dict[tuple[str, str], _Operation] = {
    ("number", "number"): NUMBERS.add,
    ("string", "string"): _concat,
    ("time", "days"): _shift_time,
    ("days", "time"): lambda duration, moment: _shift_time(moment, duration),
    ("days", "days"): lambda left, right: left + right,
    ("months", "months"): lambda left, right: _scale_months(Months(left.count + right.count), Decimal(1)),
    **{(day, length): add for day in ("date", "date time") for length in ("days", "months")},
    **{
        (length, day): lambda duration, moment: add(moment, duration)
        for day in ("date", "date time")
        for length in ("days", "months")
    },
}
_SUBTRACT: dict[tuple[str, str], _Operation] = {
    ("number", "number"): NUMBERS.subtract,
    ("time", "days"): lambda moment, duration: _shift_time(moment, negate(duration)),
    ("time", "time"): _between_times,
    ("days", "days"): lambda left, right: left - right,
    ("months", "months"): lambda left, right: _scale_months(Months(left.count - right.count), Decimal(1)),
    **{(day, length): _take for day in ("date", "date time") for length in ("days", "months")},
    **{(one, other): _between for one in ("date", "date time") for other in ("date", "date time")},
}
_MULTIPLY: dict[tuple[str, str], _Operation] = {
    ("number", "number"): NUMBERS.multiply,
    ("days", "number"): _scale_days,
    ("number", "days"): lambda factor, duration: _scale_days(duration, factor),
    ("months", "number"): _scale_months,
    ("number", "months"): lambda factor, duration: _scale_months(duration, factor),
}
_DIVIDE: dict[tuple[str, str], _Operation] = {
    ("number", "number"): NUMBERS.divide,
    ("days", "number"): lambda duration, factor: _scale_days(duration, _inverse(factor)),
    ("months", "number"): lambda duration, factor: _scale_months(duration, _inverse(factor)),
    ("days", "days"): lambda left, right: NUMBERS.divide(Decimal(left // _MICRO), Decimal(right // _MICRO)),
    ("months", "months"): lambda left, right: NUMBERS.divide(Decimal(left.count), Decimal(right.count)),
}
_TABLES: dict[str, dict[tuple[str, str], _Operation]] = {
    "+": _ADD,
    "-": _SUBTRACT,
    "*": _MULTIPLY,
    "/": _DIVIDE,
    "**": {("number", "number"): _power},
    "^": {("number", "number"): _power},
}
