"""Hand in a status report that no task asks for: an extra one, or one that corrects another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.commands import answers as checking
from engine.commands.attaching import attach_files
from engine.commands.reports.answering import require_answering
from engine.connectors.read_report_basis import told
from engine.connectors.record_status_report import Written, keep
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.actor import Held
from engine.governance.answering import LEADER, OWNER, played
from engine.governance.permissions import Permission, require
from engine.receipt import Receipt
from engine.runtime import running
from engine.store import answering, choices, records, reports
from engine.store.instances import Locked
from engine.store.sight import Seen
from forms import Form


@dataclass(frozen=True)
class HandInReport:
    """Keep a report of a case outside its process; `answers` are those of form f_statusrapport, checked as in its task.

    `corrects` is the report that it corrects. Its rows are written as those of any report. The assignment owner is told (the project
    leader, when the assignment owner wrote it). Raises NotFoundError, ForbiddenError, ConflictError (the case is suspended or has
    ended, or its process has no status reports; another case's report) and InvalidError.
    """

    case_id: UUID
    answers: Mapping[str, Any]
    corrects: UUID | None = None

    def run(self, desk: Desk) -> Receipt:
        """Check it, keep it, tell of it."""
        require(desk.actor, Permission.REPORT_WRITE)
        case, by, locked = require_answering(desk, self.case_id)
        if self.corrects and not reports.is_of_case(desk.connection, case.id, self.corrects):
            raise ConflictError(
                "Rapporten som ska rättas hör inte till ärendet.",
                "The report to correct does not belong to the case.",
            )
        form, context = _form(desk, case, locked)
        clean = checking.checked(form, self.answers, context, desk.now)
        attach_files(desk, clean, desk.person_id, case.id)
        basis = context[BASIS]
        known = {name: basis[name] for name in ("milstolpar", "risker")}
        written = Written(case.id, form.typed(clean), by.role, None, self.corrects, known)
        report_id, number = keep(desk, written)
        _tell(desk, case, number, by)
        return Receipt({"id": str(case.id), "number": case.number}, report=str(report_id))


# What the form calls that which the next report begins with.
BASIS = "st_las_rapportunderlag"


def _form(desk: Desk, case: Seen, locked: Locked) -> tuple[Form, dict[str, Any]]:
    """Return the form of reports in the version that the case runs on, and what it reads."""
    published = desk.library.model(locked.model_hash)
    if reports.FORM not in published.forms:
        raise ConflictError(
            "Ärendets process har inga statusrapporter.", "The process of the case has no status reports."
        )
    form = published.forms[reports.FORM]
    at = (case.organisation_id, case.id, desk.now, desk.profile)
    run = running.restore(published.model, locked.state, desk.now, desk.calendar)
    basis = told(reports.basis_of(desk.connection, case.id))
    return form, {**choices.lists(desk.connection, form.sources, *at), **run.data, BASIS: basis}


def _tell(desk: Desk, case: Seen, number: int, by: Held) -> None:
    other = OWNER if by.role == played(desk.profile, LEADER) else LEADER
    holders = answering.holders(desk.connection, case.id, played(desk.profile, other), desk.now)
    told = set(holders) - {desk.person_id}
    subject = f"Statusrapport {number} i {case.number} {case.title}"
    body = f"{desk.actor.name} har lämnat statusrapport {number}."
    rows = [{"person_id": one, "case_id": case.id, "subject": subject, "body": body} for one in told]
    records.notify(desk.connection, rows, desk.now)
