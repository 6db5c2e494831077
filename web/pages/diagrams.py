"""Begin a model from a diagram that is kept as a document."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.diagrams.promote import PromoteDiagram
from engine.errors import ConflictError, EngineError, InvalidError
from engine.queries.documents.get import DocumentById
from forms.text import Text
from web import session
from web.frame import Frame


def pages(frame: Frame) -> Blueprint:
    """Return what the page of a diagram does beside what all documents do."""
    blueprint = Blueprint("page_diagrams", __name__)
    blueprint.add_url_rule(
        "/dokument/<number>/modell", "promote", lambda number: _promote(frame, number), methods=["POST"]
    )
    return blueprint


def _promote(frame: Frame, number: str) -> AnyResponse:
    reader, found = frame.ask(DocumentById(number))
    try:
        made = frame.engine.do(PromoteDiagram(found.id, request.form.get("key", "")), reader.identity)
    except (ConflictError, InvalidError) as error:
        session.tell("trouble", _said(error))
        return redirect(f"/dokument/{number}#modell", 303)
    return redirect(f"/modeller/utkast/{made.id}", 303)


def _said(error: EngineError) -> Text:
    return error.errors[0].text if isinstance(error, InvalidError) and error.errors else error.text
