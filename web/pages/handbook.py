"""A published process in words: handbook, fact sheet and responsibilities, as pages; the handbook as PDF and for Word too."""

from base64 import b64encode
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from api.routes.files import download
from engine.queries.models.handbook import HandbookDrawings, HandbookOf
from forms.text import Text
from web import session
from web.frame import Frame
from web.paper import pdf
from web.word import KIND, handbook
from web.words import Say

TEXTS: Final = {
    "handbok": Text("Processhandbok", "Process handbook"),
    "faktablad": Text("Faktablad", "Fact sheet"),
    "ansvar": Text("Ansvar", "Responsibilities"),
}


def pages(frame: Frame) -> Blueprint:
    """Return the pages of a process in words."""
    blueprint = Blueprint("page_handbook", __name__)

    @blueprint.get("/modeller/<key>/<any(handbok, faktablad, ansvar):kind>")
    def show(key: str, kind: str) -> AnyResponse:
        return _show(frame, key, kind)

    @blueprint.get("/modeller/<key>/handbok.<any(pdf, docx):kind>")
    def handed_out(key: str, kind: str) -> AnyResponse:
        reader, book, drawings = frame.ask(*_asked(key))
        name = f"{key}-v{book.version.number}-handbok.{kind}"
        if kind == "docx":
            return download(name, KIND, handbook(book, drawings, Say(session.language())))
        sheets = [(of, b64encode(svg).decode()) for of, svg in drawings]
        page = frame.render(
            "handbook_paper.html", reader, book=book, heading=TEXTS["handbok"], drawings=sheets
        )
        return download(name, "application/pdf", pdf(page.get_data(as_text=True)))

    return blueprint


def _show(frame: Frame, key: str, kind: str) -> AnyResponse:
    reader, book, drawings = frame.ask(*_asked(key))
    wanted = request.args.get("version")
    return frame.render(
        "handbook.html",
        reader,
        book=book,
        # Our own drawing, where names are text.
        drawings=[(of, Markup(svg.decode())) for of, svg in drawings],  # noqa: S704
        kind=kind,
        heading=TEXTS[kind],
        texts=TEXTS.items(),
        address=f"/modeller/{key}",
        query=f"?{urlencode({'version': wanted})}" if wanted else "",
    )


def _asked(key: str) -> tuple[HandbookOf, HandbookDrawings]:
    version = request.args.get("version")
    return HandbookOf(key, version), HandbookDrawings(key, version, session.language())
