"""How the installation is doing: incidents to try again, jobs, workers, and in demo mode the clock."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.dispatches.retry import RetryDispatch
from engine.commands.incidents.retry import RetryIncident
from engine.errors import ConflictError, InvalidError
from engine.governance.permissions import Permission
from engine.queries.dispatches.dead import DeadLetters
from engine.queries.operations.status import Operations
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
_SENT_AGAIN: Final = Text("Försändelsen är på väg igen.", "It is on its way again.")
_MENDED: Final = Text("Steget gick bra. Ärendet går vidare.", "The step went well. The case goes on.")


def pages(frame: Frame) -> Blueprint:
    """Return the page for those who keep the system running."""
    blueprint = Blueprint("page_operations", __name__)

    @blueprint.get("/drift")
    def show() -> AnyResponse:
        return _page(frame)

    @blueprint.post("/drift/klocka")
    def advance() -> AnyResponse:
        reader = frame.ask()[0]
        by = request.form.get("by") or request.form.get("own", "").strip()
        try:
            frame.engine.do(AdvanceClock(by), reader.identity)
        except InvalidError as error:
            return _page(frame, HTTPStatus.UNPROCESSABLE_ENTITY, own=by, fault=error.text)
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

    @blueprint.post("/drift/forsandelser/<uuid:dispatch_id>/forsok")
    def send_again(dispatch_id: UUID) -> AnyResponse:
        reader = frame.ask()[0]
        frame.engine.do(RetryDispatch(dispatch_id), reader.identity)
        session.tell("done", _SENT_AGAIN)
        return redirect("/drift", HTTPStatus.SEE_OTHER)

    return blueprint


def _page(frame: Frame, status: int = 200, own: str = "", fault: Text | None = None) -> AnyResponse:
    reader, found, may, dead = frame.ask(
        Operations(), Permitted(Permission.REGISTER_WRITE), Permitted(Permission.DISPATCH_RETRY)
    )
    if dead:
        reader, found, dead = frame.ask(Operations(), DeadLetters())
    days = coming(reader.calendar, clock.day(reader.now))
    values = {"health": found, "dead": dead, "steps": STEPS, "job_names": JOBS, "own": own, "fault": fault}
    values |= {"days": days, "ends": reader.calendar.closes, "may_set_days": may}
    return frame.render("operations.html", reader, status, **values)
