"""One version of a document."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.matching import matched
from api.once import do_once
from api.routes.files import download
from api.shapes import document_versions as shapes
from api.shapes.base import page_of
from api.shapes.documents import DocumentSaved
from api.shapes.interventions import Reason
from api.shapes.tasks import Receipt
from engine import receipt
from engine.commands.document_drafts import Content, Draft, Links
from engine.commands.documents.read import ReadVersion
from engine.commands.documents.save_version import SaveVersion
from engine.commands.documents.submit import SubmitVersion
from engine.commands.documents.withdraw import WithdrawVersion
from engine.door import Engine
from engine.errors import InvalidError
from engine.governance.actor import Identity
from engine.queries.documents.content import VersionContent
from engine.queries.documents.get import VersionById
from engine.queries.documents.receipts import ReceiptRow, Receipts
from engine.queries.files.get import FileById


def attach(blueprint: Blueprint, engine: Engine) -> None:
    """Add the routes of versions."""
    _reading(blueprint, engine)

    @blueprint.get("/document-versions/<uuid:document_version_id>")
    @blueprint.alt_response(200, schema=shapes.DocumentVersionWhole)
    def version(document_version_id: UUID) -> Response:
        """Return a version with its metadata and content; the ETag is its revision."""
        return _shown(engine, document_version_id)

    @blueprint.put("/document-versions/<uuid:document_version_id>")
    @blueprint.arguments(DocumentSaved)
    @blueprint.alt_response(200, schema=shapes.DocumentVersionWhole)
    def save(body: Mapping[str, Any], document_version_id: UUID) -> Response:
        """Save a draft. If-Match, or `revision`, says what the writer saw: 412 when somebody has saved in between."""
        who = identity(request)
        seen = matched() or body["revision"]
        if seen is None:
            raise InvalidError.at(
                "/revision",
                "Skicka If-Match eller revision: vilken ändring du utgick från.",
                "Send If-Match or revision: which change you began with.",
            )
        engine.do(SaveVersion(document_version_id, seen, draft(engine, who, body)), who)
        return _shown(engine, document_version_id)

    @blueprint.post("/document-versions/<uuid:document_version_id>/submit")
    @blueprint.response(200, Receipt)
    def submit(document_version_id: UUID) -> receipt.Receipt:
        """Send a draft for approval; returns the case. If-Match and Idempotency-Key are honoured."""
        return do_once(engine, SubmitVersion(document_version_id, matched()), identity(request))

    @blueprint.post("/document-versions/<uuid:document_version_id>/withdraw")
    @blueprint.arguments(Reason)
    @blueprint.response(204)
    def withdraw(body: Mapping[str, Any], document_version_id: UUID) -> None:
        """Take a draft back that waits for approval: its case ends, and it can be changed again."""
        engine.do(WithdrawVersion(document_version_id, body["reason"]), identity(request))


def _reading(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/document-versions/<uuid:document_version_id>/content")
    @blueprint.arguments(shapes.DocumentFileQuery, location="query", unknown=RAISE)
    @blueprint.response(200, content_type="application/octet-stream")
    def content(query: Mapping[str, Any], document_version_id: UUID) -> Response:
        """Return a file of a version, always as a download."""
        found = engine.ask(VersionContent(document_version_id, **query), identity(request))
        return download(found.name, found.kind, found.data)

    @blueprint.post("/document-versions/<uuid:document_version_id>/read")
    @blueprint.response(200, shapes.DocumentRead)
    def read(document_version_id: UUID) -> dict[str, Any]:
        """Say that one has read the version in force."""
        return {"read_at": engine.do(ReadVersion(document_version_id), identity(request))}

    @blueprint.get("/document-versions/<uuid:document_version_id>/receipts")
    @blueprint.response(200, page_of(shapes.ReadReceipt))
    def receipts(document_version_id: UUID) -> dict[str, Any]:
        """Return who has not read a version and who has, for those who write the document."""
        found: tuple[ReceiptRow, ...] = engine.ask(Receipts(document_version_id), identity(request))
        return {"items": found, "next": None}


def draft(engine: Engine, who: Identity, body: Mapping[str, Any]) -> Draft:
    """Return what somebody writes, with the file that was handed in before."""
    content = None
    if "file" in body:
        found = engine.ask(FileById(body["file"]), who)
        content = Content("file", {found.name: found.data})
    elif "text" in body:
        content = Content.of_text(body["text"])
    return Draft(body.get("metadata"), content, body.get("change"), links(body))


def links(body: Mapping[str, Any]) -> Links | None:
    """Return the processes and elements that a document is about, None where nothing is said."""
    said = body.get("links")
    return None if said is None else tuple((one["process"], one["element"]) for one in said)


def _shown(engine: Engine, version_id: UUID) -> Response:
    found = engine.ask(VersionById(version_id), identity(request))
    response = jsonify(shapes.DocumentVersionWhole().dump(found))
    response.set_etag(str(found.version.revision))
    return response
