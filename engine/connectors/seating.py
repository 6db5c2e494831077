"""Finds the seats that tasks go to; makes the missing ones, with the chain above them."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID, uuid4

from engine.governance import routing
from engine.governance.profile import Profile, Role
from engine.governance.routing import CASE_KIND
from engine.store import appointing, seats, units
from engine.store.seats import Place
from engine.store.work import Connection


def seats_for(
    connection: Connection, organisation_id: UUID, profile: Profile, places: Iterable[Place]
) -> Mapping[Place, UUID]:
    """Return the seat of each place. One statement when all exist, two when only seats of a case are missing."""
    wanted = set(places)
    # Which unit lies in which does not matter to what stands above in a case.
    in_case = _chains(
        profile, (place for place in wanted if place.scope_kind == CASE_KIND), {}, organisation_id
    )
    found = seats.find(connection, organisation_id, wanted | in_case.keys())
    if wanted <= found.keys():
        return found
    missing = {place: upper for place, upper in in_case.items() if place not in found}
    if all(place.scope_kind == CASE_KIND for place in (*missing, *wanted - found.keys())):
        return _made(connection, organisation_id, found, missing)
    # Nobody else makes seats of this organisation meanwhile, so what is not found now can be made.
    seats.hold(connection, organisation_id)
    above = _chains(profile, wanted, units.parents(connection, organisation_id), organisation_id)
    found = seats.find(connection, organisation_id, above.keys())
    return _made(
        connection, organisation_id, found, {place: above[place] for place in above if place not in found}
    )


def _made(
    connection: Connection,
    organisation_id: UUID,
    found: Mapping[Place, UUID],
    missing: Mapping[Place, Place | None],
) -> Mapping[Place, UUID]:
    """Make the missing seats, each below the one that is named with it, and return all."""
    whole = {**found, **{place: uuid4() for place in missing}}
    rows = [(whole[place], place, whole[upper] if upper else None) for place, upper in missing.items()]
    seats.make(connection, organisation_id, rows)
    return whole


def hang_anew(
    connection: Connection, organisation_id: UUID, profile: Profile, scopes: Collection[UUID] | None = None
) -> None:
    """Let the seats in these scopes (None: all in use) have above them what the profile and the structure now say.

    A role that the profile does not have keeps what it had.
    """
    seats.hold(connection, organisation_id)
    parents = units.parents(connection, organisation_id)
    above: dict[UUID, Place | None] = {}
    known = [one for one in seats.in_use(connection, organisation_id, scopes) if _follows(profile, one.role)]
    for one in known:
        at = (one.scope_kind, one.scope_id)
        up = routing.above(profile, profile.roles[one.role], at, parents, organisation_id)
        above[one.id] = Place(up[0].key, *up[1]) if up else None
    found = seats_for(connection, organisation_id, profile, filter(None, above.values()))
    wanted = {one.id: found[upper] if (upper := above[one.id]) else None for one in known}
    seats.hang(connection, {one.id: wanted[one.id] for one in known if wanted[one.id] != one.superior_id})


def _follows(profile: Profile, role: str) -> bool:
    # What stands above a seat by a step of its case stays there until that case says otherwise.
    return role in profile.roles and not profile.roles[role].superior_in_case


def hang_under(
    connection: Connection, organisation_id: UUID, profile: Profile, pair: tuple[Place, Place]
) -> None:
    """Let the tasks of the first seat go to the second while nobody holds the first; both are made if need be."""
    lower, upper = pair
    found = seats_for(connection, organisation_id, profile, pair)
    seats.hang(connection, {found[lower]: found[upper]})


def register_place(
    connection: Connection, organisation_id: UUID, role: Role, scope_id: UUID | None
) -> Place | None:
    """Return where a role that is not of a case is held; None when the register has no such unit or process node."""
    if role.scope == routing.CASE_KIND:
        return None
    if role.scope in routing.ORGANISATION_KINDS:
        return Place(role.key, role.scope, organisation_id)
    if scope_id is None or not appointing.is_scope(connection, organisation_id, scope_id, role.scope):
        return None
    return Place(role.key, role.scope, scope_id)


def _chains(
    profile: Profile, places: Iterable[Place], parents: Mapping[UUID, UUID | None], organisation_id: UUID
) -> dict[Place, Place | None]:
    """Return every place and all above it, each with the one above it; the upper ones come first."""
    above: dict[Place, Place | None] = {}

    def climb(place: Place) -> None:
        if place in above:
            return
        role = profile.roles[place.role]
        at = (place.scope_kind, place.scope_id)
        up = routing.above(profile, role, at, parents, organisation_id)
        upper = Place(up[0].key, *up[1]) if up else None
        if upper:
            climb(upper)
        above[place] = upper

    for place in places:
        climb(place)
    return above
