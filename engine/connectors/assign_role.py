"""`assign_role`: exactly these persons hold a role in the case from now on, or hold a role of the register."""

from typing import Any

from marshmallow import Schema, fields

from engine.connectors.appointment import Appointment, appoint
from engine.connectors.call import Call, Reference
from engine.connectors.seating import register_place
from engine.desk import Desk
from engine.errors import NotFoundError
from engine.governance.profile import Role
from engine.governance.routing import CASE_KIND
from engine.store.seats import Place
from engine.store.work import Event


class Parameters(Schema):
    """The role, the persons (none ends the role in the case), and from when to when.

    `register`: the role is held in the register, for the unit or process node `scope` (none: the organisation), not
    in the case. Those who hold it stay, unless only one can. `attested`: keys of the rules that are attested.
    """

    role = fields.String(required=True)
    persons = fields.List(Reference(), allow_none=True, load_default=list)
    from_day = fields.Date(data_key="from", allow_none=True, load_default=None)
    to_day = fields.Date(data_key="to", allow_none=True, load_default=None)
    register = fields.Boolean(allow_none=True, load_default=False)
    scope = Reference(allow_none=True, load_default=None)
    extent_percent = fields.Integer(allow_none=True, load_default=None)
    dispensation = fields.String(allow_none=True, load_default=None)
    attested = fields.List(fields.String(), allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Begin or prolong their terms, and let the others' end the day before."""
    role = call.role(given["role"])
    attested = given["attested"]
    asked = Appointment(
        organisation_id=call.case.organisation_id,
        profile=call.profile,
        place=_place(desk, call, role, given),
        persons=tuple(dict.fromkeys(given["persons"] or ())),
        start=given["from_day"],
        to=given["to_day"],
        behind=call.behind,
        alone=not given["register"],
        more=_more(role, given),
        attested=None if attested is None else frozenset(attested),
    )
    names = [{"id": str(one.id), "namn": one.name} for one in appoint(desk, asked)]
    details = {"role": role.key, "persons": names}
    desk.work.record(Event("role-assigned", call.case.case_id, call.element, details))
    return {"roll": role.key, "personer": names}


def _place(desk: Desk, call: Call, role: Role, given: dict[str, Any]) -> Place:
    if not given["register"]:
        return Place(role.key, CASE_KIND, call.case.case_id)
    found = register_place(desk.connection, call.case.organisation_id, role, given["scope"])
    if found is None:
        raise nowhere(role)
    return found


def nowhere(role: Role) -> NotFoundError:
    """Return the refusal of a role without a unit or process node in the register to hold it for."""
    return NotFoundError(
        f"Rollen {role.name.sv} gäller {role.scope}. Välj en sådan som finns i registret.",
        f"The role {role.name.en} is held in {role.scope}. Choose one that is in the register.",
    )


def _more(role: Role, given: dict[str, Any]) -> dict[str, Any] | None:
    if not given["register"]:
        return None
    kept = {name: given[name] for name in ("extent_percent", "dispensation")}
    return {**kept, "decides": not role.is_group}
