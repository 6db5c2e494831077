"""What needs no login, since the address itself is the key: declining mail, and a person's calendar."""

import hashlib

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.notifications.choose import ChooseNotifications
from engine.errors import NotFoundError
from engine.governance.actor import RALS, Identity
from engine.outgoing import calendar
from engine.outgoing.kinds import KINDS, NOTHING
from engine.outgoing.links import DECLINE, Declined, read_decline
from engine.queries.notifications.calendar import CalendarOf, MyDays
from web import session
from web.frame import Frame


def pages(frame: Frame) -> Blueprint:
    """Return the pages that a signed or secret address leads to."""
    blueprint = Blueprint("page_signed", __name__)

    @blueprint.get(f"{DECLINE}/<token>")
    def declining(token: str) -> AnyResponse:
        # Mail programs follow links by themselves, so looking changes nothing.
        return _page(frame, _declined(frame, token), done=False)

    @blueprint.post(f"{DECLINE}/<token>")
    def decline(token: str) -> AnyResponse:
        asked = _declined(frame, token)
        how = dict.fromkeys(asked.kinds, NOTHING)
        frame.engine.do(ChooseNotifications(how), Identity(person_id=asked.person_id))
        return _page(frame, asked, done=True)

    @blueprint.get("/kalender/<token>.ics")
    def days(token: str) -> AnyResponse:
        return _calendar(frame, token)

    return blueprint


def _declined(frame: Frame, token: str) -> Declined:
    found = read_decline(frame.secret, token)
    if found is None or not found.kinds or set(found.kinds) - set(KINDS):
        raise NotFoundError(
            "Länken går inte att läsa. Öppna den direkt i mejlet, eller välj under Mina roller.",
            "The link cannot be read. Open it in the mail itself, or choose under My roles.",
        )
    return found


def _page(frame: Frame, asked: Declined, *, done: bool) -> Response:
    names = [KINDS[kind].name.to(session.language()) for kind in asked.kinds]
    return frame.render("decline.html", None, names=names, done=done)


def _calendar(frame: Frame, token: str) -> AnyResponse:
    person_id = frame.engine.ask(CalendarOf(token), RALS)
    language, found = frame.engine.ask(MyDays(), Identity(person_id=person_id))
    data = calendar.written(found, language, base_url(frame))
    response = Response(data, mimetype="text/calendar")
    response.set_etag(hashlib.sha256(data).hexdigest())
    response.headers["Cache-Control"] = "private, max-age=300"
    return response.make_conditional(request)


def base_url(frame: Frame) -> str:
    """Return the address by which people reach this installation: the one that is set, else the one asked."""
    return frame.engine.outgoing.base_url or request.host_url.rstrip("/")
