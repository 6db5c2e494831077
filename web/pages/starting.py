"""Start a case: choose a process, fill in its start form."""

from http import HTTPStatus
from uuid import uuid4

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.cases.start import StartCase
from engine.errors import ForbiddenError, InvalidError
from engine.queries.models.versions import ProcessDefinitions, StartForm, StartFormOf
from forms import Posted
from forms.text import Text
from web import session
from web.frame import Frame, Reader, is_part
from web.pages.tasks import KEY, onward
from web.uploads import items_of
from web.written import Written, refused, renewed, row_id, sheet


def pages(frame: Frame) -> Blueprint:
    """Return the pages that lead to a new case."""
    blueprint = Blueprint("page_starting", __name__)

    @blueprint.get("/arenden/starta")
    def choose() -> AnyResponse:
        reader, definitions = frame.ask(ProcessDefinitions())
        return frame.render("start.html", reader, definitions=definitions)

    @blueprint.get("/arenden/starta/<process>")
    def show(process: str) -> AnyResponse:
        reader, start = frame.ask(StartFormOf(process))
        return _page(frame, reader, start, Written({}))

    @blueprint.post("/arenden/starta/<process>")
    def act(process: str) -> AnyResponse:
        reader, start = frame.ask(StartFormOf(process))
        return _act(frame, reader, start)

    return blueprint


def _act(frame: Frame, reader: Reader, start: StartForm) -> AnyResponse:
    items, faults = items_of(request, frame.engine, reader.identity)
    posted = start.form.decode(items, clock.day(reader.now)) if start.form else Posted({})
    if faults:
        written = Written(posted.answers, faults, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _page(frame, reader, start, written)
    if posted.rows_changed:
        return _page(frame, reader, start, Written(posted.answers, focus=row_id(posted.focus)))
    if request.form.get("_action") != "start":
        written = (
            renewed(start.form, posted.answers, start.context, reader.now) if start.form else Written({})
        )
        return _page(frame, reader, start, written)
    return _started(frame, reader, start, posted)


def _started(frame: Frame, reader: Reader, start: StartForm, posted: Posted) -> AnyResponse:
    key = request.form.get(KEY) or str(uuid4())
    try:
        receipt = frame.engine.do_once(StartCase(start.process, posted.answers), reader.identity, key)
    except InvalidError as error:
        return _page(frame, reader, start, refused(posted.answers, error, HTTPStatus.UNPROCESSABLE_ENTITY))
    except ForbiddenError as error:
        return _page(frame, reader, start, refused(posted.answers, error, HTTPStatus.FORBIDDEN))
    number = receipt.case["number"]
    return onward(receipt, Text(f"ärendet {number} är startat", f"case {number} has been started"))


def _page(frame: Frame, reader: Reader, start: StartForm, written: Written) -> Response:
    drawn = sheet(start.form, written, start.context, reader.now, session.language()) if start.form else None
    template = "start_fields.html" if is_part() else "start_form.html"
    values = {"start": start, "written": written, "sheet": drawn, "key": str(uuid4())}
    return frame.render(template, reader, written.status, **values)
