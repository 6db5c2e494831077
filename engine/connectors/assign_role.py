"""`assign_role`: exactly these persons hold a role in the case from now on."""

from typing import Any

from marshmallow import Schema, fields

from engine.connectors.appointment import Appointment, appoint
from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.governance.routing import CASE_KIND
from engine.store.seats import Place
from engine.store.work import Event


class Parameters(Schema):
    """The role, the persons (none ends the role), and from when to when."""

    role = fields.String(required=True)
    persons = fields.List(Reference(), allow_none=True, load_default=list)
    from_day = fields.Date(data_key="from", allow_none=True, load_default=None)
    to_day = fields.Date(data_key="to", allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Begin or prolong their terms, and let the others' end the day before."""
    role = call.role(given["role"])
    place = Place(role.key, CASE_KIND, call.case.case_id)
    persons = tuple(dict.fromkeys(given["persons"] or ()))
    asked = Appointment(
        call.case.organisation_id,
        call.profile,
        place,
        persons,
        given["from_day"],
        given["to_day"],
        call.behind,
    )
    names = [{"id": str(one.id), "namn": one.name} for one in appoint(desk, asked)]
    desk.work.record(
        Event("role-assigned", call.case.case_id, call.element, {"role": role.key, "persons": names})
    )
    return {"roll": role.key, "personer": names}
