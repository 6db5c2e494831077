"""`read_delegations`: what those who appoint to a role have handed on, as the register of delegations says today."""

from typing import Any, Final

from marshmallow import Schema, fields

from engine.connectors.call import Call
from engine.desk import Desk
from engine.store import lending

# To appoint in somebody's place, and to own by delegation, is by a dated record.
KRAV: Final = ("UPP-UTSE-03", "UPP-SYS-05")


class Parameters(Schema):
    """The role that somebody is to be appointed to."""

    role = fields.String(required=True)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return each mandate in force as {av, mandat, till, person}: roles by key, and the name of whoever has it now.

    `till` is the role that the profile lets it be handed on to, where it says which.
    """
    appointers = {key for one in call.role(given["role"]).appointed_by for key in one.roles}
    at = (call.case.organisation_id, call.case.process)
    found = lending.in_force(desk.connection, appointers, at, desk.now)
    return [
        {"av": one.role, "mandat": one.mandate, "till": _role(call, one), "person": one.name} for one in found
    ]


def _role(call: Call, lent: lending.Lent) -> str | None:
    mandate = call.profile.mandates.get(lent.mandate)
    allowed = mandate.delegable_to if mandate else ()
    return next((key for key in lent.held if not allowed or key in allowed), None)
