"""Cases: list, start, look."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.once import do_once
from api.shapes.base import page_of
from api.shapes.cases import Case, CaseQuery, NewCase
from api.shapes.tasks import Receipt
from engine import receipt
from engine.commands.cases.start import StartCase
from engine.door import Engine
from engine.queries.cases.list import CaseById, Cases
from engine.queries.rows import CaseRow, Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of cases."""
    blueprint = Blueprint("cases", __name__, description="Cases and what has happened in them.")

    @blueprint.get("/cases")
    @blueprint.arguments(CaseQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Case))
    def cases(query: Mapping[str, Any]) -> Page:
        """Return cases that the reader may see, newest first."""
        return engine.ask(Cases(**query), identity(request))

    @blueprint.post("/cases")
    @blueprint.arguments(NewCase)
    @blueprint.response(201, Receipt)
    def start(body: Mapping[str, Any]) -> receipt.Receipt:
        """Start a case. Idempotency-Key is honoured."""
        who = identity(request)
        who = replace(who, role=body["role"] or who.role)
        return do_once(engine, StartCase(body["process"], body["answers"]), who)

    @blueprint.get("/cases/<uuid:case_id>")
    @blueprint.response(200, Case)
    def case(case_id: UUID) -> CaseRow:
        """Return a case."""
        return engine.ask(CaseById(case_id), identity(request))

    return blueprint
