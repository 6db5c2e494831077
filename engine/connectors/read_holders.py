"""`read_holders`: who holds a role of the register today, to be proposed in a form."""

from typing import Any, Final

from marshmallow import Schema, fields

from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.store import members

KRAV: Final = ("POP-PA-05",)


class Parameters(Schema):
    """The role, and the units or process nodes that it is held for. A role that the profile lacks has nobody."""

    role = fields.String(required=True)
    scopes = fields.List(Reference(), allow_none=True, load_default=list)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, str]]:
    """Return them as {id, namn}, by name."""
    organisation, scopes = call.case.organisation_id, given["scopes"] or []
    return members.named_in_role(desk.connection, organisation, given["role"], scopes, desk.now)
