"""`find_manager`: the line manager of a person; the case's seat for that manager is hung under the manager's own."""

from typing import Any, Final
from uuid import UUID

from marshmallow import Schema

from engine.connectors.call import Call, Reference
from engine.connectors.seating import hang_under
from engine.desk import Desk
from engine.governance import routing
from engine.governance.profile import Profile, Role
from engine.governance.rights import APPOINTER
from engine.governance.routing import CASE_KIND
from engine.store import members, units
from engine.store.seats import Place

MANAGER: Final = "kandidatens_chef"


class Parameters(Schema):
    """The person."""

    person = Reference(required=True)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Hang the seat under the manager of the person's unit, or of the unit above if that is the person.

    Who has no unit in the register has no manager there: the one who appoints answers instead.
    """
    organisation = call.case.organisation_id
    unit = units.of_person(desk.connection, organisation, given["person"])
    upper = _manager(desk, call, unit, given["person"]) if unit else None
    case = call.case.case_id
    pair = (Place(MANAGER, CASE_KIND, case), upper or Place(APPOINTER, CASE_KIND, case))
    hang_under(desk.connection, organisation, call.profile, pair)
    return {"roll": upper.role if upper else None, "enhet": str(unit) if unit else None}


def _manager(desk: Desk, call: Call, unit: UUID, person: UUID) -> Place | None:
    organisation = call.case.organisation_id
    parents, kinds = units.parents(desk.connection, organisation), units.kinds(desk.connection, organisation)
    role = _line_role(call.profile, kinds[unit])
    scope = organisation if role and role.scope in routing.ORGANISATION_KINDS else unit
    up = (role, (role.scope, scope)) if role else None
    while up:
        role, at = up
        held = members.in_role(desk.connection, organisation, role.key, {at[1]}, desk.now)
        if person not in held:
            return Place(role.key, *at)
        up = routing.above(call.profile, role, at, parents, organisation)
    return None


def _line_role(profile: Profile, kind: str) -> Role | None:
    """Return the lowest role of the line that is held in units of a kind."""
    return next((role for role in map(profile.roles.get, profile.line) if role and role.scope == kind), None)
