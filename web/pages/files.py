"""A file: what it is, who handed it in, and a look at it when it is an image or a PDF."""

from typing import Final
from uuid import UUID

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from api.routes.files import download
from engine.queries.files.get import Content, FileById, FileFacts
from web.frame import Frame

# The kinds that are shown, and how such a file begins. No text, HTML or SVG: those could act as pages of ours.
PDF: Final = "application/pdf"
BEGINS: Final = {
    PDF: (b"%PDF-",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/webp": (b"RIFF",),
}
# Nothing in the file is fetched or run, and only our own pages may hold it. Safari shows nothing of a PDF in a sandbox, and
# older Chromium dresses the page around its own reader of PDF with inline styles.
_POLICY: Final = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
_SANDBOX: Final = f"{_POLICY}; sandbox"
_READER: Final = f"{_POLICY}; style-src 'unsafe-inline'"


def pages(frame: Frame) -> Blueprint:
    """Return the page of a file, and its content."""
    blueprint = Blueprint("page_files", __name__)

    @blueprint.get("/filer/<uuid:file_id>")
    def show(file_id: UUID) -> AnyResponse:
        reader, file = frame.ask(FileFacts(file_id))
        look = "frame" if file.kind == PDF else "image" if file.kind in BEGINS else None
        return frame.render("file.html", reader, file=file, look=look)

    @blueprint.get("/filer/<uuid:file_id>/innehall")
    def content(file_id: UUID) -> AnyResponse:
        _, found = frame.ask(FileById(file_id))
        return inline(found)

    return blueprint


def inline(found: Content) -> Response:
    """Return a file to be looked at when it is what it says and harmless to show, else as a download."""
    response = download(found.name, found.kind, found.data)
    if found.data.startswith(BEGINS.get(found.kind, ())):
        given = response.headers["Content-Disposition"]
        response.headers["Content-Disposition"] = given.replace("attachment", "inline", 1)
    response.headers["Content-Security-Policy"] = _READER if found.kind == PDF else _SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
