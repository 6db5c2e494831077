"""The portfolio: all cases that report."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.routes.files import download
from api.shapes import leading
from api.shapes import portfolio as shapes
from engine.door import Engine
from engine.errors import UnavailableError
from engine.queries.reports.agenda import Agenda, AgendaWhole
from engine.queries.reports.coming import Coming, ComingWhole
from engine.queries.reports.groups import GroupRow, PortfolioGroups
from engine.queries.reports.portfolio import Portfolio, PortfolioPage
from engine.queries.reports.since import Happened, PortfolioSince
from forms.text import Language


def routes(engine: Engine) -> Blueprint:
    """Return the route of the portfolio."""
    blueprint = Blueprint("portfolio", __name__, description="All cases that report.")

    @blueprint.get("/portfolio")
    @blueprint.arguments(shapes.PortfolioQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.PortfolioPage)
    def portfolio(query: Mapping[str, Any]) -> PortfolioPage | Response:
        """Return cases with their latest report, the worst first; `format` makes it a spreadsheet with all of them."""
        asked = dict(query)
        kind = asked.pop("format")
        if kind == "json":
            return engine.ask(Portfolio(**asked), identity(request))
        if kind == "pptx":
            # Slides are made where the pages are; they answer before this does.
            raise UnavailableError("Här finns inga bilder.", "There are no slides here.")
        asked |= {"limit": shapes.MOST, "cursor": None, "compare": False}
        return table(engine.ask(Portfolio(**asked), identity(request)), kind, language())

    @blueprint.get("/portfolio/groups")
    @blueprint.arguments(leading.GroupsQuery, location="query", unknown=RAISE)
    @blueprint.response(200, leading.PortfolioGroup(many=True))
    def groups(query: Mapping[str, Any]) -> list[GroupRow]:
        """Return how many cases of each colour each area, owner, phase, process or colour has."""
        asked = dict(query)
        by = asked.pop("by")
        return list(engine.ask(PortfolioGroups(by, Portfolio(**asked)), identity(request)))

    @blueprint.get("/portfolio/since")
    @blueprint.arguments(leading.SinceQuery, location="query", unknown=RAISE)
    @blueprint.response(200, leading.Happened(many=True))
    def since(query: Mapping[str, Any]) -> list[Happened]:
        """Return which cases are new, ended or in another phase since a day."""
        asked = dict(query)
        day = asked.pop("since")
        return list(engine.ask(PortfolioSince(day, Portfolio(**asked)), identity(request)))

    @blueprint.get("/portfolio/agenda")
    @blueprint.arguments(leading.AgendaQuery, location="query", unknown=RAISE)
    @blueprint.response(200, leading.AgendaWhole)
    def agenda(query: Mapping[str, Any]) -> AgendaWhole:
        """Return what a leadership has to decide, and what it should know."""
        return engine.ask(Agenda(**query), identity(request))

    @blueprint.get("/portfolio/units/<uuid:unit_id>")
    @blueprint.response(200, leading.Coming)
    def coming(unit_id: UUID) -> ComingWhole:
        """Return what comes to a unit and what lies under it: what, when, to whom, and what is expected of it."""
        return engine.ask(Coming(unit_id), identity(request))

    return blueprint


def table(page: PortfolioPage, kind: str, spoken: Language) -> Response:
    """Return the cases as a file for spreadsheets: csv or xlsx."""
    media = "text/csv" if kind == "csv" else shapes.XLSX
    return download(f"statusrapporter.{kind}", media, shapes.as_file(page.items, kind, spoken))
