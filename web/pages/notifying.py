"""Choose how one is told, and make the address of one's calendar."""

from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.notifications.choose import ChooseNotifications, RenewCalendar
from engine.outgoing.calendar import path_of
from engine.outgoing.kinds import HOW, KINDS
from engine.queries.notifications.chosen import Choices
from forms.text import Language, Text
from web import session
from web.frame import Frame
from web.pages.signed import base_url

LANGUAGES: Final[dict[Language, Text]] = {"sv": Text("Svenska", "Swedish"), "en": Text("Engelska", "English")}
_KEPT: Final = Text("Dina val är sparade.", "Your choices have been saved.")


def pages(frame: Frame) -> Blueprint:
    """Return what the section about notifications on one's own page does."""
    blueprint = Blueprint("page_notifying", __name__)

    @blueprint.post("/jag/aviseringar")
    def choose() -> AnyResponse:
        reader = frame.ask()[0]
        how = {kind: request.form[kind] for kind in KINDS if kind in request.form}
        spoken: Language = "en" if request.form.get("language") == "en" else "sv"
        frame.engine.do(ChooseNotifications(how, spoken), reader.identity)
        session.tell("done", _KEPT)
        return redirect("/jag#aviseringar", HTTPStatus.SEE_OTHER)

    @blueprint.post("/jag/kalender")
    def renew() -> AnyResponse:
        reader = frame.ask()[0]
        address = base_url(frame) + path_of(frame.engine.do(RenewCalendar(), reader.identity))
        # Shown on the answer itself and kept nowhere.
        return frame.render("calendar.html", reader, address=address)

    return blueprint


def told(choices: Choices) -> dict[str, Any]:
    """Return what the section shows."""
    return {"choices": choices, "kinds": KINDS, "ways": HOW, "languages": LANGUAGES}
