"""Hand in a status report that no task asks for: an extra one, or one that corrects another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from engine.commands.reports.answering import require_answering
from engine.desk import Desk
from engine.errors import ConflictError, InvalidError
from engine.governance.actor import Held
from engine.governance.answering import LEADER, OWNER, played
from engine.governance.permissions import Permission, require
from engine.receipt import Receipt
from engine.store import answering, records, reports
from engine.store.reports import Report
from engine.store.sight import Seen
from engine.store.work import Event
from forms.jsonable import jsonable

PARTS: Final = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")


@dataclass(frozen=True)
class HandInReport:
    """Keep a report of a case outside its process; `answers` has the keys of form f_statusrapport.

    `corrects` is the report that it corrects. The assignment owner is told (the project leader, when the assignment owner wrote it). Raises
    NotFoundError, ForbiddenError, ConflictError (the case has ended; another case's report) and InvalidError.
    """

    case_id: UUID
    answers: Mapping[str, Any]
    corrects: UUID | None = None

    def run(self, desk: Desk) -> Receipt:
        """Check it, keep it, tell of it."""
        require(desk.actor, Permission.REPORT_WRITE)
        case, by = require_answering(desk, self.case_id)
        _check(self.answers)
        if self.corrects and not reports.is_of_case(desk.connection, case.id, self.corrects):
            raise ConflictError(
                "Rapporten som ska rättas hör inte till ärendet.",
                "The report to correct does not belong to the case.",
            )
        report = _report(case, by, self.answers, self.corrects)
        report_id, number = reports.record_report(desk.connection, report, desk.person_id, desk.now)
        details = {"number": number, "total": report.total, "report": str(report_id)}
        desk.work.record(Event("status-reported", case.id, details=details))
        _tell(desk, case, number, by)
        return Receipt({"id": str(case.id), "number": case.number}, report=str(report_id))


def _report(case: Seen, by: Held, answers: Mapping[str, Any], corrects: UUID | None) -> Report:
    return Report(
        case_id=case.id,
        period=(answers["period_fran"], answers["period_till"]),
        due_on=None,
        total=answers["status_total"],
        trend=answers["trend"],
        parts={name: answers["delstatus"][name]["status"] for name in PARTS},
        content=jsonable(answers),
        role=by.role,
        corrects_id=corrects,
    )


def _check(answers: Mapping[str, Any]) -> None:
    if answers["period_till"] < answers["period_fran"]:
        raise InvalidError.at(
            "/answers/period_till",
            "Perioden slutar innan den börjar. Ändra en av dagarna.",
            "The period ends before it begins. Change one of the days.",
        )
    for name in PARTS:
        part = answers["delstatus"][name]
        if part["status"] != "gron" and not (part.get("kommentar") and part.get("atgard")):
            raise InvalidError.at(
                f"/answers/delstatus/{name}",
                "Skriv orsak och åtgärd när delen inte är grön.",
                "Write the cause and the action when the part is not green.",
            )
    if answers["status_total"] != "gron" and not (answers.get("kommentar") and answers.get("atgard")):
        raise InvalidError.at(
            "/answers/kommentar",
            "Skriv orsak och åtgärd när ärendet inte är grönt.",
            "Write the cause and the action when the case is not green.",
        )
    red = any(part["status"] == "rod" for part in answers["delstatus"].values())
    if answers["status_total"] == "gron" and red and not answers.get("motivering_gron"):
        raise InvalidError.at(
            "/answers/motivering_gron",
            "Skriv varför helheten är grön när en del är röd.",
            "Write why the whole is green when a part is red.",
        )


def _tell(desk: Desk, case: Seen, number: int, by: Held) -> None:
    other = OWNER if by.role == played(desk.profile, LEADER) else LEADER
    holders = answering.holders(desk.connection, case.id, played(desk.profile, other), desk.now)
    told = set(holders) - {desk.person_id}
    subject = f"Statusrapport {number} i {case.number} {case.title}"
    body = f"{desk.actor.name} har lämnat statusrapport {number}."
    rows = [{"person_id": one, "case_id": case.id, "subject": subject, "body": body} for one in told]
    records.notify(desk.connection, rows, desk.now)
