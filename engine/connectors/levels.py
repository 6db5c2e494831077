"""The levels of an escalation: where each rung of the profile's chain is held, and who holds it today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engine.connectors.find_appointer import fits
from engine.governance import routing
from engine.governance.escalation import Rung
from engine.governance.profile import Profile, Role
from engine.store import escalations, members
from engine.store.seats import Place
from engine.store.work import Connection

# From a process node upwards, itself first: (id, kind).
Way = list[tuple[UUID, str]]


@dataclass(frozen=True)
class About:
    """What is escalated: a case, or nothing but a process; the organisation, and the way up from the process."""

    organisation_id: UUID
    case_id: UUID | None
    way: Way


@dataclass(frozen=True)
class Holding:
    """Looks up who holds what, now."""

    connection: Connection
    organisation_id: UUID
    now: datetime

    def holders(self, place: Place) -> set[UUID]:
        """Return those who hold a role in a scope."""
        return members.in_role(self.connection, self.organisation_id, place.role, {place.scope_id}, self.now)


@dataclass(frozen=True)
class Level:
    """One level: the places it can be at, the first that is held counts, and who holds that."""

    places: tuple[Place, ...]
    place: Place
    holders: frozenset[UUID]


def levels(profile: Profile, chain: tuple[Rung, ...], about: About, holding: Holding) -> list[Level]:
    """Return the levels of a chain that have a place, the lowest first, vacant ones too."""
    found: list[Level] = []
    for rung in chain:
        for places in _of_rung(profile, rung, about, holding, found):
            held = {place: holding.holders(place) for place in places}
            first = next((place for place in places if held[place]), places[0])
            found.append(Level(tuple(places), first, frozenset(held[first])))
    return found


def next_of(found: list[Level], after: int) -> tuple[Level, bool] | None:
    """Return the next level above the one at `after` (-1: below all) that somebody holds, and whether it is the last.

    Where nobody holds any, the topmost is next: its tasks climb as those of any vacant seat. None at the top.
    """
    above = found[after + 1 :]
    held = [level for level in above if level.holders]
    if held:
        return held[0], len(held) == 1
    return (above[-1], True) if above else None


def _of_rung(
    profile: Profile, rung: Rung, about: About, holding: Holding, below: list[Level]
) -> Iterator[list[Place]]:
    roles = [profile.roles[key] for key in rung.roles]
    if rung.appointer_of:
        roles = [profile.roles[key] for key in _appointers(profile, rung.appointer_of, holding, below)]
    if rung.every_node:
        for node in about.way:
            places = [place for role in roles for place in _places(profile, role, about, [node])]
            if places:
                yield places
        return
    places = [place for role in roles for place in _places(profile, role, about, about.way)]
    if places:
        yield places


def _places(profile: Profile, role: Role, about: About, way: Way) -> Iterator[Place]:
    """Yield where a role can be held: in the case, in the organisation, or at the nearest node that is its own."""
    if role.scope in routing.ORGANISATION_KINDS:
        yield Place(role.key, role.scope, about.organisation_id)
    if about.case_id and routing.in_cases(role):
        yield Place(role.key, routing.CASE_KIND, about.case_id)
    if role.scope == "processnod":
        own = [node for node, kind in way if fits(profile, role, kind)]
        yield from (Place(role.key, role.scope, node) for node in own[:1])


def _appointers(profile: Profile, key: str, holding: Holding, below: list[Level]) -> list[str]:
    """Return the role in which the holder was appointed, and who stands above the role, as the profile says."""
    seats: Mapping[str, Place] = {place.role: place for level in below for place in level.places}
    as_role = escalations.appointed_as(holding.connection, seats[key], holding.now) if key in seats else None
    role = profile.roles[key]
    upper = role.superior.role if role.superior else None
    return [one for one in dict.fromkeys((as_role, upper)) if one and one in profile.roles]
