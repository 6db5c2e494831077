"""Diagrams of any tool: kept as documents, handed back as they came, drawn, compared, and taken on as models."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.shapes import diagrams as shapes
from api.shapes.documents import DocumentMade
from engine.commands.diagrams.create import CreateDiagram, ReviseDiagram
from engine.commands.diagrams.promote import Promoted, PromoteDiagram
from engine.commands.document_drafts import Made
from engine.door import Engine
from engine.queries.diagrams.get import DiagramComparison, DiagramDrawing, DiagramFile
from engine.runtime.comparing import Comparison


def routes(engine: Engine) -> Blueprint:
    """Return the routes of diagrams; an id is that of the document."""
    blueprint = Blueprint("diagrams", __name__, description="Diagrams that are kept as documents.")
    _writing(blueprint, engine)

    @blueprint.get("/diagrams/<uuid:diagram_id>/bpmn")
    @blueprint.arguments(shapes.VersionQuery, location="query", unknown=RAISE)
    @blueprint.response(200, content_type="application/xml")
    def bpmn(query: Mapping[str, Any], diagram_id: UUID) -> Response:
        """Return the file of a diagram, byte by byte as it came."""
        data = engine.ask(DiagramFile(diagram_id, **query), identity(request))
        # The file says itself how it is encoded.
        return Response(data, content_type="application/xml")

    @blueprint.get("/diagrams/<uuid:diagram_id>/diagram.svg")
    @blueprint.arguments(shapes.DrawingQuery, location="query", unknown=RAISE)
    @blueprint.response(200, content_type="image/svg+xml")
    def drawn(query: Mapping[str, Any], diagram_id: UUID) -> Response:
        """Return the drawing."""
        question = DiagramDrawing(diagram_id, language=language(), **query)
        return Response(engine.ask(question, identity(request)), mimetype="image/svg+xml")

    @blueprint.get("/diagrams/<uuid:diagram_id>/compare")
    @blueprint.arguments(shapes.DiagramCompareQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.DiagramCompared)
    def compare(query: Mapping[str, Any], diagram_id: UUID) -> Comparison:
        """Return what differs between two versions of a diagram, in words."""
        return engine.ask(DiagramComparison(diagram_id, **query), identity(request))

    return blueprint


def _writing(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.post("/diagrams")
    @blueprint.arguments(shapes.DiagramQuery, location="query", unknown=RAISE)
    @blueprint.response(201, DocumentMade)
    def create(query: Mapping[str, Any]) -> Made:
        """Keep a BPMN file of any tool as a document; the body is the file."""
        return engine.do(CreateDiagram(request.get_data(), query["title"]), identity(request))

    @blueprint.put("/diagrams/<uuid:diagram_id>/bpmn")
    @blueprint.response(200, DocumentMade)
    def revise(diagram_id: UUID) -> Made:
        """Give a diagram a new file, in its draft or in a new version; the body is the file."""
        return engine.do(ReviseDiagram(diagram_id, request.get_data()), identity(request))

    @blueprint.post("/diagrams/<uuid:diagram_id>/draft")
    @blueprint.arguments(shapes.Promotion)
    @blueprint.response(201, shapes.Promoted)
    def promote(body: Mapping[str, Any], diagram_id: UUID) -> Promoted:
        """Begin a draft of a model from a diagram; the findings are what is missing before it can be run."""
        return engine.do(PromoteDiagram(diagram_id, body["key"]), identity(request))
