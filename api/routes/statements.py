"""Governing statements: the list, the totals, and one with what carries and shows it."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.statements import GoverningText, Statement, StatementQuery, Total
from engine.door import Engine
from engine.queries.rows import Page
from engine.queries.statements.coverage import Covered
from engine.queries.statements.get import StatementById
from engine.queries.statements.list import Statements, StatementTotals
from engine.queries.statements.texts import GoverningTexts


def routes(engine: Engine) -> Blueprint:
    """Return the routes of governing statements."""
    blueprint = Blueprint("statements", __name__, description="Governing statements and their coverage.")

    @blueprint.get("/statements")
    @blueprint.arguments(StatementQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Statement))
    def many(query: Mapping[str, Any]) -> Page:
        """Return statements in the order of the catalogue."""
        return engine.ask(Statements(**query), identity(request))

    @blueprint.get("/statements/<key>")
    @blueprint.response(200, Statement)
    def one(key: str) -> Covered:
        """Return a statement with what carries it and which tests show it."""
        return engine.ask(StatementById(key), identity(request))

    @blueprint.get("/statement-totals")
    @blueprint.response(200, page_of(Total))
    def totals() -> dict[str, Any]:
        """Return how many statements are carried and shown: in all, by document, kind and process."""
        return {"items": engine.ask(StatementTotals(), identity(request)), "next": None}

    @blueprint.get("/governing-texts")
    @blueprint.response(200, page_of(GoverningText))
    def texts() -> dict[str, Any]:
        """Return the texts that the statements stand in, with annexes, related texts and the roles that they concern."""
        return {"items": engine.ask(GoverningTexts(), identity(request)), "next": None}

    return blueprint
