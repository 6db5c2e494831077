"""`end_document`: a version in force is repealed, or expires."""

from typing import Any, Final

from marshmallow import fields, validate

from engine.connectors.approve_document import refuse_authors
from engine.connectors.call import Call
from engine.connectors.documenting import VersionParameters, enter, held
from engine.desk import Desk

ENDED: Final = ("gallande", "ersatt", "upphavd", "utgangen")


class Parameters(VersionParameters):
    """The version, and what becomes of it."""

    state = fields.String(required=True, validate=validate.OneOf(("upphavd", "utgangen")))


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """End it and return {tillstand}."""
    if given["state"] == "upphavd":
        found = held(desk, call, given, ("gallande",))
        refuse_authors(call, found)
    else:
        found = held(desk, call, given, ENDED)
        # Another version has come in its place in the same moment.
        if found.state != "gallande":
            return {"tillstand": found.state}
    return enter(desk, call, found, given["state"], ended_at=desk.now)
