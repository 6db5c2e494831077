"""What I have been told: mentions, information, and what happens in cases that I follow."""

from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.notifications.read import ReadNotices
from engine.errors import InvalidError
from engine.outgoing.kinds import KINDS
from engine.queries.notifications.notices import Notices
from web.frame import Frame


def pages(frame: Frame) -> Blueprint:
    """Return the page of notices."""
    blueprint = Blueprint("page_notices", __name__)
    blueprint.add_url_rule("/meddelanden", "show", lambda: _show(frame))
    blueprint.add_url_rule("/meddelanden/lasta", "read", lambda: _read(frame), methods=["POST"])
    return blueprint


def _show(frame: Frame) -> AnyResponse:
    reader, page = frame.ask(Notices(cursor=request.args.get("cursor")))
    more = f"/meddelanden?{urlencode({'cursor': page.next})}" if page.next else None
    return frame.render("notices.html", reader, page=page, kinds=KINDS, more=more)


def _read(frame: Frame) -> AnyResponse:
    reader = frame.ask()[0]
    try:
        until = datetime.fromisoformat(request.form.get("until", ""))
    except ValueError as error:
        raise InvalidError(
            "Sidan sade inte till och med när. Gå till Meddelanden och försök igen.",
            "The page did not say until when. Go to Notices and try again.",
        ) from error
    frame.engine.do(ReadNotices(until), reader.identity)
    return redirect("/meddelanden", HTTPStatus.SEE_OTHER)
