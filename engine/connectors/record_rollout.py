"""`record_rollout`: how far units have come with what the case implements."""

from typing import Any

from marshmallow import Schema, fields

from engine.connectors.call import Call
from engine.connectors.progress_rows import RolloutRow, loaded
from engine.desk import Desk
from engine.store.progress_writing import Said, write


class Parameters(Schema):
    """The rows; `begin`: units that have a row keep it."""

    rows = fields.List(fields.Dict(), allow_none=True, load_default=list)
    begin = fields.Boolean(load_default=False)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write one row per unit; return how many."""
    rows = loaded(RolloutRow, given["rows"])
    said = Said(rollout=rows, once=given["begin"])
    write(desk.connection, call.case.case_id, said, desk.actor.person_id, desk.now)
    return {"enheter": len(rows)}
