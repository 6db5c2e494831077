"""`find_appointer`: who appoints to a role, by the profile. The case's seats of appointer and nominator are hung there."""

from typing import Any, Final
from uuid import UUID

from marshmallow import Schema, fields

from engine.connectors.assign_role import nowhere
from engine.connectors.call import Call, Reference
from engine.connectors.seating import hang_under, register_place, seats_for
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance import routing
from engine.governance.profile import Appointer, Profile, Role
from engine.governance.rights import APPOINTER
from engine.governance.routing import CASE_KIND
from engine.store import appointing, cases, processes, units
from engine.store.seats import Place

# The role of the case that proposes.
NOMINATOR: Final = "foreslagande"
# From the scope of a role upwards, itself first: (id, kind).
Way = list[tuple[UUID, str]]


class Parameters(Schema):
    """The role, where it is to be held (none: the organisation), and the appointing role that a table has named."""

    role = fields.String(required=True)
    scope = Reference(allow_none=True, load_default=None)
    appointer = fields.String(allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Hang the seats, and return who appoints, which table must say so, who oversees, and what is to be attested."""
    role, organisation = call.role(given["role"]), call.case.organisation_id
    wanted = register_place(desk.connection, organisation, role, given["scope"])
    if wanted is None:
        raise nowhere(role)
    _fill(desk, call, role, wanted)
    way = _way(desk, organisation, role, given["scope"])
    named = given["appointer"]
    ways = role.appointed_by
    found = next((place for one in ways if (place := _place(call, one, way, named))), None)
    overseer = next((one.overseen_by for one in ways if one.overseen_by), None)
    over = Place(overseer, call.profile.roles[overseer].scope, organisation) if overseer else None
    # Whoever oversees names the nominator; else the one who appoints proposes, too.
    hung = {APPOINTER: found, NOMINATOR: over or found}
    for key, upper in hung.items():
        if upper:
            lower = Place(key, CASE_KIND, call.case.case_id)
            hang_under(desk.connection, organisation, call.profile, (lower, upper))
    return {
        "roll": role.key,
        "utses_av": found.role if found else None,
        "tabell": next((one.table for one in ways if one.table), None),
        "tillser": overseer,
        "intyg": attested(call.profile, role),
    }


def _fill(desk: Desk, call: Call, role: Role, wanted: Place) -> None:
    """Say which seat the case is to fill; refuse when another case already does, and there is room for one holder."""
    organisation = call.case.organisation_id
    seats_for(desk.connection, organisation, call.profile, [wanted])
    seat = appointing.lock_seat(desk.connection, organisation, wanted, (), desk.now)
    other = cases.fill(desk.connection, call.case.case_id, seat.id) if seat else None
    # What Räls starts itself is never a second one.
    if other and (role.most == 1 or call.case.started_by is None):
        raise ConflictError(
            f"Ärende {other} handlar redan om vem som ska vara {role.name.sv} här. Fortsätt i det.",
            f"Case {other} already is about who is to be {role.name.en} here. Go on with that one.",
        )


def _way(desk: Desk, organisation_id: UUID, role: Role, scope: UUID | None) -> Way:
    if role.scope == "processnod" and scope:
        return processes.way_up(desk.connection, organisation_id, scope)
    kinds = units.kinds(desk.connection, organisation_id)
    parents, found = units.parents(desk.connection, organisation_id), list[tuple[UUID, str]]()
    while scope in kinds:
        found.append((scope, kinds[scope]))
        scope = parents[scope]
    return found


def _place(call: Call, one: Appointer, way: Way, named: str | None) -> Place | None:
    """Return where the appointing role is held: the organisation, or the nearest node or unit that is its kind."""
    key = named if one.table else one.roles[0]
    role = call.profile.roles.get(key or "")
    if role is None:
        return None
    if role.scope in routing.ORGANISATION_KINDS:
        return Place(role.key, role.scope, call.case.organisation_id)
    at = way[1:] if one.scope == "parent" else way[:1] if one.scope == "same" else way
    fitting = [scope for scope, kind in at if fits(call.profile, role, kind)]
    return Place(role.key, role.scope, fitting[0]) if fitting else None


def fits(profile: Profile, role: Role, kind: str) -> bool:
    """Whether a role can be held for a unit or process node of a kind."""
    if role.scope != "processnod":
        return role.scope == kind
    if role.scope_of:
        return kind in role.scope_of
    named = {one.get("role") for one in profile.structure.get("nodes", {}).values()}
    answers = profile.structure.get("nodes", {}).get(kind, {}).get("role")
    # Where the structure says whose each level is, only those levels; else any node.
    return role.key not in named or answers == role.key


def attested(profile: Profile, role: Role) -> list[dict[str, str]]:
    """Return the rules of a role that whoever appoints attests, by name."""
    rules = [profile.rules[one.rule] for one in role.eligibility]
    return [
        {"id": rule.key, "namn": _capital(rule.name.sv), "namn_en": _capital(rule.name.en)}
        for rule in rules
        if rule.attested and rule.competence_level is None
    ]


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
