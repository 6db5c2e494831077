"""The register of decisions."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.cases import DecisionInRegister, DecisionQuery
from engine.door import Engine
from engine.queries.decisions.list import DecisionRegister
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the route of decisions."""
    blueprint = Blueprint("decisions", __name__, description="The register of decisions.")

    @blueprint.get("/decisions")
    @blueprint.arguments(DecisionQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(DecisionInRegister))
    def decisions(query: Mapping[str, Any]) -> Page:
        """Return decisions in the cases that the reader may see, the latest first."""
        return engine.ask(DecisionRegister(**query), identity(request))

    return blueprint
