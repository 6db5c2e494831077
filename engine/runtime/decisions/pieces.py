"""The inputs of a column, cut into pieces within which every simple test of the column gives the same answer.

The cuts are the constants of the column's cells. A piece is one constant, or what lies between two neighbours of one
kind, beyond the first or the last; strings have one more piece for all other strings. One input stands for a piece.
null is a piece only where a cell names it: what an input lacks is told of when the table runs.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, NamedTuple

import feel
from forms.text import Text

_OTHER: Final = "\u2026"  # a string that no cell names
_DAY: Final = dt.timedelta(days=1)


class Piece(NamedTuple):
    """One input that stands for many, and how to write it in a sentence."""

    value: Any
    shown: Text


def cut(texts: Iterable[str], sort: str, values: str) -> list[Piece] | None:
    """Return the pieces of a column with these cells; None when a cell does more than compare with constants.

    `sort` is the type of the input in FEEL, `values` what it may be, both "" when they are not given.
    """
    found: list[Any] = []
    for text in filter(None, (*texts, values)):
        try:
            named = feel.constants(text)
        except feel.FeelError:
            return None
        if named is None:
            return None
        found += named
    try:
        inputs = list(_inputs(found, sort))
    except TypeError:  # times with and without a zone have no order
        return None
    allowed = feel.parse_unary(values) if values else None
    return [_piece(value) for value in inputs if allowed is None or allowed.evaluate({}, input=value)]


def _inputs(named: list[Any], sort: str) -> Iterator[Any]:
    by_kind: dict[type, set[Any]] = {}
    for value in named:
        by_kind.setdefault(type(value), set()).add(value)
    if sort == "boolean":
        by_kind[bool] = set()
    for kind, values in by_kind.items():
        yield from _of_kind(kind, values)
    if not by_kind.keys() - {type(None)}:
        yield _OTHER


def _of_kind(kind: type, values: set[Any]) -> Iterator[Any]:
    if kind is bool:
        yield from (False, True)
    elif kind is str:
        yield from (*sorted(values), _OTHER)
    elif kind is type(None):
        yield None
    else:
        yield from _ordered(kind, values)


def _ordered(kind: type, values: set[Any]) -> Iterator[Any]:
    between, beyond, order = _STEPS[kind]
    points = sorted(values, key=order)
    yield from beyond(points[0], -1)
    for low, high in pairwise(points):
        yield low
        yield from between(low, high)
    yield points[-1]
    yield from beyond(points[-1], 1)


def _day_between(low: dt.date, high: dt.date) -> Iterator[dt.date]:
    if high - low > _DAY:
        yield low + _DAY


def _shifted(step: Any) -> Callable[[Any, int], Iterator[Any]]:
    def beyond(value: Any, sign: int) -> Iterator[Any]:
        try:
            yield value + step * sign
        except OverflowError:
            return  # there is nothing beyond

    return beyond


def _time_between(low: dt.time, high: dt.time) -> Iterator[dt.time]:
    ends = [dt.datetime.combine(dt.date(2000, 1, 1), end) for end in (low, high)]
    yield (ends[0] + (ends[1] - ends[0]) / 2).timetz()


def _time_beyond(value: dt.time, sign: int) -> Iterator[dt.time]:
    end = (dt.time.max if sign > 0 else dt.time.min).replace(tzinfo=value.tzinfo)
    if end != value:
        yield end


def _months_between(low: feel.Months, high: feel.Months) -> Iterator[feel.Months]:
    if high.count - low.count > 1:
        yield feel.Months(low.count + 1)


def _itself(value: Any) -> Any:
    return value


_Steps = tuple[Callable[[Any, Any], Iterator[Any]], Callable[[Any, int], Iterator[Any]], Callable[[Any], Any]]
_STEPS: Final[Mapping[type, _Steps]] = {
    Decimal: (lambda low, high: iter([(low + high) / 2]), _shifted(1), _itself),
    dt.date: (_day_between, _shifted(_DAY), _itself),
    dt.datetime: (lambda low, high: iter([low + (high - low) / 2]), _shifted(_DAY), _itself),
    dt.time: (_time_between, _time_beyond, _itself),
    dt.timedelta: (lambda low, high: iter([low + (high - low) / 2]), _shifted(_DAY), _itself),
    feel.Months: (
        _months_between,
        lambda value, sign: iter([feel.Months(value.count + sign)]),
        lambda value: value.count,
    ),
}


def _piece(value: Any) -> Piece:
    if value == _OTHER:
        return Piece(value, Text("något annat", "anything else"))
    if isinstance(value, bool) or value is None:
        return Piece(value, Text(*[{True: "true", False: "false", None: "null"}[value]] * 2))
    if isinstance(value, str):
        return Piece(value, Text(f'"{value}"', f'"{value}"'))
    shown = format(value, "f") if isinstance(value, Decimal) else feel.write_moment(value)
    return Piece(value, Text(shown, shown))
