"""Interventions: what those with the right do to a case from outside its model."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.interventions import Move, MovePreviewed, NewDue, NewMove, Reason
from engine.commands.cases.cancel import CancelCase
from engine.commands.cases.suspend import ResumeCase, SuspendCase
from engine.commands.tasks.change_due import ChangeDue
from engine.commands.tasks.move import MoveTask
from engine.door import Engine
from engine.queries.cases import moves


def routes(engine: Engine) -> Blueprint:
    """Return the routes of interventions."""
    blueprint = Blueprint(
        "interventions", __name__, description="Suspend, resume, cancel, move, change a date."
    )

    @blueprint.post("/cases/<uuid:case_id>/suspend")
    @blueprint.arguments(Reason)
    @blueprint.response(204)
    def suspend(body: Mapping[str, Any], case_id: UUID) -> None:
        """Let the case rest: nobody can complete its tasks and no timer fires."""
        engine.do(SuspendCase(case_id, body["reason"]), identity(request))

    @blueprint.post("/cases/<uuid:case_id>/resume")
    @blueprint.arguments(Reason)
    @blueprint.response(204)
    def resume(body: Mapping[str, Any], case_id: UUID) -> None:
        """Let the case go on; timers that fell due meanwhile fire at once."""
        engine.do(ResumeCase(case_id, body["reason"]), identity(request))

    @blueprint.post("/cases/<uuid:case_id>/cancel")
    @blueprint.arguments(Reason)
    @blueprint.response(204)
    def cancel(body: Mapping[str, Any], case_id: UUID) -> None:
        """Stop the case for good; all its tasks are cancelled."""
        engine.do(CancelCase(case_id, body["reason"]), identity(request))

    _of_tasks(engine, blueprint)
    return blueprint


def _of_tasks(engine: Engine, blueprint: Blueprint) -> None:
    @blueprint.post("/cases/<uuid:case_id>/tasks/<uuid:task_id>/due")
    @blueprint.arguments(NewDue)
    @blueprint.response(204)
    def due(body: Mapping[str, Any], case_id: UUID, task_id: UUID) -> None:
        """Give an open task another due date."""
        engine.do(ChangeDue(case_id, task_id, body["due_at"], body["reason"]), identity(request))

    @blueprint.get("/cases/<uuid:case_id>/tasks/<uuid:task_id>/moves")
    @blueprint.response(200, page_of(Move))
    def where(case_id: UUID, task_id: UUID) -> dict[str, Any]:
        """Return the tasks on the same level, and what stands in the way of a move to each."""
        found: tuple[moves.MoveRow, ...] = engine.ask(moves.Moves(case_id, task_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.get("/cases/<uuid:case_id>/tasks/<uuid:task_id>/moves/<element>")
    @blueprint.response(200, MovePreviewed)
    def preview(case_id: UUID, task_id: UUID, element: str) -> moves.Preview:
        """Return which tasks a move would close and open; nothing is stored."""
        return engine.ask(moves.MovePreview(case_id, task_id, element), identity(request))

    @blueprint.post("/cases/<uuid:case_id>/tasks/<uuid:task_id>/move")
    @blueprint.arguments(NewMove)
    @blueprint.response(204)
    def move(body: Mapping[str, Any], case_id: UUID, task_id: UUID) -> None:
        """Close the task and open another of the same level instead; refused where the case could get stuck."""
        engine.do(MoveTask(case_id, task_id, body["to"], body["reason"]), identity(request))
