"""`record_measurements`: writes one measurement of a benefit goal per row, unless it is known already."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields

from engine import clock
from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.errors import InvalidError
from engine.store import goals
from engine.store.work import Event


class _Measurement(Schema):
    class Meta:
        """The form's other fields are kept with what was handed in."""

        unknown = EXCLUDE

    goal_id = Reference(data_key="effektmal", required=True)
    unit_id = Reference(data_key="enhet", allow_none=True)
    value = fields.Decimal(data_key="varde", required=True)
    measured_on = fields.Date(data_key="matdatum", allow_none=True)
    source = fields.String(data_key="kalla", allow_none=True)
    comment = fields.String(data_key="kommentar", allow_none=True)


class Parameters(Schema):
    """The rows."""

    measurements = fields.List(fields.Nested(_Measurement), allow_none=True, load_default=list)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Write the rows that say something new, as a file of measurements does; a goal of another case is refused."""
    measured = given["measurements"] or []
    known = goals.states_of_case(desk.connection, call.case.case_id)
    if any(row["goal_id"] not in known for row in measured):
        raise InvalidError(
            "Mätningen gäller ett effektmål som inte finns i ärendet. Välj ett av ärendets mål.",
            "The measurement is of a goal that is not in the case. Choose one of the goals of the case.",
        )
    rows = [
        {
            "goal_id": row["goal_id"],
            "unit_id": row.get("unit_id"),
            "value": row["value"],
            "measured_on": row.get("measured_on") or clock.day(desk.now),
            "source": row.get("source") or "",
            "comment": row.get("comment") or "",
            "recorded_by": desk.person_id,
        }
        for row in measured
    ]
    counting = goals.measured(desk.connection, call.case.case_id)
    new = [
        row
        for row in rows
        if counting.get((row["goal_id"], row["unit_id"], row["measured_on"])) != row["value"]
    ]
    goals.measure(desk.connection, new, desk.now)
    if new:
        desk.work.record(Event("measured", call.case.case_id, call.element, {"count": len(new)}))
    return [_told(row) for row in rows]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "effektmal": str(row["goal_id"]),
        "enhet": str(row["unit_id"]) if row["unit_id"] else None,
        "varde": row["value"],
        "matdatum": row["measured_on"],
    }
