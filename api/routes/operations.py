"""Operations: status, incidents, the demo clock."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.others import Advance, Clock, Status
from engine.commands.access.advance_clock import AdvanceClock
from engine.commands.incidents.retry import RetryIncident
from engine.door import Engine
from engine.queries.operations import status


def routes(engine: Engine) -> Blueprint:
    """Return the routes of those who keep the system running."""
    blueprint = Blueprint("operations", __name__, description="How the installation is doing.")

    @blueprint.get("/operations")
    @blueprint.response(200, Status)
    def operations() -> status.Status:
        """Return open incidents, jobs and workers."""
        return engine.ask(status.Operations(), identity(request))

    @blueprint.post("/incidents/<uuid:incident_id>/retry")
    @blueprint.response(204)
    def retry(incident_id: UUID) -> None:
        """Take the failed step again, with the answers that the person gave."""
        engine.do(RetryIncident(incident_id), identity(request))

    if engine.demo:

        @blueprint.post("/demo/clock")
        @blueprint.arguments(Advance)
        @blueprint.response(200, Clock)
        def advance(body: Mapping[str, Any]) -> dict[str, Any]:
            """Let time pass (demo mode only)."""
            ahead = engine.do(AdvanceClock(body["advance"]), identity(request))
            return {"now": engine.now(), "ahead_seconds": ahead.total_seconds()}

    return blueprint
