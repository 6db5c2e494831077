"""The portfolio: all cases that report."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.routes.files import download
from api.shapes import portfolio as shapes
from engine.door import Engine
from engine.queries.reports.portfolio import Portfolio, PortfolioPage
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
        asked |= {"limit": shapes.MOST, "cursor": None}
        return table(engine.ask(Portfolio(**asked), identity(request)), kind, language())

    return blueprint


def table(page: PortfolioPage, kind: str, spoken: Language) -> Response:
    """Return the cases as a file for spreadsheets: csv or xlsx."""
    if kind == "csv":
        return download("statusrapporter.csv", "text/csv", shapes.as_csv(page.items, spoken).encode())
    return download("statusrapporter.xlsx", shapes.XLSX, shapes.as_xlsx(page.items, spoken))
