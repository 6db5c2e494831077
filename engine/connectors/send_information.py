"""`send_information`: a notice to everybody who holds one of these roles today."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.governance import routing
from engine.store import members, records, units
from engine.store.work import Event


class Parameters(Schema):
    """What is said, and to whom: roles, and for roles held in units, which units (none: those of the case).

    `subject_en` and `text_en` are for readers of English; without them they read the Swedish.
    """

    subject = fields.String(required=True)
    text = fields.String(required=True)
    subject_en = fields.String(load_default=None, allow_none=True)
    text_en = fields.String(load_default=None, allow_none=True)
    roles = fields.List(fields.String(), required=True)
    units = fields.List(Reference(), allow_none=True, load_default=list)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write one notice per person; nobody to tell is not an error."""
    people = {
        person for role in given["roles"] for person in _holders(desk, call, role, given["units"] or [])
    }
    rows = [
        {
            "person_id": person,
            "case_id": call.case.case_id,
            "kind": "information",
            "subject": given["subject"],
            "subject_en": given["subject_en"],
            "body": given["text"],
            "body_en": given["text_en"],
        }
        for person in sorted(people)
    ]
    records.notify(desk.connection, rows, desk.now)
    english = {"subject_en": given["subject_en"]} if given["subject_en"] else {}
    details = {"subject": given["subject"], **english, "recipients": len(rows)}
    desk.work.record(Event("information-sent", call.case.case_id, call.element, details))
    return {"mottagare": len(rows)}


def _holders(desk: Desk, call: Call, key: str, chosen: list[UUID]) -> set[UUID]:
    organisation_id, role = call.case.organisation_id, call.role(key)
    if role.superior_in_case:
        return members.first_above(desk.connection, (role.key, call.case.case_id), desk.now)
    if routing.in_cases(role):
        scopes = {call.case.case_id}
    elif role.scope in routing.ORGANISATION_KINDS:
        scopes = {organisation_id}
    else:
        named = chosen or members.units_of_case(desk.connection, call.case.case_id)
        scopes = units.with_all_below(desk.connection, organisation_id, named)
    return members.in_role(desk.connection, organisation_id, role.key, scopes, desk.now)
