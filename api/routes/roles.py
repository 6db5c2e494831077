"""Roles: what one answers for and may decide."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes import roles as shapes
from api.shapes.base import page_of
from engine.door import Engine
from engine.queries.roles.card import RoleByKey, RoleCard
from engine.queries.roles.chains import Chains
from engine.queries.roles.mandates import Mandates
from engine.queries.roles.vacancies import Vacancies
from engine.queries.rows import Page


def routes(engine: Engine) -> Blueprint:
    """Return the routes of roles."""
    blueprint = Blueprint("roles", __name__, description="Roles of a profile.")

    @blueprint.get("/roles/<key>")
    @blueprint.arguments(shapes.RoleQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.RoleCard)
    def one(query: Mapping[str, Any], key: str) -> RoleCard:
        """Return what a role answers for, who appoints to it, and what it decides and never decides."""
        return engine.ask(RoleByKey(key, query["profile"]), identity(request))

    @blueprint.get("/mandates")
    @blueprint.arguments(shapes.MandateQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.MandateMatrix)
    def mandates(query: Mapping[str, Any]) -> dict[str, Any]:
        """Return who may decide what: the mandates of the profile that governs, role by role."""
        return {"items": engine.ask(Mandates(**query), identity(request))}

    @blueprint.get("/appointment-chains")
    @blueprint.response(200, shapes.Chains)
    def chains() -> dict[str, Any]:
        """Return who appoints whom, and how many hold each role today."""
        return {"items": engine.ask(Chains(), identity(request))}

    @blueprint.get("/vacancies")
    @blueprint.arguments(shapes.VacancyQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(shapes.Vacancy))
    def vacancies(query: Mapping[str, Any]) -> Page:
        """Return the seats that nobody holds: since when, where their tasks go, and who shall appoint."""
        return engine.ask(Vacancies(**query), identity(request))

    return blueprint
