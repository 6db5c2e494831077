"""`set_document_state`: a version that is not approved yet goes on to approval, or back to its author as a draft."""

from typing import Any, Final

from marshmallow import fields, validate

from engine.connectors.call import Call
from engine.connectors.documenting import VersionParameters, enter, held
from engine.desk import Desk

_FROM: Final = {
    "for_godkannande": ("under_granskning", "for_godkannande"),
    "utkast": ("under_granskning", "for_godkannande", "utkast"),
}


class Parameters(VersionParameters):
    """The version and its new state; `leave`: the case has nothing more to do with it."""

    state = fields.String(required=True, validate=validate.OneOf(tuple(_FROM)))
    leave = fields.Boolean(allow_none=True, load_default=False)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Set the state and return {tillstand}."""
    found = held(desk, call, given, _FROM[given["state"]])
    return enter(desk, call, found, given["state"], **({"case_id": None} if given["leave"] else {}))
