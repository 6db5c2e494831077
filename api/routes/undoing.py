"""Taking back and sending back what has been handed in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.doing import SentBack
from api.shapes.tasks import TaskWhole
from api.shown import shown
from engine.commands.tasks.recall import RecallTask
from engine.commands.tasks.send_back import SendBack
from engine.door import Engine


def routes(engine: Engine) -> Blueprint:
    """Return the routes that undo the last step of a case."""
    blueprint = Blueprint("undoing", __name__, description="Undoing the last step of a case.")

    @blueprint.post("/tasks/<uuid:task_id>/recall")
    @blueprint.alt_response(200, schema=TaskWhole)
    def recall(task_id: UUID) -> Response:
        """Take back what I handed in last, while nobody has begun with what it opened."""
        engine.do(RecallTask(task_id), identity(request))
        return shown(engine, task_id)

    @blueprint.post("/tasks/<uuid:task_id>/send-back")
    @blueprint.arguments(SentBack)
    @blueprint.response(204)
    def send_back(body: Mapping[str, Any], task_id: UUID) -> None:
        """Send the case back to the task before mine, where the model allows it; mine is withdrawn."""
        engine.do(SendBack(task_id, body["reason"]), identity(request))

    return blueprint
