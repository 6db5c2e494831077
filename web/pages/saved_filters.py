"""Saving a way of looking at the inbox, and forgetting it."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from api.shapes.filters import NewFilter
from engine.commands.tasks.filters import RemoveFilter, SaveFilter
from engine.errors import ConflictError, InvalidError
from forms.text import Text
from web import session
from web.frame import Frame
from web.pages.inbox import FILTERS, VIEWS, WHOSE, chosen_columns, link, show

_SAVED: Final = Text("Filtret är sparat.", "The filter has been saved.")
_REMOVED: Final = Text("Filtret är borttaget.", "The filter has been removed.")
_ODD: Final = Text(
    "Filtret går inte att spara. Visa listan igen och försök sedan.",
    "The filter cannot be saved. Show the list again, then try.",
)


def pages(frame: Frame) -> Blueprint:
    """Return what is done with saved filters; they are shown in the inbox."""
    blueprint = Blueprint("page_saved_filters", __name__)

    # The address says which filter it is, so that a refusal shows the same list with what was written.
    @blueprint.post("/inkorg")
    def save() -> AnyResponse:
        reader = frame.ask()[0]
        try:
            frame.engine.do(SaveFilter(**NewFilter().load(_asked())), reader.identity)
        except (InvalidError, ConflictError) as refused:
            return show(frame, HTTPStatus.UNPROCESSABLE_ENTITY, refused.text)
        except ValidationError:
            return show(frame, HTTPStatus.UNPROCESSABLE_ENTITY, _ODD)
        session.tell("done", _SAVED)
        return redirect(request.full_path.rstrip("?"), HTTPStatus.SEE_OTHER)

    @blueprint.post("/inkorg/filter/<uuid:filter_id>/ta-bort")
    def remove(filter_id: UUID) -> AnyResponse:
        frame.engine.do(RemoveFilter(filter_id), frame.ask()[0].identity)
        session.tell("done", _REMOVED)
        return redirect(link({}), HTTPStatus.SEE_OTHER)

    return blueprint


def _asked() -> dict[str, Any]:
    view = request.args.get("view", "mine")
    whose, state = WHOSE[view if view in VIEWS else "mine"]
    used = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return {
        "name": request.form.get("name", ""),
        "shared_with": request.form.get("shared_with") or None,
        "query": {"whose": whose, "state": state, **used, "column": chosen_columns()},
    }
