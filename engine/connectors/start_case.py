"""`start_case`: starts another case, such as an escalation, with the answers of its start form."""

from typing import Any

from marshmallow import Schema, fields

from engine.connectors.call import Call
from engine.desk import Desk
from forms.jsonable import jsonable


class Parameters(Schema):
    """The process, and the answers as a person would give them."""

    process = fields.String(required=True)
    answers = fields.Dict(required=True)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Start it in the same transaction, by the right of the step that leads here; return its id and number."""
    del call
    receipt = desk.starts(desk, given["process"], jsonable(given["answers"]))
    return {"id": receipt.case["id"], "nummer": receipt.case["number"]}
