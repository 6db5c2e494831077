"""What a draft has beside its drawing: its forms and decision tables, and where new ones begin."""

import json
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.drafts.save import SaveModelDraft
from engine.errors import ChangedError, ConflictError, InvalidError, ModelRefusedError
from engine.queries.drafts.drafts import DraftById
from engine.runtime.decisions.grid import blank
from engine.runtime.diagram import KEY
from forms.editing import new_form
from forms.text import Text
from web.frame import Frame
from web.pages.form_editor import as_file

_FORM, _TABLE = "formular", "tabeller"
_PLACES: Final = {_FORM: ("forms/", ".form.json"), _TABLE: ("decisions/", ".dmn")}


def pages(frame: Frame) -> Blueprint:
    """Return the page of forms and tables."""
    blueprint = Blueprint("page_draft_parts", __name__)

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/delar")
    def show(draft_id: UUID) -> AnyResponse:
        return _page(frame, draft_id)

    @blueprint.post("/modeller/utkast/<uuid:draft_id>/delar")
    def make(draft_id: UUID) -> AnyResponse:
        kind = _TABLE if request.form.get("_action") == _TABLE else _FORM
        return _made(frame, draft_id, kind, request.form.get("key", "").strip())

    return blueprint


def _made(frame: Frame, draft_id: UUID, kind: str, key: str) -> AnyResponse:
    reader, whole = frame.ask(DraftById(draft_id))
    before, after = _PLACES[kind]
    name = f"{before}{key}{after}"
    if not KEY.fullmatch(key) or name in whole.files:
        said = Text(
            "Välj en nyckel som är ledig, med gemener, siffror och understreck: till exempel f_beslut.",
            "Choose a free key of lower case letters, digits and underscores: for example f_beslut.",
        )
        return _page(frame, draft_id, HTTPStatus.UNPROCESSABLE_ENTITY, said)
    title = request.form.get("title", "").strip() or key
    data = blank(key, title) if kind == _TABLE else as_file(new_form(key, title))
    try:
        frame.engine.do(SaveModelDraft(draft_id, whole.draft.revision, {name: data}), reader.identity)
    except (ChangedError, ConflictError) as error:
        return _page(frame, draft_id, HTTPStatus.CONFLICT, error.text)
    except (InvalidError, ModelRefusedError) as error:
        return _page(frame, draft_id, HTTPStatus.UNPROCESSABLE_ENTITY, error.text)
    return redirect(f"/modeller/utkast/{draft_id}/{kind}/{key}", HTTPStatus.SEE_OTHER)


def _page(frame: Frame, draft_id: UUID, status: int = 200, notice: Text | None = None) -> Response:
    reader, whole = frame.ask(DraftById(draft_id))
    parts = {
        kind: {
            name.removeprefix(before).removesuffix(after): _title(name, data)
            for name, data in whole.files.items()
            if name.startswith(before)
        }
        for kind, (before, after) in _PLACES.items()
    }
    values = {"draft": whole.draft, "parts": parts, "notice": notice, "typed": request.form}
    return frame.render("draft_parts.html", reader, status, **values)


def _title(name: str, data: bytes) -> str:
    """Return what a form calls itself; a table is known by its key."""
    own = json.loads(data).get("properties") if name.endswith(".json") else None
    return str(own.get("title") or "") if isinstance(own, dict) else ""
