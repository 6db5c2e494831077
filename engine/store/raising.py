"""The seats that a case should be started about, since nobody holds them or soon nobody will, as SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from engine import clock
from engine.governance.profile import Profile, Role
from engine.store.seats import Place
from engine.store.vacant import VACANT, asked

# Once for each vacancy and for each end of a term: a case about the seat that is running, or that began since, is enough.
# Nobody comes after `until`. What somebody has held comes before what nobody has been appointed to so far.
_EMPTY = text(f"""{VACANT},
until AS (
  SELECT w.at, s.scope_id, max(coalesce(a.valid_to, 'infinity')) AS day
    FROM wanted w
    CROSS JOIN unnest(string_to_array(w.acting, ' ')) AS k (role)
    JOIN seat s ON s.organisation_id = :organisation AND s.role = k.role
    JOIN role_assignment a ON a.seat_id = s.id AND coalesce(a.valid_to, 'infinity') >= greatest(:day, a.valid_from)
    JOIN person p ON p.id = a.person_id AND p.active
   GROUP BY w.at, s.scope_id),
empty AS (
  SELECT w.at, w.role, w.kind, p.id AS scope_id, p.name, s.id AS seat_id, until.day AS ends,
         CASE WHEN until.day IS NULL THEN past.until + 1 END AS since
    FROM wanted w
    JOIN place p ON p.kind = w.kind AND (w.nodes = '' OR p.node = ANY(string_to_array(w.nodes, ' ')))
    LEFT JOIN until ON until.at = w.at AND until.scope_id = p.id
    LEFT JOIN seat s ON s.organisation_id = :organisation AND s.role = w.role AND s.scope_kind = w.kind
                    AND s.scope_id = p.id
    LEFT JOIN past ON past.seat_id = s.id
   WHERE until.day IS NULL OR until.day <= :day + CAST(:ahead AS int))
SELECT e.role, e.kind, e.scope_id, e.name, e.since, e.ends FROM empty e
 WHERE (CAST(:role AS text) IS NULL OR e.role = :role AND e.scope_id = :scope)
   AND (e.since IS NOT NULL OR e.ends IS NOT NULL OR :settled)
   AND NOT EXISTS (
     SELECT 1 FROM "case" c WHERE c.fills_id = e.seat_id
        AND (c.state = 'running'
             OR (c.started_at AT TIME ZONE 'Europe/Stockholm')::date
                >= coalesce(e.since, e.ends - CAST(:ahead AS int), '-infinity')))
 ORDER BY e.since IS NULL AND e.ends IS NULL, e.at, e.name, e.scope_id LIMIT :limit
""")  # noqa: S608  constants
_STANDING = text("""
SELECT coalesce(o.entered_at <= :before, true) AS settled,
       (SELECT count(*) FROM "case" c WHERE c.organisation_id = o.id AND c.state = 'running'
           AND c.fills_id IS NOT NULL AND c.started_by IS NULL) AS under_way
  FROM organisation o WHERE o.id = :organisation
""")


@dataclass(frozen=True)
class Asked:
    """Of which roles in which organisation; `ahead` is how many days before a term ends.

    `settled`: whether seats that nobody has held so far count, too.
    """

    organisation_id: UUID
    profile: Profile
    roles: tuple[Role, ...]
    ahead: int
    settled: bool


@dataclass(frozen=True)
class Empty:
    """A seat that nobody holds `since` a day (None: ever), or that nobody holds after the day when it `ends`."""

    place: Place
    name: str
    since: date | None
    ends: date | None


def empty(
    connection: Connection, of: Asked, now: datetime, *, place: Place | None = None, limit: int = 1
) -> list[Empty]:
    """Return the seats to start a case about, the most pressing first; with `place` that one, if it is."""
    only: Iterable[Role] = of.roles if place is None else [of.profile.roles[place.role]]
    asking = {
        **asked(of.profile, of.organisation_id, clock.day(now), only),
        "ahead": of.ahead,
        "settled": of.settled,
        "role": place and place.role,
        "scope": place and place.scope_id,
        "limit": limit,
    }
    rows = connection.execute(_EMPTY, asking)
    return [Empty(Place(row.role, row.kind, row.scope_id), row.name, row.since, row.ends) for row in rows]


def standing(connection: Connection, organisation_id: UUID, before: datetime) -> tuple[bool, int]:
    """Return whether the organisation was entered before a time, and how many such cases of Räls' own are open."""
    row = connection.execute(_STANDING, {"organisation": organisation_id, "before": before}).one()
    return row.settled, row.under_way
