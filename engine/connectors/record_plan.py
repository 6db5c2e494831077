"""`record_plan`: the decided plan that status reports are measured against: milestones, money and hours."""

from typing import Any, Final

from marshmallow import Schema, fields

from engine.connectors.call import Call
from engine.desk import Desk
from engine.store.progress_writing import Said, write
from engine.store.work import Event

FIRST: Final = "Start"
LAST: Final = "Slut"


class Parameters(Schema):
    """When it begins and ends, the milestones between, what it may cost and how many hours it has."""

    starts = fields.Date(allow_none=True, load_default=None)
    ends = fields.Date(allow_none=True, load_default=None)
    milestones = fields.List(fields.Dict(), allow_none=True, load_default=list)
    budget = fields.Decimal(allow_none=True, load_default=None)
    hours = fields.Decimal(allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write it; return how many milestones there are."""
    named = [(one.get("namn"), one.get("datum")) for one in given["milestones"] or ()]
    ordered = [(FIRST, given["starts"]), *named, (LAST, given["ends"])]
    rows = [{"name": name, "planned_on": day} for name, day in ordered if name and day]
    money = {"planned": given["budget"], "hours_planned": given["hours"]}
    said = Said(milestones=rows, budget=money)
    write(desk.connection, call.case.case_id, said, desk.actor.person_id, desk.now)
    desk.work.record(Event("plan-recorded", call.case.case_id, call.element, {"count": len(rows)}))
    return {"milstolpar": len(rows)}
