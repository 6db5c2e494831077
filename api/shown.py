"""The answer of every route about one task: the task as it now is."""

from uuid import UUID

from flask import Response, jsonify, request

from api.actor import identity
from api.shapes.tasks import Task, TaskWhole
from engine.door import Engine
from engine.queries.rows import TaskDetail
from engine.queries.tasks.detail import TaskById


def shown(engine: Engine, task_id: UUID) -> Response:
    """Return a task as the one who asks sees it, with its version as ETag."""
    detail: TaskDetail = engine.ask(TaskById(task_id), identity(request))
    response = jsonify({**Task().dump(detail.task), **TaskWhole().dump(detail)})
    response.set_etag(str(detail.task.version))
    return response
