"""A task: look, take, write, complete."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from api.actor import identity
from api.matching import matched
from api.once import do_once
from api.shapes.tasks import Answers, Completion, Conflict, Receipt, TaskWhole
from api.shown import shown
from engine import receipt
from engine.commands.tasks.claim import ClaimTask, UnclaimTask
from engine.commands.tasks.complete import CompleteTask
from engine.commands.tasks.conflict import DeclareConflict
from engine.commands.tasks.draft import SaveDraft
from engine.commands.tasks.withdraw_conflict import WithdrawConflict
from engine.door import Engine


def routes(engine: Engine) -> Blueprint:
    """Return the routes of tasks."""
    blueprint = Blueprint("tasks", __name__, description="Tasks of the one who asks.")

    @blueprint.get("/tasks/<uuid:task_id>")
    @blueprint.alt_response(200, schema=TaskWhole)
    def task(task_id: UUID) -> Response:
        """Return a task with its form, and why it is asked."""
        return shown(engine, task_id)

    @blueprint.post("/tasks/<uuid:task_id>/complete")
    @blueprint.arguments(Completion)
    @blueprint.response(200, Receipt)
    def complete(body: Mapping[str, Any], task_id: UUID) -> receipt.Receipt:
        """Hand in a task. If-Match and Idempotency-Key are honoured; an incident answers 200 with `incident`."""
        who = identity(request)
        who = replace(who, role=body["role"] or who.role)
        return do_once(engine, CompleteTask(task_id, body["answers"], matched()), who)

    _who_does_it(blueprint, engine)

    @blueprint.put("/tasks/<uuid:task_id>/draft")
    @blueprint.arguments(Answers)
    @blueprint.alt_response(200, schema=TaskWhole)
    def draft(body: Mapping[str, Any], task_id: UUID) -> Response:
        """Keep what is written so far; only its writer sees it."""
        engine.do(SaveDraft(task_id, body["answers"]), identity(request))
        return shown(engine, task_id)

    return blueprint


def _who_does_it(blueprint: Blueprint, engine: Engine) -> None:
    """Add the routes that say who does a task."""

    @blueprint.post("/tasks/<uuid:task_id>/claim")
    @blueprint.alt_response(200, schema=TaskWhole)
    def claim(task_id: UUID) -> Response:
        """Take a task out of the group's inbox."""
        engine.do(ClaimTask(task_id), identity(request))
        return shown(engine, task_id)

    @blueprint.post("/tasks/<uuid:task_id>/unclaim")
    @blueprint.alt_response(200, schema=TaskWhole)
    def unclaim(task_id: UUID) -> Response:
        """Give a task back to the group."""
        engine.do(UnclaimTask(task_id), identity(request))
        return shown(engine, task_id)

    @blueprint.post("/tasks/<uuid:task_id>/conflict")
    @blueprint.arguments(Conflict)
    @blueprint.response(204)
    def conflict(body: Mapping[str, Any], task_id: UUID) -> None:
        """Declare a conflict of interest: one does not decide, and the task goes to another."""
        engine.do(DeclareConflict(task_id, body["reason"]), identity(request))

    @blueprint.post("/tasks/<uuid:task_id>/conflict/withdraw")
    @blueprint.arguments(Conflict)
    @blueprint.response(204)
    def withdraw_conflict(body: Mapping[str, Any], task_id: UUID) -> None:
        """Take back one's conflict of interest, as long as nobody else has taken the task."""
        engine.do(WithdrawConflict(task_id, body["reason"]), identity(request))
