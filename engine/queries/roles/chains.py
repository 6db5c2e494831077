"""Who appoints whom, and how many hold each role today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, text

from engine import clock
from engine.desk import View
from engine.governance.permissions import Permission, require
from engine.governance.profile import Profile, Role
from engine.governance.vacancies import demanded
from engine.queries.roles import vacancies
from forms.text import Text

_HELD: Final = text("""
SELECT s.role, count(DISTINCT a.person_id) AS people, count(DISTINCT s.scope_id) AS places, min(p.name) AS name
  FROM seat s
  JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :day AND coalesce(a.valid_to, :day) >= :day
  JOIN person p ON p.id = a.person_id AND p.active
  LEFT JOIN "case" c ON c.id = s.scope_id
 WHERE s.organisation_id = :organisation AND c.secret IS NOT TRUE
 GROUP BY s.role
""")


@dataclass(frozen=True)
class Link:
    """A role in a chain of appointments, and how it is held today: by how many, in how many places.

    `appointers` are the roles that appoint to it; `demanded` when each place must have a holder; `only` is the one
    who holds it, when there is one.
    """

    role: str
    role_name: Text
    scope: str
    is_group: bool
    appointers: tuple[str, ...]
    demanded: bool
    people: int
    places: int
    vacant: int
    only: str | None


@dataclass(frozen=True)
class Chains:
    """Who appoints whom, by the profile that governs."""

    def run(self, view: View) -> tuple[Link, ...]:
        """Return the roles that can be held, in the order of the profile; `appointers` is empty of those at the top."""
        require(view.actor, Permission.REGISTER_READ)
        asked = {"organisation": view.organisation_id, "day": clock.day(view.now)}
        held = {row.role: row for row in view.connection.execute(_HELD, asked)}
        vacant = vacancies.count(view)
        return tuple(
            _link(view.profile, role, held, vacant)
            for role in view.profile.roles.values()
            if role.kind != "abstract"
        )


def _appointers(profile: Profile, role: Role) -> tuple[str, ...]:
    found = dict.fromkeys(key for one in role.appointed_by for key in one.roles)
    return tuple(key for key in found if key in profile.roles and key != role.key)


def _link(profile: Profile, role: Role, held: Mapping[str, Row[Any]], vacant: Mapping[str, int]) -> Link:
    row = held.get(role.key)
    return Link(
        role.key,
        role.name,
        role.scope,
        role.is_group,
        _appointers(profile, role),
        demanded(role),
        row.people if row else 0,
        row.places if row else 0,
        vacant.get(role.key, 0),
        row.name if row and row.people == 1 else None,
    )
