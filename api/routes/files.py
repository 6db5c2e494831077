"""Files: hand one in before the form that refers to it, and get it back."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from flask_smorest.fields import Upload
from marshmallow import Schema, fields

from api.actor import identity
from engine.commands.files.store import StoreFile
from engine.door import Engine
from engine.queries.files.get import FileById


class Uploaded(Schema):
    """A file in a multipart body."""

    file = Upload(required=True)


class Reference(Schema):
    """What a form's file field refers to."""

    id = fields.String()
    namn = fields.String()
    storlek = fields.Integer()
    typ = fields.String()


def routes(engine: Engine) -> Blueprint:
    """Return the routes of files."""
    blueprint = Blueprint("files", __name__, description="Files that are handed in with forms.")

    @blueprint.post("/files")
    @blueprint.arguments(Uploaded, location="files")
    @blueprint.response(201, Reference)
    def store(body: Mapping[str, Any]) -> dict[str, Any]:
        """Keep a file; put what comes back into the form's field."""
        sent = body["file"]
        with sent.stream as stream:
            command = StoreFile(sent.filename or "", sent.mimetype, stream.read())
        return engine.do(command, identity(request)).reference()

    @blueprint.get("/files/<uuid:file_id>")
    @blueprint.response(200, content_type="application/octet-stream")
    def get(file_id: UUID) -> Response:
        """Return a file, always as a download."""
        found = engine.ask(FileById(file_id), identity(request))
        return download(found.name, found.kind, found.data)

    return blueprint


def download(name: str, kind: str, data: bytes) -> Response:
    """Return a file as a download: what strangers uploaded is never shown as a page of ours."""
    known = re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind, re.ASCII)
    response = Response(data, mimetype=kind if known else "application/octet-stream")
    plain = name.encode("ascii", "ignore").decode().replace('"', "").strip() or "file"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
