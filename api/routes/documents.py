"""Documents: look, search, write, send for approval, read and compare."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.routes import document_versions
from api.routes.document_versions import draft, links
from api.shapes import document_versions as version_shapes
from api.shapes import documents as shapes
from api.shapes.base import page_of
from engine.commands.document_drafts import Made
from engine.commands.documents.add_version import AddVersion
from engine.commands.documents.change import ChangeDocument
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.record import RecordDocument
from engine.door import Engine
from engine.governance.document_kinds import kinds
from engine.queries.documents.compare import Compared, Comparison
from engine.queries.documents.get import DocumentById
from engine.queries.documents.list import Documents
from engine.queries.documents.rows import DocumentWhole
from engine.queries.profiles.versions import ActiveProfile
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of documents and their versions."""
    blueprint = Blueprint("documents", __name__, description="Governing documents.")
    document_versions.attach(blueprint, engine)
    _writing(blueprint, engine)

    @blueprint.get("/document-kinds")
    @blueprint.response(200, page_of(shapes.DocumentKindShown))
    def known() -> dict[str, Any]:
        """Return the kinds of documents that the profile has, with their metadata."""
        found = kinds(engine.ask(ActiveProfile(), identity(request)))
        return {"items": list(found.values()), "next": None}

    @blueprint.get("/documents")
    @blueprint.arguments(shapes.DocumentQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(shapes.Document))
    def documents(query: Mapping[str, Any]) -> Page:
        """Return documents that the reader may read."""
        return engine.ask(Documents(**query), identity(request))

    @blueprint.get("/documents/<uuid:document_id>")
    @blueprint.response(200, shapes.DocumentWhole)
    def document(document_id: UUID) -> DocumentWhole:
        """Return a document with its links and versions."""
        return engine.ask(DocumentById(document_id), identity(request))

    @blueprint.get("/documents/<uuid:document_id>/compare")
    @blueprint.arguments(version_shapes.DocumentCompareQuery, location="query", unknown=RAISE)
    @blueprint.response(200, version_shapes.DocumentCompared)
    def compare(query: Mapping[str, Any], document_id: UUID) -> Compared:
        """Return what differs between two versions, in metadata and in text."""
        return engine.ask(Comparison(document_id, **query), identity(request))

    return blueprint


def _writing(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.post("/documents")
    @blueprint.arguments(shapes.NewDocument)
    @blueprint.response(201, shapes.DocumentMade)
    def create(body: Mapping[str, Any]) -> Made:
        """Make a document with its first draft."""
        who = identity(request)
        given = (body["kind"], draft(engine, who, body), body["number"])
        if body["in_force"]:
            return engine.do(RecordDocument(*given, ask_readers=body["ask_readers"]), who)
        return engine.do(CreateDocument(*given), who)

    @blueprint.patch("/documents/<uuid:document_id>")
    @blueprint.arguments(shapes.ChangedDocument)
    @blueprint.response(200, shapes.DocumentWhole)
    def change(body: Mapping[str, Any], document_id: UUID) -> DocumentWhole:
        """Change who answers for a document, or the processes that it is about."""
        who = identity(request)
        engine.do(ChangeDocument(document_id, body["responsible"], links(body)), who)
        return engine.ask(DocumentById(document_id), who)

    @blueprint.post("/documents/<uuid:document_id>/versions")
    @blueprint.arguments(shapes.DocumentWritten)
    @blueprint.response(201, shapes.DocumentMade)
    def add(body: Mapping[str, Any], document_id: UUID) -> Made:
        """Begin the next version; without metadata it goes on from the one in force."""
        who = identity(request)
        written = draft(engine, who, body) if "metadata" in body else None
        return engine.do(AddVersion(document_id, written), who)
