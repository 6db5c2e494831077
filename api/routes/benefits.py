"""Benefit goals: those of a case in full, a file of measurements, and what has been realised in all cases."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.language import language
from api.routes.files import download
from api.shapes import benefits as shapes
from api.shapes.benefit_table import table
from api.shapes.portfolio import XLSX
from engine.commands.reports.measure import ImportedMeasurements, ImportMeasurements
from engine.door import Engine
from engine.queries.cases.benefits import BenefitsOf, CaseBenefits
from engine.queries.reports.benefits import MOST, BenefitPage, Benefits
from forms.text import Language


def routes(engine: Engine) -> Blueprint:
    """Return the routes of benefits."""
    blueprint = Blueprint(
        "benefits", __name__, description="Benefit goals, their measurements and what was realised."
    )

    @blueprint.get("/cases/<uuid:case_id>/goals")
    @blueprint.response(200, shapes.CaseGoals)
    def goals(case_id: UUID) -> CaseBenefits:
        """Return the goals of a case: what was promised and measured, what has been said of each, and who answers."""
        return engine.ask(BenefitsOf(case_id), identity(request))

    @blueprint.post("/cases/<uuid:case_id>/measurements/import")
    @blueprint.arguments(shapes.ImportQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.ImportedFile)
    def imported(query: Mapping[str, Any], case_id: UUID) -> ImportedMeasurements:
        """Record the measurements of a CSV file (the body, text/csv), all of them or none. For managers, their own units."""
        return engine.do(ImportMeasurements(case_id, request.get_data(), **query), identity(request))

    @blueprint.get("/benefits")
    @blueprint.arguments(shapes.BenefitsQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.BenefitsPage)
    def benefits(query: Mapping[str, Any]) -> BenefitPage | Response:
        """Return promised goals with what has been realised; `format` makes it a spreadsheet with all of them."""
        asked = dict(query)
        kind = asked.pop("format")
        if kind == "json":
            return engine.ask(Benefits(**asked), identity(request))
        asked |= {"limit": MOST, "after": 0}
        return sheet(engine.ask(Benefits(**asked), identity(request)), kind, language())

    return blueprint


def sheet(page: BenefitPage, kind: str, spoken: Language) -> Response:
    """Return the goals as a file for spreadsheets: csv or xlsx."""
    return download(
        f"effekter.{kind}", "text/csv" if kind == "csv" else XLSX, table(page.items, kind, spoken)
    )
