"""Ways of looking at the inbox, kept under a name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.filters import Filters, NewFilter, Saved
from engine.commands.tasks.filters import RemoveFilter, SaveFilter
from engine.door import Engine
from engine.queries.tasks.saved import SavedFilters


def routes(engine: Engine) -> Blueprint:
    """Return the routes of saved filters."""
    blueprint = Blueprint("filters", __name__, description="Ways of looking at the inbox, kept under a name.")

    @blueprint.get("/task-filters")
    @blueprint.response(200, Filters)
    def filters() -> Mapping[str, Any]:
        """Return my filters and those that are shared with a role of mine, with how many tasks each lets through."""
        return {"items": engine.ask(SavedFilters(), identity(request))}

    @blueprint.post("/task-filters")
    @blueprint.arguments(NewFilter)
    @blueprint.response(201, Saved)
    def save(body: Mapping[str, Any]) -> Mapping[str, UUID]:
        """Keep a filter; one of mine with the same name is replaced."""
        return {"id": engine.do(SaveFilter(**body), identity(request))}

    @blueprint.delete("/task-filters/<uuid:filter_id>")
    @blueprint.response(204)
    def remove(filter_id: UUID) -> None:
        """Forget a filter of mine."""
        engine.do(RemoveFilter(filter_id), identity(request))

    return blueprint
