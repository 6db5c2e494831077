"""Where cases wait, and the event log for process-mining tools."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.routes.files import download
from api.shapes import event_log as log_shapes
from api.shapes import lead_times as shapes
from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.models.versions import Versions
from engine.queries.reports.event_log import EventLog, events
from engine.queries.reports.lead_times import LeadTimes, LeadTimesTold
from forms.text import Language


def routes(engine: Engine) -> Blueprint:
    """Return the routes of lead times and of the event log."""
    blueprint = Blueprint("lead-times", __name__, description="Where cases wait.")

    @blueprint.get("/lead-times")
    @blueprint.arguments(shapes.LeadTimesQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.LeadTimesPage)
    def lead_times(query: Mapping[str, Any]) -> LeadTimesTold | Response:
        """Return how long cases of a process wait by step, role or unit; a unit's times only when several are behind them."""
        asked = dict(query)
        kind = asked.pop("format")
        told = engine.ask(LeadTimes(**asked), identity(request))
        return told if kind == "json" else table(told, language())

    @blueprint.get("/event-log")
    @blueprint.arguments(log_shapes.EventLogQuery, location="query", unknown=RAISE)
    @blueprint.response(200, content_type="application/xml")
    def event_log(query: Mapping[str, Any]) -> Response:
        """Return each completed step as an event, as XES (IEEE 1849) or CSV, for administrators and process owners."""
        return log(engine, identity(request), query)

    return blueprint


def table(told: LeadTimesTold, spoken: Language) -> Response:
    """Return lead times as a file for spreadsheets."""
    return download(f"{told.process}-ledtider.csv", "text/csv", shapes.as_csv(told, spoken))


def log(engine: Engine, who: Identity, query: Mapping[str, Any]) -> Response:
    """Return the event log as a download that is sent while it is read: `process`, `format`, and days from and to."""
    asked = dict(query)
    kind = asked.pop("format")
    name = engine.ask(Versions(asked["process"]), who)[0].name.sv
    found = events(lambda page: engine.ask(page, who), EventLog(engine.now(), **asked))
    answer = download(f"{asked['process']}-handelselogg.{kind}", log_shapes.KINDS[kind], b"")
    answer.response = log_shapes.pieces(kind, name, found)
    del answer.headers["Content-Length"]
    return answer
