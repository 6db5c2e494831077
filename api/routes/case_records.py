"""What is kept of a case: its trail, its roles and its files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.shapes.base import page_of
from api.shapes.cases import CaseFile, Line, Member, TrailFilters, TrailQuery
from api.shapes.trail import as_csv
from api.shapes.whole import Whole
from engine.door import Engine
from engine.queries.cases.members import FileRow, Files, MemberRow, Members
from engine.queries.cases.trail import MOST, Trail
from engine.queries.cases.whole import CaseWhole, WholeCase
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of what is kept."""
    blueprint = Blueprint("case-records", __name__, description="What is kept of a case.")

    @blueprint.get("/cases/<uuid:case_id>/trail")
    @blueprint.arguments(TrailQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Line))
    def trail(query: Mapping[str, Any], case_id: UUID) -> Page:
        """Return what has happened, newest first."""
        return engine.ask(Trail(case_id, **query), identity(request))

    @blueprint.get("/cases/<uuid:case_id>/trail.csv")
    @blueprint.arguments(TrailFilters, location="query", unknown=RAISE)
    @blueprint.response(200, content_type="text/csv")
    def trail_as_csv(query: Mapping[str, Any], case_id: UUID) -> Response:
        """Return the whole trail, or what the filters leave of it, as a table."""
        page: Page = engine.ask(Trail(case_id, MOST, **query), identity(request))
        return Response(as_csv(page.items, language()), mimetype="text/csv")

    @blueprint.get("/cases/<uuid:case_id>/roles")
    @blueprint.response(200, page_of(Member))
    def members(case_id: UUID) -> dict[str, Any]:
        """Return the roles of the case with those who hold and held them."""
        found: tuple[MemberRow, ...] = engine.ask(Members(case_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.get("/cases/<uuid:case_id>/files")
    @blueprint.response(200, page_of(CaseFile))
    def files(case_id: UUID) -> dict[str, Any]:
        """Return the files that have been handed in."""
        found: tuple[FileRow, ...] = engine.ask(Files(case_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.get("/cases/<uuid:case_id>/export")
    @blueprint.response(200, Whole)
    def export(case_id: UUID) -> WholeCase:
        """Return everything that is kept of the case. Its keys stay as they are within a `version`."""
        return engine.ask(CaseWhole(case_id), identity(request))

    return blueprint
