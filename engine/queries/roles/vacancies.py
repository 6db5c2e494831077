"""Vacant seats: since when, where their tasks go meanwhile, and who shall appoint."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.governance.profile import Role
from engine.governance.routing import ORGANISATION_KINDS, above
from engine.queries import cursors, names
from engine.queries.rows import Page
from engine.store import units
from engine.store.vacant import VACANT, asked
from forms.text import Text

_LIST = text(f"""{VACANT}
SELECT * FROM vacant v
 WHERE cast(:at AS bigint) IS NULL OR (v.at, v.scope_name, v.scope_id) > (:at, :name, cast(:id AS uuid))
 ORDER BY v.at, v.scope_name, v.scope_id LIMIT :limit
""")  # noqa: S608  constants
_COUNT = text(f"{VACANT} SELECT role, count(*) AS vacant FROM vacant GROUP BY role")  # noqa: S608  constants
_HOLDERS = text("""
SELECT s.role, s.scope_id, coalesce(u.name, n.name, c.number, o.name) AS scope_name,
       json_agg(json_build_array(p.id, p.name) ORDER BY p.name, p.id) AS people
  FROM unnest(CAST(:roles AS text[]), CAST(:scopes AS uuid[])) AS w (role, scope)
  JOIN seat s ON s.organisation_id = :organisation AND s.role = w.role AND s.scope_id = w.scope
  JOIN organisation o ON o.id = s.organisation_id
  JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :day AND coalesce(a.valid_to, :day) >= :day
  JOIN person p ON p.id = a.person_id AND p.active
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN "case" c ON c.id = s.scope_id
 GROUP BY s.role, s.scope_id, u.name, n.name, c.number, o.name
""")
# A role and the id of what it is held for.
Spot = tuple[str, UUID]


@dataclass(frozen=True)
class Person:
    """Somebody, by id and name."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Seated:
    """A role with those who hold it in the nearest place; nobody where none is held."""

    role: str
    role_name: Text
    scope_name: str | None
    people: tuple[Person, ...]


@dataclass(frozen=True)
class VacancyRow:
    """A seat that nobody holds. `since` is None when nobody has held it; its tasks go to `goes_to` meanwhile."""

    role: str
    role_name: Text
    scope_kind: str
    scope_id: UUID
    scope_name: str
    since: date | None
    open_tasks: int
    goes_to: Seated | None
    appointers: tuple[Seated, ...]


@dataclass(frozen=True)
class Vacancies:
    """Vacant seats in the order of the profile, all or those of one role. Cases that are secret are left out."""

    role: str | None = None
    limit: int = 50
    cursor: str | None = None

    def run(self, view: View) -> Page:
        """Return a page of VacancyRow."""
        require(view.actor, Permission.REGISTER_READ)
        at, name, last = cursors.read(self.cursor, 3) or (None, None, None)
        after = {"at": at, "name": name, "id": last, "limit": self.limit + 1}
        rows = view.connection.execute(_LIST, {**_asked(view, self.role), **after}).all()
        shown = rows[: self.limit]
        end = shown[-1] if len(rows) > self.limit else None
        following = cursors.write([end.at, end.scope_name, end.scope_id]) if end else None
        return Page(tuple(_filled(view, shown)), following)


def count(view: View) -> Mapping[str, int]:
    """Return how many seats of each role are vacant; roles with none are left out."""
    return {row.role: row.vacant for row in view.connection.execute(_COUNT, _asked(view))}


def _asked(view: View, role: str | None = None) -> dict[str, Any]:
    chosen = None if role is None else filter(None, [view.profile.roles.get(role)])
    return asked(view.profile, view.organisation_id, clock.day(view.now), chosen)


def _filled(view: View, rows: Iterable[Row[Any]]) -> Iterator[VacancyRow]:
    """Yield the rows with those above and those who appoint."""
    found = list(rows)
    parents = units.parents(view.connection, view.organisation_id) if found else {}
    ways = [(_climb(view, row, parents), _appointers(view, row, parents)) for row in found]
    held = _holders(view, {spot for climb, appoint in ways for way in (climb, *appoint) for spot in way})
    for row, (climb, appoint) in zip(found, ways, strict=True):
        yield VacancyRow(
            row.role,
            names.role(view, row.role),
            row.scope_kind,
            row.scope_id,
            row.scope_name,
            row.since,
            row.open_tasks,
            next((held[spot] for spot in climb if spot in held), None),
            tuple(_nearest(view, way, held) for way in appoint),
        )


def _climb(view: View, row: Row[Any], parents: Mapping[UUID, UUID | None]) -> list[Spot]:
    """Return where the tasks of a vacant seat can go, the nearest first."""
    profile, role, at = view.profile, view.profile.roles[row.role], (row.scope_kind, row.scope_id)
    way: list[Spot] = [(role.key, row.scope_id)]
    while (step := above(profile, role, at, parents, view.organisation_id)) is not None:
        role, at = step
        if (role.key, at[1]) in way:
            break
        way.append((role.key, at[1]))
    return way[1:]


def _appointers(view: View, row: Row[Any], parents: Mapping[UUID, UUID | None]) -> list[list[Spot]]:
    """Return for each role that appoints the places where it can be held, the nearest first."""
    profile = view.profile
    keys = [key for one in profile.roles[row.role].appointed_by for key in one.roles]
    return [_places(view, profile.roles[key], row.scope_id, parents) for key in keys if key in profile.roles]


def _places(view: View, role: Role, scope: UUID, parents: Mapping[UUID, UUID | None]) -> list[Spot]:
    if role.scope in ORGANISATION_KINDS:
        return [(role.key, view.organisation_id)]
    way: list[Spot] = []
    at: UUID | None = scope
    while at is not None and (role.key, at) not in way:
        way.append((role.key, at))
        at = parents.get(at)
    return way


def _nearest(view: View, way: list[Spot], held: Mapping[Spot, Seated]) -> Seated:
    role = way[0][0]
    empty = Seated(role, names.role(view, role), None, ())
    return next((held[spot] for spot in way if spot in held), empty)


def _holders(view: View, spots: Iterable[Spot]) -> dict[Spot, Seated]:
    listed = sorted(spots)
    values = {
        "organisation": view.organisation_id,
        "day": clock.day(view.now),
        "roles": [role for role, _ in listed],
        "scopes": [scope for _, scope in listed],
    }
    rows = view.connection.execute(_HOLDERS, values) if listed else ()
    return {
        (row.role, row.scope_id): Seated(
            row.role,
            names.role(view, row.role),
            row.scope_name,
            tuple(Person(UUID(key), name) for key, name in row.people),
        )
        for row in rows
    }
