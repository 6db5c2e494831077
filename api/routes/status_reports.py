"""Status reports: of a case, one of them, the next one, and handing one in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE
from werkzeug.exceptions import NotAcceptable

from api.actor import identity
from api.once import do_once, earlier
from api.shapes import status_reports as shapes
from api.shapes.base import page_of
from engine.commands.reports.hand_in import HandInReport
from engine.commands.reports.request import RequestReport
from engine.commands.tasks.complete import CompleteTask
from engine.connectors.record_status_report import WHOLE
from engine.desk import Command
from engine.door import Engine
from engine.errors import ConflictError
from engine.governance.actor import Identity
from engine.queries.reports.get import Report, ReportMade, ReportsOfCase
from engine.queries.reports.next import NextReport
from engine.queries.reports.rows import NextRow, ReportRow, ReportWhole
from engine.receipt import Receipt


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
        who, asked = identity(request), ("status-report", case_id, body)
        receipt = earlier(engine, who, asked)
        if receipt is None:
            receipt = do_once(engine, _handing_in(engine, who, case_id, body), who, asked)
        made = engine.ask(ReportMade(case_id, *_keys(receipt)), who)
        if made is None:
            raise ConflictError(
                "Uppgiften är klar, men processen har inte lagt in någon rapport. Se ärendets spår.",
                "The task is completed, but the process has recorded no report. See the trail of the case.",
            )
        return made

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

    _asking(blueprint, engine)
    return blueprint


def _handing_in(engine: Engine, who: Identity, case_id: UUID, body: Mapping[str, Any]) -> Command[Receipt]:
    begun = engine.ask(NextReport(case_id), who)
    # The lists of a report are whole; one that the client says nothing of stays as it is.
    untold = {name: begun.answers[name] for name in WHOLE if begun.answers.get(name)}
    answers = {**untold, **body["answers"]}
    if begun.task_id and not body["corrects"]:
        return CompleteTask(begun.task_id, answers)
    return HandInReport(case_id, answers, body["corrects"])


def _keys(receipt: Receipt) -> tuple[UUID | None, UUID | None]:
    """Return by which task, or as which report, it was handed in."""
    task = UUID(receipt.task["id"]) if receipt.task else None
    return task, UUID(receipt.report) if receipt.report else None


def _asking(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.post("/cases/<uuid:case_id>/status-reports/request")
    @blueprint.arguments(shapes.ReportRequest)
    @blueprint.response(200, shapes.NextReport)
    def ask_for(body: Mapping[str, Any], case_id: UUID) -> NextRow:
        """Ask the project leader for a report now; what it begins with is returned. For the project leader and the assignment owner."""
        who = identity(request)
        engine.do(RequestReport(case_id, body["why"]), who)
        return engine.ask(NextReport(case_id), who)
