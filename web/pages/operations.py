"""How the installation is doing: incidents to try again, jobs, workers, and in demo mode the clock."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.incidents.retry import RetryIncident
from engine.errors import ConflictError, InvalidError
from engine.governance.permissions import Permission
from engine.queries.dispatches.dead import DeadLetter, DeadLetters
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.operations.status import Operations
from engine.queries.webhooks.list import WebhookRow, Webhooks
from forms.text import Text
from web import session
from web.asking import Permitted
from web.frame import Frame
from web.pages.calendar import coming

STEPS: Final = {
    "P1D": Text("En dag", "One day"),
    "P7D": Text("En vecka", "One week"),
    "P1M": Text("En månad", "One month"),
}
JOBS: Final = {
    "todo": Text("Väntar", "Waiting"),
    "doing": Text("Görs nu", "Being done"),
    "succeeded": Text("Klara", "Done"),
    "failed": Text("Misslyckade", "Failed"),
    "cancelled": Text("Avbrutna", "Cancelled"),
    "aborted": Text("Avbrutna under arbetet", "Aborted"),
}
_MOVED: Final = Text(
    "Klockan är framflyttad. Det som förföll dess emellan görs nu.",
    "The clock has been moved. What fell due meanwhile is being done now.",
)
_MENDED: Final = Text("Steget gick bra. Ärendet går vidare.", "The step went well. The case goes on.")


EVENTS: Final = {
    "case.started": Text("Ett ärende startar", "A case starts"),
    "case.ended": Text("Ett ärende avslutas", "A case ends"),
    "task.created": Text("En uppgift kommer till", "A task is made"),
    "task.completed": Text("En uppgift blir klar", "A task is completed"),
    "decision.made": Text("Ett beslut fattas", "A decision is made"),
}


@dataclass(frozen=True)
class Outgoing:
    """What administrators see of mail and calls."""

    dead: tuple[DeadLetter, ...]
    webhooks: tuple[WebhookRow, ...]


def pages(frame: Frame) -> Blueprint:
    """Return the page for those who keep the system running."""
    blueprint = Blueprint("page_operations", __name__)

    @blueprint.get("/drift")
    def show() -> AnyResponse:
        return page(frame)

    @blueprint.post("/drift/klocka")
    def advance() -> AnyResponse:
        reader = frame.ask()[0]
        by = request.form.get("by") or request.form.get("own", "").strip()
        try:
            frame.engine.do(AdvanceClock(by), reader.identity)
        except InvalidError as error:
            return page(frame, HTTPStatus.UNPROCESSABLE_ENTITY, own=by, fault=error.text)
        session.tell("done", _MOVED)
        return redirect("/drift", HTTPStatus.SEE_OTHER)

    @blueprint.post("/drift/storningar/<uuid:incident_id>/forsok")
    def retry(incident_id: UUID) -> AnyResponse:
        reader = frame.ask()[0]
        try:
            frame.engine.do(RetryIncident(incident_id), reader.identity)
        except ConflictError as error:
            session.tell("trouble", error.text)
        else:
            session.tell("done", _MENDED)
        return redirect("/drift", HTTPStatus.SEE_OTHER)

    return blueprint


def page(frame: Frame, status: int = 200, **shown: Any) -> AnyResponse:
    """Return the page; `shown` is what was typed or made on it, and the faults of that."""
    reader, found, models, may_set_days, may, may_migrate = frame.ask(
        Operations(),
        ProcessDefinitions(),
        *map(Permitted, (Permission.REGISTER_WRITE, Permission.WEBHOOK_MANAGE, Permission.MODEL_MIGRATE)),
    )
    outgoing = Outgoing(*frame.ask(DeadLetters(), Webhooks())[1:]) if may else None
    days = coming(reader.calendar, clock.day(reader.now))
    empty = {"own": "", "fault": None, "url": "", "chosen": EVENTS, "hook_fault": None, "made": None}
    values = {"health": found, "steps": STEPS, "job_names": JOBS, "outgoing": outgoing, "events": EVENTS}
    values |= {"days": days, "ends": reader.calendar.closes, "may_set_days": may_set_days}
    values["models"] = models if may_migrate else ()
    return frame.render("operations.html", reader, status, **{**empty, **values, **shown})
