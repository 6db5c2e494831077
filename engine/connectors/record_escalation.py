"""`record_escalation`: writes what is escalated, and what it is about: a case, a report of it, or a process."""

from typing import Any, Final

from marshmallow import EXCLUDE, Schema, fields, validate

from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.store import document_life, escalations, reports, sight
from engine.store.escalations import Raised
from engine.store.work import Event
from forms.jsonable import jsonable
from forms.text import Text

URGENCY: Final = ("akut", "hog", "normal")


class Parameters(Schema):
    """The answers of form f_eskalering; the case is named by its number, its report by that report's number."""

    class Meta:
        """What the case says of itself is not the form's."""

        unknown = EXCLUDE

    kind = fields.String(data_key="typ", required=True)
    urgency = fields.String(data_key="bradska", required=True, validate=validate.OneOf(URGENCY))
    about = fields.String(data_key="om_arende", allow_none=True, load_default=None)
    report = fields.Integer(data_key="om_rapport", allow_none=True, load_default=None)
    process_id = Reference(data_key="processnod", allow_none=True, load_default=None)
    content = fields.Dict(data_key="innehall", load_default=dict)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Write it; a case or report that is not there, or not for the one who raises, is refused."""
    about = _case(desk, call, given["about"]) if given["about"] else None
    if about is None and given["process_id"] is None:
        raise _refused("om_arende", "Ange ärendet eller processen.", "Give the case or the process.")
    report = _report(desk, about, given["report"]) if about and given["report"] else None
    acting = desk.actor.acting
    raised = Raised(
        case_id=call.case.case_id,
        kind=given["kind"],
        urgency=given["urgency"],
        content=jsonable(given["content"]),
        by=desk.actor.person_id,
        role=acting.role if acting else None,
        about_id=about.id if about else None,
        report_id=report,
        process_id=given["process_id"],
    )
    escalations.write(desk.connection, raised, desk.now)
    if about and about.secret:
        # What is raised tells of the case as much as the case itself does.
        document_life.make_secret(desk.connection, call.case.case_id)
    if about:
        details = {"number": call.case.number, "title": call.case.title}
        desk.work.record(Event("escalated", about.id, None, details))
    return {"arende": about.number if about else None}


def _case(desk: Desk, call: Call, number: str) -> sight.Seen:
    found = escalations.case_numbered(desk.connection, call.case.organisation_id, number.strip())
    if found is None or found == call.case.case_id:
        raise _refused(
            "om_arende",
            f"Det finns inget ärende {number} som du får se. Kontrollera numret.",
            f"There is no case {number} that you may see. Check the number.",
        )
    return sight.case_of(desk.connection, desk.actor, desk.now, found)


def _report(desk: Desk, about: sight.Seen, number: int) -> Any:
    found = reports.numbered(desk.connection, about.id, number)
    if found is None:
        raise _refused(
            "om_rapport",
            f"Ärendet {about.number} har ingen statusrapport {number}. Kontrollera numret.",
            f"The case {about.number} has no status report {number}. Check the number.",
        )
    return found


def _refused(field: str, sv: str, en: str) -> InvalidError:
    return InvalidError(sv, en, (FieldError(f"/answers/{field}", Text(sv, en)),))
