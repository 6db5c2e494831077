"""Finds the seats that tasks go to; makes the missing ones, with the chain above them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from engine.governance import routing
from engine.governance.profile import Profile
from engine.store import seats, units
from engine.store.seats import Place
from engine.store.work import Connection


def seats_for(
    connection: Connection, organisation_id: UUID, profile: Profile, places: Iterable[Place]
) -> Mapping[Place, UUID]:
    """Return the seat of each place. One statement when all exist, as they do after the first time."""
    wanted = set(places)
    found = seats.find(connection, organisation_id, wanted)
    missing = wanted - found.keys()
    if missing:
        parents = units.parents(connection, organisation_id)
        for place in missing:
            found[place] = _make(connection, organisation_id, profile, place, parents)
    return found


def _make(
    connection: Connection,
    organisation_id: UUID,
    profile: Profile,
    place: Place,
    parents: Mapping[UUID, UUID | None],
) -> UUID:
    role = profile.roles[place.role]
    up = routing.above(profile, role, place.scope_id, parents, organisation_id)
    superior = None
    if up is not None:
        upper = Place(up[0].key, up[0].scope, up[1])
        known = seats.find(connection, organisation_id, [upper])
        superior = known.get(upper) or _make(connection, organisation_id, profile, upper, parents)
    return seats.make(connection, organisation_id, place, superior)
