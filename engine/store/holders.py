"""Where roles can be held in an organisation and where they are held, in two statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from engine import clock
from engine.governance.vacancies import Holding, Spot
from engine.store.members import NOW
from engine.store.seats import Place

_SPOTS = text("""
SELECT 'organisation' AS kind, id, name, '' AS node FROM organisation WHERE id = :organisation
UNION ALL
SELECT kind, id, name, '' FROM unit
 WHERE organisation_id = :organisation AND coalesce(active_from, :day) <= :day AND coalesce(active_to, :day) >= :day
UNION ALL
SELECT 'processnod', id, name, kind FROM process_node WHERE organisation_id = :organisation
 ORDER BY 1, 3
""")
_HELD = text("""
SELECT DISTINCT s.role, s.scope_id
  FROM seat s
  JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :day AND coalesce(a.valid_to, :day) >= :day
  JOIN person p ON p.id = a.person_id AND p.active
 WHERE s.organisation_id = :organisation
""")
_AT_PLACES = text(f"""
SELECT s.role, s.scope_kind, s.scope_id, p.id, p.name, h.by, f.name AS on_behalf_of, h.mandates, h.process
  FROM seat s
  JOIN unnest(CAST(:roles AS text[]), CAST(:kinds AS text[]), CAST(:scopes AS uuid[])) AS w (role, kind, scope)
    ON s.role = w.role AND s.scope_kind = w.kind AND s.scope_id = w.scope
  JOIN holding h ON h.seat_id = s.id
  JOIN person p ON p.id = h.person_id
  LEFT JOIN person f ON f.id = h.for_id
 WHERE s.organisation_id = :organisation AND {NOW}
 ORDER BY p.name, p.id, h.by
""")  # noqa: S608  constants


def holding(connection: Connection, organisation_id: UUID, day: date) -> Holding:
    """Return the places of an organisation and what is held in them on a day."""
    asked = {"organisation": organisation_id, "day": day}
    return Holding(
        tuple(Spot(row.kind, row.id, row.name, row.node) for row in connection.execute(_SPOTS, asked)),
        frozenset((row.role, row.scope_id) for row in connection.execute(_HELD, asked)),
    )


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a role in a place today. `by`: assignment, delegation or substitution, the latter two for `on_behalf_of`.

    `mandates` and `process` are what a lent right covers, None for all.
    """

    id: UUID
    name: str
    by: str
    on_behalf_of: str | None
    mandates: tuple[str, ...] | None
    process: str | None

    def covers(self, mandate: str | None, process: str) -> bool:
        """Whether a task with this mandate, of this process, comes to the person."""
        fits = self.mandates is None or mandate in self.mandates
        return fits and self.process in (None, process)


def at_places(
    connection: Connection, organisation_id: UUID, places: Collection[Place], now: datetime
) -> dict[Place, tuple[Holder, ...]]:
    """Return who holds each of these roles in these scopes, in one statement; places that nobody holds are left out."""
    listed = list(places)
    asked = {
        "organisation": organisation_id,
        "roles": [one.role for one in listed],
        "kinds": [one.scope_kind for one in listed],
        "scopes": [one.scope_id for one in listed],
        "now": now,
        "today": clock.day(now),
    }
    found: dict[Place, tuple[Holder, ...]] = {}
    for row in connection.execute(_AT_PLACES, asked):
        lent = None if row.mandates is None else tuple(row.mandates)
        holder = Holder(row.id, row.name, row.by, row.on_behalf_of, lent, row.process)
        place = Place(row.role, row.scope_kind, row.scope_id)
        found[place] = (*found.get(place, ()), holder)
    return found
