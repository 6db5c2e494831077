"""Realised benefits added up: by area and the units in it, and by assignment owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from engine.governance.benefits import counted


@dataclass(frozen=True)
class PartRow:
    """A unit's part in a goal: its last value (None: not measured), whether that is at its target, and how far it has come."""

    unit_id: UUID
    last: Decimal | None
    reached: bool
    realised: int | None


@dataclass(frozen=True)
class Group:
    """Goals, or parts of goals, taken together. `realised`: the mean in per cent, each between none and all of its promise.

    `within` has the units of an area.
    """

    id: UUID | None
    name: str
    goals: int
    reached: int
    measured: int
    realised: int
    within: tuple["Group", ...] = ()


class Counted(Protocol):
    """What a group is made of."""

    @property
    def realised(self) -> int | None:
        """How far it has come, in per cent."""


class Promised(Counted, Protocol):
    """A goal with its owners and parts."""

    @property
    def state(self) -> str:
        """Where it stands."""

    @property
    def total(self) -> Any:
        """What it has come to, if it has been measured."""

    @property
    def owners(self) -> tuple[str, ...]:
        """Who answers for it."""

    @property
    def parts(self) -> tuple[PartRow, ...]:
        """The parts of the units."""


def grouped(rows: Sequence[Promised], name: str = "") -> Group:
    """Return goals taken together. What has been reached counts in full, also where there was no way to go."""
    gone = [100 if row.state == "reached" else counted(row.realised) for row in rows]
    reached = sum(row.state == "reached" for row in rows)
    measured = sum(row.total is not None for row in rows)
    return Group(None, name, len(rows), reached, measured, round(sum(gone) / len(gone)))


def by_owner(rows: Sequence[Promised]) -> tuple[Group, ...]:
    """Return the goals of each owner; what nobody answers for stands last, under no name."""
    found: dict[str, list[Promised]] = {}
    for row in rows:
        for owner in row.owners or ("",):
            found.setdefault(owner, []).append(row)
    return tuple(grouped(found[name], name) for name in sorted(found, key=lambda name: (not name, name)))


def by_unit(rows: Sequence[Promised], units: Mapping[UUID, Any]) -> tuple[Group, ...]:
    """Return the parts of each area, with those of each unit in it, by code."""
    parts: dict[UUID, list[PartRow]] = {}
    for row in rows:
        for part in row.parts:
            parts.setdefault(part.unit_id, []).append(part)
    areas: dict[tuple[str, UUID | None, str], list[Any]] = {}
    for unit in sorted((units[one] for one in parts if one in units), key=lambda one: one.code):
        areas.setdefault((unit.area_code or "", unit.area_id, unit.area or ""), []).append(unit)
    return tuple(
        _taken(
            key, name, [part for one in some for part in parts[one.id]], [_unit(one, parts) for one in some]
        )
        for (_, key, name), some in sorted(areas.items(), key=lambda pair: pair[0][0])
    )


def _unit(unit: Any, parts: Mapping[UUID, list[PartRow]]) -> Group:
    return _taken(unit.id, unit.name, parts[unit.id], [])


def _taken(key: UUID | None, name: str, parts: Sequence[PartRow], within: Sequence[Group]) -> Group:
    gone = [100 if part.reached else counted(part.realised) for part in parts]
    reached, measured = sum(part.reached for part in parts), sum(part.last is not None for part in parts)
    return Group(key, name, len(parts), reached, measured, round(sum(gone) / len(gone)), tuple(within))
