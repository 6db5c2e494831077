"""FEEL values as JSON and back, exactly: decimals, dates, durations and ranges keep their kind.

What JSON has no word for is an object with the single key "§"; a mapping of ours that has that key itself is
written as a list of pairs, so that no key is reserved (SpiffWorkflow reserves `typename`).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import feel

_MARK: Final = "§"

_WRITE: Final[Mapping[type, tuple[str, Callable[[Any], Any]]]] = {
    Decimal: ("decimal", str),
    datetime: ("instant", lambda value: [value.isoformat(), _zone(value)]),
    date: ("date", date.isoformat),
    time: ("time", lambda value: [value.isoformat(), _zone(value)]),
    timedelta: ("duration", lambda value: [value.days, value.seconds, value.microseconds]),
    feel.Months: ("months", lambda value: value.count),
    UUID: ("uuid", str),
}
_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "decimal": Decimal,
    "instant": lambda parts: _in_zone(datetime.fromisoformat(parts[0]), parts[1]),
    "date": date.fromisoformat,
    "time": lambda parts: _in_zone(time.fromisoformat(parts[0]), parts[1]),
    "duration": lambda parts: timedelta(*parts),
    "months": feel.Months,
    "uuid": UUID,
    "pairs": lambda pairs: {name: read(value) for name, value in pairs},
    "range": lambda parts: feel.Range(*(read(part) for part in parts)),
}


def write(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if value is None or isinstance(value, bool | str | int | float):
        return value
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [write(item) for item in value]
    if isinstance(value, feel.Range):
        return {_MARK: ["range", [write(part) for part in _parts(value)]]}
    kind, convert = _WRITE[type(value)]
    return {_MARK: [kind, convert(value)]}


def read(value: Any) -> Any:
    """Return what `write` was given."""
    if isinstance(value, list):
        return [read(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _MARK in value:
        kind, content = value[_MARK]
        return _READ[kind](content)
    return {name: read(item) for name, item in value.items()}


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    if _MARK in value:
        return {_MARK: ["pairs", [[str(name), write(item)] for name, item in value.items()]]}
    return {str(name): write(item) for name, item in value.items()}


def _zone(value: datetime | time) -> str | None:
    """Return the name of a time zone; an offset stands in the text itself."""
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _in_zone(value: Any, zone: str | None) -> Any:
    return value if zone is None else value.replace(tzinfo=ZoneInfo(zone))


def _parts(value: feel.Range) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in value.__dataclass_fields__)
