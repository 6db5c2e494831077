"""What administrators do on the page of operations about mail and calls: send again, add a webhook, end one."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.dispatches.retry import RetryDispatch
from engine.commands.webhooks.register import EndWebhook, RegisterWebhook
from engine.desk import Command
from engine.errors import InvalidError
from forms.text import Text
from web import session
from web.frame import Frame
from web.pages.operations import page

_SENT_AGAIN: Final = Text("Försändelsen är på väg igen.", "It is on its way again.")
_ENDED: Final = Text(
    "Webhooken är avslutad. Systemet anropas inte mer.",
    "The webhook has ended. The system is called no more.",
)


def pages(frame: Frame) -> Blueprint:
    """Return what is done there."""
    blueprint = Blueprint("page_webhooks", __name__)

    @blueprint.post("/drift/forsandelser/<uuid:dispatch_id>/forsok")
    def send_again(dispatch_id: UUID) -> AnyResponse:
        return _done(frame, RetryDispatch(dispatch_id), _SENT_AGAIN)

    @blueprint.post("/drift/webhookar/<uuid:webhook_id>/avsluta")
    def end(webhook_id: UUID) -> AnyResponse:
        return _done(frame, EndWebhook(webhook_id), _ENDED)

    @blueprint.post("/drift/webhookar")
    def add() -> AnyResponse:
        reader = frame.ask()[0]
        url, events = request.form.get("url", "").strip(), tuple(request.form.getlist("events"))
        try:
            made = frame.engine.do(RegisterWebhook(url, events), reader.identity)
        except InvalidError as error:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return page(frame, status, url=url, chosen=events, hook_fault=error.text)
        # Shown on the answer itself and kept nowhere else that a person sees.
        return page(frame, made=made)

    return blueprint


def _done(frame: Frame, command: Command[None], said: Text) -> AnyResponse:
    reader = frame.ask()[0]
    frame.engine.do(command, reader.identity)
    session.tell("done", said)
    return redirect("/drift", HTTPStatus.SEE_OTHER)
