"""What a file would change in a register: new, changed, ended and unchanged rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from engine.errors import FieldError
from engine.governance.register_rows import Given, Register, at_line

Key = tuple[Any, ...]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Changed:
    """A row that is there, and what becomes of each field that changes: (old, new)."""

    key: Key
    fields: dict[str, tuple[Any, Any]]


@dataclass
class Plan:
    """What is to be done. `ended` are changes too, of rows that the file does not have."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    ended: list[Changed] = field(default_factory=list)
    unchanged: int = 0


def plan(register: Register, current: Mapping[Key, Row], given: Iterable[Given], today: date | None) -> Plan:
    """Hold the file against the register; `today` ends what the file does not have, None leaves it alone."""
    made, seen = Plan(), set()
    for row in given:
        key = key_of(register, row.values)
        seen.add(key)
        there = current.get(key)
        if there is None:
            made.new.append(row.values)
            continue
        fields = {name: (there[name], new) for name, new in row.values.items() if there[name] != new}
        if fields:
            made.changed.append(Changed(key, fields))
        else:
            made.unchanged += 1
    if today is not None:
        made.ended = [
            end
            for key, row in current.items()
            if key not in seen
            for end in _ended(register, key, row, today)
        ]
    return made


def key_of(register: Register, values: Row) -> Key:
    """Return what names a row."""
    return tuple(values[name] for name in register.key)


def twice(given: Iterable[Given], names: Sequence[str]) -> list[FieldError]:
    """Return the lines that repeat what an earlier line has in these columns together."""
    faults: list[FieldError] = []
    lines: dict[Key, int] = {}
    for row in given:
        key = tuple(row.values.get(name) for name in names)
        if None in key:
            continue
        first = lines.setdefault(key, row.line)
        if first != row.line:
            what = "/".join(str(one) for one in key)
            faults.append(
                at_line(row.line, f"{what} står redan på rad {first}", f"{what} is on line {first} already")
            )
    return faults


def in_circles(current: Mapping[Key, Row], given: Sequence[Given]) -> list[FieldError]:
    """Return the lines whose unit would lie under itself."""
    parents = {key[0]: row["parent"] for key, row in current.items()}
    parents |= {row.values["code"]: row.values["parent"] for row in given if "parent" in row.values}
    faults, fine = [], set()
    for row in given:
        way, at = [], row.values["code"]
        while at is not None and at not in fine and at not in way:
            way.append(at)
            at = parents.get(at)
        if at is not None and at not in fine:
            circle = " - ".join((*way[way.index(at) :], at))
            faults.append(
                at_line(
                    row.line, f"enheterna ligger i en ring: {circle}", f"the units are in a circle: {circle}"
                )
            )
            return faults
        fine.update(way)
    return faults


def _ended(register: Register, key: Key, row: Row, today: date) -> list[Changed]:
    old = row[register.ends]
    if isinstance(old, bool):
        return [Changed(key, {register.ends: (True, False)})] if old else []
    yesterday = today - timedelta(days=1)
    return [] if old is not None and old < today else [Changed(key, {register.ends: (old, yesterday)})]
