"""`receive_status_report`: writes that a report has been received, by whom and with which comment."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from engine.connectors.call import Call
from engine.desk import Desk
from engine.errors import ConflictError
from engine.store import reports
from engine.store.work import Event


class Parameters(Schema):
    """The report (its id), and what the one who received it says."""

    report = fields.UUID(required=True)
    comment = fields.String(allow_none=True, load_default="")


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write it, once. A report of another case, or one that has been received, is refused."""
    report_id: UUID = given["report"]
    known = reports.is_of_case(desk.connection, call.case.case_id, report_id)
    said = given["comment"] or ""
    if not known or not reports.receive(desk.connection, report_id, desk.person_id, said, desk.now):
        raise ConflictError(
            "Rapporten är redan mottagen, eller hör till ett annat ärende.",
            "The report has been received already, or belongs to another case.",
        )
    desk.work.record(Event("status-report-received", call.case.case_id, call.element, {"comment": said}))
    return {"mottagen": True}
