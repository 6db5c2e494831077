"""Refusals as pages: what happened and what to do, in the look of every other page."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from api import watching
from api.errors import STATUS
from engine import errors
from forms.text import Text
from web import session
from web.frame import Frame, Reader, is_part
from web.guard import FORM_BYTES, FORM_FIELDS, ForeignOriginError
from web.pages import login

# Addresses whose forms a person fills in; what was typed there survives a login that has ended.
FORMS: Final = frozenset(
    {
        *("page_tasks.act", "page_starting.act", "page_lending.delegate", "page_lending.away"),
        *(f"page_process_forms.{one}" for one in ("make", "change", "deliver", "classify", "make_class")),
        *(f"page_{one}.act" for one in ("decision_tables", "form_editor", "form_field", "trying")),
    }
)

HEADINGS: Final[Mapping[int, Text]] = {
    400: Text("Begäran går inte att läsa", "The request cannot be read"),
    403: Text("Det här får du inte göra", "You may not do this"),
    404: Text("Sidan finns inte", "There is no such page"),
    405: Text("Så går det inte att göra här", "This cannot be done here"),
    409: Text("Någon annan hann före", "Somebody else was first"),
    412: Text("Någon annan hann före", "Somebody else was first"),
    413: Text("Det du skickade är för stort", "What you sent is too large"),
    422: Text("Det går inte att ta emot", "This cannot be accepted"),
    500: Text("Något gick fel hos oss", "Something went wrong on our side"),
    503: Text("Räls svarar inte just nu", "Räls does not answer right now"),
}
REMEDIES: Final[Mapping[int, Text]] = {
    400: Text("Gå tillbaka, ladda om sidan och försök igen.", "Go back, reload the page and try again."),
    404: Text(
        "Adressen {path} leder ingenstans. Den kan vara fel skriven, eller sidan borttagen. Börja i inkorgen.",
        "The address {path} leads nowhere. It may be mistyped, or the page is gone. Begin in the inbox.",
    ),
    405: Text("Gå till sidan och använd knapparna där.", "Go to the page and use the buttons there."),
    413: Text(
        "Ett formulär får ha {fields} fält och {megabytes} MB text. Gå tillbaka, så finns det du skrev kvar. Korta texten"
        " eller dela upp den.",
        "A form may have {fields} fields and {megabytes} MB of text. Go back, and what you wrote is still there. Shorten"
        " the text or divide it.",
    ),
    500: Text(
        "Felet är noterat. Gå tillbaka, så finns det du skrev kvar, och försök igen om en stund.",
        "The fault has been noted. Go back, what you wrote is still there, and try again in a while.",
    ),
}
_FOREIGN: Final = Text(
    "Formuläret kom från en annan webbplats. Öppna sidan här i Räls och gör det där.",
    "The form came from another site. Open the page here in Räls and do it there.",
)


def attach(blueprint: Blueprint, frame: Frame) -> None:
    """Let the refusals that arise in a blueprint be pages."""

    def needs_login(_: Exception) -> AnyResponse:
        return _to_login(frame)

    def refused(error: errors.EngineError) -> AnyResponse:
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        return page(frame, status, error.text)

    blueprint.register_error_handler(session.LoginNeededError, needs_login)
    blueprint.register_error_handler(errors.UnknownActorError, needs_login)
    blueprint.register_error_handler(errors.EngineError, refused)


def of_http(frame: Frame, error: HTTPException) -> Response:
    """Return the page for what Flask and werkzeug refuse."""
    status = error.code or 500
    known = status if status in REMEDIES else 400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500
    text = _FOREIGN if isinstance(error, ForeignOriginError) else _told(REMEDIES[known])
    response = page(frame, status, text)
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _told(text: Text) -> Text:
    values = {"path": request.path, "fields": FORM_FIELDS, "megabytes": FORM_BYTES // 1_000_000}
    return Text(text.sv.format(**values), text.en.format(**values))


def page(frame: Frame, status: int, text: Text) -> Response:
    """Return the page of one refusal."""
    if is_part():
        # Nothing on the page is replaced; the person's next real step shows the refusal.
        return Response(status=HTTPStatus.NO_CONTENT)
    heading = HEADINGS.get(status, HEADINGS[400])
    # To read the page again can help where the fault is ours, and the page was only to be read.
    again = request.full_path.rstrip("?") if _is_ours(status) and request.method == "GET" else None
    told = {"heading": heading, "text": text, "code": status, "again": again}
    number = watching.number() if _is_ours(status) else None
    response = frame.render("error.html", _reader(frame), status, **told, number=number)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "2"
    return response


def _is_ours(status: int) -> bool:
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _reader(frame: Frame) -> Reader | None:
    # The page of a refusal must not fail for the reason of the refusal, such as a database that is away.
    try:
        reader: Reader = frame.ask()[0]
    except (errors.EngineError, session.LoginNeededError):
        return None
    return reader


def _to_login(frame: Frame) -> AnyResponse:
    session.log_out()
    if is_part():
        return Response(status=HTTPStatus.NO_CONTENT)
    if request.method == "GET":
        return redirect(login.address(request.full_path.rstrip("?")), HTTPStatus.SEE_OTHER)
    if request.endpoint in FORMS:
        return login.with_what_was_typed(frame)
    return redirect(login.address("/inkorg"), HTTPStatus.SEE_OTHER)
