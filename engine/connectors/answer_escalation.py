"""`answer_escalation`: writes what was answered at a level, and tells whoever raised it and those who lead the case."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from marshmallow import Schema, fields, validate

from engine.connectors.call import Call
from engine.desk import Desk
from engine.errors import ConflictError
from engine.store import escalations, members, records
from engine.store.escalations import Answer
from engine.store.work import Event
from forms.text import Text

OUTCOMES: Final = {
    "beslutat": Text("Eskaleringen är beslutad", "The escalation has been decided"),
    "aterford": Text("Eskaleringen är återförd med vägledning", "The escalation was returned with guidance"),
    "lyft_vidare": Text("Eskaleringen är lyft vidare", "The escalation was passed on"),
}
# Who leads a case: told, too.
LEADING: Final = ("projektledare", "uppdragsagare")


class Parameters(Schema):
    """What was answered."""

    outcome = fields.String(required=True, validate=validate.OneOf(tuple(OUTCOMES)))
    text = fields.String(required=True)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write the answer to the level where it lies; the escalation ends with it unless it is passed on."""
    raised = escalations.of_case(desk.connection, call.case.case_id)
    if raised is None:
        raise ConflictError("Ärendet har ingen eskalering.", "The case has no escalation.")
    answer = Answer(given["outcome"], given["text"], desk.person_id, desk.now)
    escalations.answer(desk.connection, raised["id"], answer)
    told = _told(desk, call, raised)
    outcome, title = OUTCOMES[given["outcome"]], call.case.title
    row = {
        "case_id": call.case.case_id,
        "kind": "information",
        "subject": f"{outcome.sv}: {title}",
        "subject_en": f"{outcome.en}: {title}",
        "body": given["text"],
    }
    rows = [{"person_id": one, **row} for one in sorted(told)]
    records.notify(desk.connection, rows, desk.now)
    details = {"outcome": given["outcome"], "number": call.case.number, "recipients": len(rows)}
    for case_id in filter(None, (call.case.case_id, raised["about_id"])):
        desk.work.record(Event("escalation-answered", case_id, None, details))
    return {"mottagare": len(rows)}


def _told(desk: Desk, call: Call, raised: Mapping[str, Any]) -> set[UUID]:
    found = {raised["raised_by"]} if raised["raised_by"] else set()
    roles = [call.role(key) for key in LEADING] if raised["about_id"] else []
    for role in roles:
        found |= members.first_above(desk.connection, (role.key, raised["about_id"]), desk.now)
    return found - {desk.actor.person_id}
