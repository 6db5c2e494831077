"""Writes an event log as XES (IEEE 1849), trace by trace, so that a log of any length needs the memory of one event."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from typing import Any, Final

from lxml import etree

Value = str | int | datetime
_ADDRESS: Final = "http://www.xes-standard.org/"
_XES: Final = f"{{{_ADDRESS}}}"
_NAMESPACE: Final[Any] = {None: _ADDRESS}  # the stubs know no default namespace
_VERSION: Final = {"xes.version": "2.0", "xes.features": ""}
_EXTENSIONS: Final = {
    "Concept": ("concept", "concept.xesext"),
    "Lifecycle": ("lifecycle", "lifecycle.xesext"),
    "Organizational": ("org", "org.xesext"),
    "Time": ("time", "time.xesext"),
}
# What every trace and every event has.
_NAME, _STAMP, _STATE = "concept:name", "time:timestamp", "lifecycle:transition"
_EMPTY: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_GLOBALS: Final[Mapping[str, Mapping[str, Value]]] = {
    "trace": {_NAME: ""},
    "event": {_NAME: "", _STAMP: _EMPTY, _STATE: "complete", "rals:element": ""},
}
_CLASSIFIERS: Final = {"Steg": _NAME, "Element": "rals:element"}
_NOT_ALLOWED: Final = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
# So much is gathered before it is handed on.
_PIECE: Final = 65_536


@dataclass(frozen=True)
class LogEvent:
    """An event with its attributes; `trace` names the case it belongs to, `of_trace` are that case's. None is left out."""

    trace: str
    of_trace: Mapping[str, Value | None]
    attributes: Mapping[str, Value | None]


class _Gathered:
    """What the writer has written and nobody has taken."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> None:
        self._parts.append(data)
        self.size += len(data)

    def take(self) -> bytes:
        whole = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return whole


def written(name: str, events: Iterable[LogEvent]) -> Iterator[bytes]:
    """Yield the log in pieces of UTF-8; the events of a trace must follow each other."""
    out = _Gathered()
    with etree.xmlfile(out, encoding="UTF-8", buffered=False) as file:
        file.write_declaration()
        with file.element(f"{_XES}log", _VERSION, nsmap=_NAMESPACE):
            _head(file, name)
            for _, some in groupby(events, key=lambda one: one.trace):
                yield from _trace(file, some, out)
    yield out.take()


def _head(file: Any, name: str) -> None:
    for called, (prefix, document) in _EXTENSIONS.items():
        said = {"name": called, "prefix": prefix, "uri": f"{_ADDRESS}{document}"}
        _write(file, "extension", said)
    for scope, values in _GLOBALS.items():
        with file.element(f"{_XES}global", {"scope": scope}):
            _attributes(file, values)
    for called, keys in _CLASSIFIERS.items():
        _write(file, "classifier", {"name": called, "keys": keys})
    _attributes(file, {_NAME: name, "lifecycle:model": "standard"})


def _trace(file: Any, events: Iterator[LogEvent], out: _Gathered) -> Iterator[bytes]:
    first = next(events)
    with file.element(f"{_XES}trace"):
        _attributes(file, first.of_trace)
        for one in chain((first,), events):
            with file.element(f"{_XES}event"):
                _attributes(file, {**one.attributes, _STATE: "complete"})
            if out.size > _PIECE:
                yield out.take()


def _attributes(file: Any, values: Mapping[str, Value | None]) -> None:
    for key, value in values.items():
        if isinstance(value, datetime):
            _write(file, "date", {"key": key, "value": value.isoformat(timespec="milliseconds")})
        elif value is not None:
            kind = "int" if isinstance(value, int) else "string"
            _write(file, kind, {"key": key, "value": str(value).translate(_NOT_ALLOWED)})


def _write(file: Any, tag: str, attributes: Mapping[str, str]) -> None:
    with file.element(f"{_XES}{tag}", attributes):
        pass
