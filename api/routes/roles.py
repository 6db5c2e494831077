"""Roles: what one answers for and may decide."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes import roles as shapes
from engine.door import Engine
from engine.queries.roles.card import RoleByKey, RoleCard


def routes(engine: Engine) -> Blueprint:
    """Return the routes of roles."""
    blueprint = Blueprint("roles", __name__, description="Roles of a profile.")

    @blueprint.get("/roles/<key>")
    @blueprint.arguments(shapes.RoleQuery, location="query", unknown=RAISE)
    @blueprint.response(200, shapes.RoleCard)
    def one(query: Mapping[str, Any], key: str) -> RoleCard:
        """Return what a role answers for, who appoints to it, and what it decides and never decides."""
        return engine.ask(RoleByKey(key, query["profile"]), identity(request))

    return blueprint
