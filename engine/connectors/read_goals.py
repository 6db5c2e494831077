"""`read_goals`: the benefit goals of the case, as the process reads them."""

from typing import Any

from marshmallow import Schema

from engine.connectors.call import Call
from engine.desk import Desk
from engine.store import goals


class Parameters(Schema):
    """None."""


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the goals."""
    del given
    return goals.of_case(desk.connection, call.case.case_id)
