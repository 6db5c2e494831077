"""What is in a case: tasks, decisions, steps and drawing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.shapes.base import Paging, page_of
from api.shapes.cases import Decision, Drawn, Step
from api.shapes.tasks import Task
from engine.door import Engine
from engine.queries.cases.drawing import Diagram, Steps
from engine.queries.cases.records import Decisions
from engine.queries.rows import DecisionRow, Page, StepRow
from engine.queries.tasks.inbox import Inbox


def routes(engine: Engine) -> Blueprint:
    """Return the routes of the parts of a case."""
    blueprint = Blueprint("case-parts", __name__, description="What is in a case.")

    @blueprint.get("/cases/<uuid:case_id>/tasks")
    @blueprint.arguments(Paging, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Task))
    def tasks(query: Mapping[str, Any], case_id: UUID) -> Page:
        """Return the open tasks of a case, whoever has them."""
        return engine.ask(Inbox(whose="case", case=case_id, **query), identity(request))

    @blueprint.get("/cases/<uuid:case_id>/decisions")
    @blueprint.response(200, page_of(Decision))
    def decisions(case_id: UUID) -> dict[str, Any]:
        """Return the decisions in order."""
        found: tuple[DecisionRow, ...] = engine.ask(Decisions(case_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.get("/cases/<uuid:case_id>/steps")
    @blueprint.response(200, page_of(Step))
    def steps(case_id: UUID) -> dict[str, Any]:
        """Return the steps of the model: done, now, coming or skipped."""
        found: tuple[StepRow, ...] = engine.ask(Steps(case_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.get("/cases/<uuid:case_id>/diagram.svg")
    @blueprint.arguments(Drawn, location="query", unknown=RAISE)
    @blueprint.response(200, content_type="image/svg+xml")
    def diagram(query: Mapping[str, Any], case_id: UUID) -> Response:
        """Return the drawing with tokens and visited path; the steps say the same in words."""
        drawing = engine.ask(Diagram(case_id, language(), query["part"]), identity(request))
        return Response(drawing, mimetype="image/svg+xml")

    return blueprint
