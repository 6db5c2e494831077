"""How far a case has come: milestones, risks, roll-out, money and hours, measurements; read, and written by those who answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import request
from flask_smorest import Blueprint
from marshmallow import Schema

from api.actor import identity
from api.once import do_once
from api.shapes import progress as shapes
from api.shapes.base import page_of
from engine.commands.reports.measure import RecordMeasurements
from engine.commands.reports.record import RecordProgress
from engine.desk import Question
from engine.door import Engine
from engine.queries.reports import progress

_KINDS: Final[tuple[tuple[str, type[Schema], int, Callable[[UUID], Question[Any]]], ...]] = (
    ("milestones", shapes.Milestone, 200, progress.MilestonesOf),
    ("risks", shapes.Risk, 200, progress.RisksOf),
    ("rollout", shapes.Rollout, 200, progress.RolloutOf),
    ("budget", shapes.Budget, 1, progress.BudgetOf),
    ("measurements", shapes.Measurement, 200, progress.MeasurementsOf),
)


def routes(engine: Engine) -> Blueprint:
    """Return a pair of routes for each kind."""
    blueprint = Blueprint("progress", __name__, description="How far a case has come.")
    for name, shape, most, question in _KINDS:
        _reading(blueprint, engine, name, shape, question)
        _writing(blueprint, engine, name, (shape, most), question)
    return blueprint


def _reading(
    blueprint: Blueprint,
    engine: Engine,
    name: str,
    shape: type[Schema],
    question: Callable[[UUID], Question[Any]],
) -> None:
    @blueprint.response(200, page_of(shape))
    def read(case_id: UUID) -> dict[str, Any]:
        """Return the rows of the case."""
        return {"items": engine.ask(question(case_id), identity(request)), "next": None}

    blueprint.route(f"/cases/<uuid:case_id>/{name}", methods=["GET"], endpoint=f"read_{name}")(read)


def _writing(
    blueprint: Blueprint,
    engine: Engine,
    name: str,
    shape: tuple[type[Schema], int],
    question: Callable[[UUID], Question[Any]],
) -> None:
    @blueprint.arguments(shapes.rows_of(*shape))
    @blueprint.response(200, page_of(shape[0]))
    def write(body: Mapping[str, Any], case_id: UUID) -> dict[str, Any]:
        """Add rows, or change those that are named; return all of them. For who answers for the case; managers measure too."""
        who, rows = identity(request), tuple(body["items"])
        measured = RecordMeasurements(case_id, rows)
        do_once(engine, measured if name == "measurements" else RecordProgress(case_id, name, rows), who)
        return {"items": engine.ask(question(case_id), who), "next": None}

    blueprint.route(f"/cases/<uuid:case_id>/{name}", methods=["POST"], endpoint=f"write_{name}")(write)
