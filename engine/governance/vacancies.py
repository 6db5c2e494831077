"""Which roles nobody holds: where in an organisation today, and ever, by the profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from engine.governance.profile import Profile, Role
from engine.governance.routing import CASE_KIND, CONCERNS, ORGANISATION_KINDS


@dataclass(frozen=True)
class Spot:
    """A unit, a process node or the organisation itself, where roles are held. `node`: what kind of process it is."""

    kind: str
    id: UUID
    name: str
    node: str = ""


@dataclass(frozen=True)
class Holding:
    """Where roles can be held in an organisation, and which (role, place) are held today."""

    spots: tuple[Spot, ...]
    held: frozenset[tuple[str, UUID]]


def vacant(profile: Profile, holding: Holding) -> Mapping[str, tuple[str, ...]]:
    """Return for each role the names of the places where neither it nor the role that acts for it has a holder.

    Roles that are held for a case are left out: they are given in the case.
    """
    return {
        key: tuple(
            spot.name
            for spot in holding.spots
            if spot.kind == _kind(role)
            and (not spot.node or not role.scope_of or spot.node in role.scope_of)
            and not any((one, spot.id) in holding.held for one in acting(profile, role))
        )
        for key, role in profile.roles.items()
    }


def unheld(profile: Profile) -> frozenset[str]:
    """Return the roles that nobody can be appointed to and that no other role acts for."""
    return frozenset(
        key
        for key, role in profile.roles.items()
        if all(profile.roles[one].kind == "abstract" for one in acting(profile, role))
    )


def demanded(role: Role) -> bool:
    """Whether somebody must hold the role in each of its places; in a case it is the case that gives it."""
    return role.cardinality.least > 0 and role.scope != CASE_KIND


def appointable(profile: Profile) -> list[Role]:
    """Return the roles that somebody appoints to in the register."""
    kinds = {*ORGANISATION_KINDS, *CONCERNS}
    return [role for role in profile.roles.values() if role.scope in kinds and role.appointed_by]


def _kind(role: Role) -> str:
    return ORGANISATION_KINDS[0] if role.scope in ORGANISATION_KINDS else role.scope


def acting(profile: Profile, role: Role) -> list[str]:
    """Return the role and those that act for it, one after the other."""
    keys, at = [role.key], role
    while at.resolves_to and at.resolves_to not in keys:
        keys.append(at.resolves_to)
        at = profile.roles[at.resolves_to]
    return keys
