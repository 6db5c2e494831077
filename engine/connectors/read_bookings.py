"""`read_bookings`: what other cases that go on have been given of the units that this one concerns."""

from typing import Any, Final

from marshmallow import Schema

from engine.connectors.call import Call
from engine.desk import Desk
from engine.store import bookings

KRAV: Final = ("RH-SYF-05",)


class Parameters(Schema):
    """None."""


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each unit that is booked: {enhet, timmar, arenden}."""
    del given
    return bookings.of_others(desk.connection, call.case.case_id)
