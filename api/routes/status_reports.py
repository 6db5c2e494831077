"""Status reports: of a case, one of them, the next one, and handing one in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE, ValidationError
from werkzeug.exceptions import NotAcceptable

from api.actor import identity
from api.shapes import status_reports as shapes
from api.shapes.base import page_of
from engine.commands.reports.hand_in import HandInReport
from engine.commands.tasks.complete import CompleteTask
from engine.door import Engine
from engine.errors import ConflictError, FieldError, InvalidError
from engine.queries.reports.get import Report, ReportsOfCase
from engine.queries.reports.next import NextReport
from engine.queries.reports.rows import NextRow, ReportRow, ReportWhole
from forms.text import Text


def routes(engine: Engine) -> Blueprint:
    """Return the routes of status reports."""
    blueprint = Blueprint("status-reports", __name__, description="Status reports of cases.")

    @blueprint.get("/cases/<uuid:case_id>/status-reports")
    @blueprint.response(200, page_of(shapes.StatusReport))
    def reports(case_id: UUID) -> dict[str, Any]:
        """Return the reports of a case, the latest first."""
        return {"items": engine.ask(ReportsOfCase(case_id), identity(request)), "next": None}

    @blueprint.post("/cases/<uuid:case_id>/status-reports")
    @blueprint.arguments(shapes.NewReport)
    @blueprint.response(201, shapes.StatusReport)
    def hand_in(body: Mapping[str, Any], case_id: UUID) -> ReportRow:
        """Hand in a report: it completes your open task for it; without one it is an extra report, or a correction."""
        who = identity(request)
        begun = engine.ask(NextReport(case_id), who)
        if begun.task_id and not body["corrects"]:
            engine.do(CompleteTask(begun.task_id, body["answers"]), who)
        else:
            engine.do(HandInReport(case_id, _checked(body["answers"]), body["corrects"]), who)
        newest = engine.ask(ReportsOfCase(case_id, 1), who)
        if not newest or newest[0].number < begun.number:
            raise ConflictError(
                "Uppgiften är klar, men processen har inte lagt in någon rapport. Se ärendets spår.",
                "The task is completed, but the process has recorded no report. See the trail of the case.",
            )
        return newest[0]

    @blueprint.get("/cases/<uuid:case_id>/status-reports/next")
    @blueprint.response(200, shapes.NextReport)
    def following(case_id: UUID) -> NextRow:
        """Return what the next report begins with."""
        return engine.ask(NextReport(case_id), identity(request))

    @blueprint.get("/status-reports/<uuid:report_id>")
    @blueprint.arguments(shapes.FormatQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.StatusReportWhole)
    def report(query: Mapping[str, Any], report_id: UUID) -> ReportWhole:
        """Return a report whole, as JSON; where there are pages, also as HTML, PDF and PPTX, by `format` or Accept."""
        if query["format"] not in (None, "json"):
            raise NotAcceptable
        return engine.ask(Report(report_id), identity(request))

    return blueprint


def _checked(answers: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(shapes.ANSWERS().load(answers))
    except ValidationError as error:
        faults = tuple(
            FieldError(f"/answers/{name}", Text("Fyll i fältet som formuläret säger.", str(said)))
            for name, said in error.messages_dict.items()
        )
        count = len(faults)
        raise InvalidError(
            f"Rapporten har {count} fel. Rätta dem och försök igen.",
            f"The report has {count} faults. Mend them and try again.",
            faults,
        ) from error
