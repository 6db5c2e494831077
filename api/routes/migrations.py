"""Running cases go over to another version of their model: plan, preview, order, progress."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes import migrations as shapes
from api.shapes.base import page_of
from engine.commands.migrations.order import ResumeMigration, StartMigration, StopMigration, UndoMigration
from engine.door import Engine
from engine.queries.models import migration_plan, migration_preview, migrations
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of changes of version."""
    blueprint = Blueprint("migrations", __name__, description="Running cases change version.")

    @blueprint.post("/migrations")
    @blueprint.arguments(shapes.NewMigration)
    @blueprint.response(201, shapes.Migration)
    def start(body: Mapping[str, Any]) -> migrations.MigrationRow:
        """Let running cases go over to another version; a worker takes them one by one."""
        cases = None if body["cases"] is None else tuple(body["cases"])
        made = engine.do(StartMigration(**{**body, "cases": cases}), identity(request))
        return engine.ask(migrations.MigrationById(made), identity(request))

    @blueprint.get("/migrations")
    @blueprint.arguments(shapes.MigrationsAsked, location="query")
    @blueprint.response(200, page_of(shapes.Migration))
    def many(query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the latest changes of version, newest first."""
        return {"items": engine.ask(migrations.Migrations(**query), identity(request)), "next": None}

    @blueprint.get("/migrations/<uuid:migration_id>")
    @blueprint.response(200, shapes.Migration)
    def one(migration_id: UUID) -> migrations.MigrationRow:
        """Return how far a change of version has come."""
        return engine.ask(migrations.MigrationById(migration_id), identity(request))

    @blueprint.get("/migrations/<uuid:migration_id>/cases")
    @blueprint.arguments(shapes.MigrationCasesAsked, location="query")
    @blueprint.response(200, page_of(shapes.MigrationCase))
    def cases(query: Mapping[str, Any], migration_id: UUID) -> Page:
        """Return its cases, with why those that were refused were."""
        return engine.ask(migrations.MigrationCases(migration_id, **query), identity(request))

    _orders(engine, blueprint)
    _looks(engine, blueprint)
    return blueprint


def _orders(engine: Engine, blueprint: Blueprint) -> None:
    @blueprint.post("/migrations/<uuid:migration_id>/stop")
    @blueprint.response(204)
    def stop(migration_id: UUID) -> None:
        """Take no more cases; those that have been taken stay on the new version."""
        engine.do(StopMigration(migration_id), identity(request))

    @blueprint.post("/migrations/<uuid:migration_id>/resume")
    @blueprint.response(204)
    def resume(migration_id: UUID) -> None:
        """Go on with the cases that are left."""
        engine.do(ResumeMigration(migration_id), identity(request))

    @blueprint.post("/migrations/<uuid:migration_id>/undo")
    @blueprint.response(204)
    def undo(migration_id: UUID) -> None:
        """Let the cases go back, each as long as nothing has happened in it since."""
        engine.do(UndoMigration(migration_id), identity(request))


def _looks(engine: Engine, blueprint: Blueprint) -> None:
    @blueprint.get("/process-definitions/<key>/migration-plan")
    @blueprint.arguments(shapes.PlanAsked, location="query")
    @blueprint.response(200, shapes.MigrationPlan)
    def plan(query: Mapping[str, Any], key: str) -> migration_plan.Plan:
        """Return what a change of version would mean, for each step where cases wait."""
        return engine.ask(migration_plan.MigrationPlan(key, **query), identity(request))

    @blueprint.get("/cases/<uuid:case_id>/migration-preview")
    @blueprint.arguments(shapes.PreviewAsked, location="query")
    @blueprint.response(200, shapes.MigrationPreview)
    def preview(query: Mapping[str, Any], case_id: UUID) -> migration_preview.Previewed:
        """Return what would become of a case; nothing is stored."""
        return engine.ask(migration_preview.MigrationPreview(case_id, **query), identity(request))
