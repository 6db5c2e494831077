"""Tasks from hand to hand: who can do them, who does, and when they are looked at again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from api import bulk
from api.actor import identity
from api.language import language
from api.shapes.doing import (
    Able,
    Assign,
    CandidateQuery,
    FollowUpDay,
    HelpWanted,
    ManyTasks,
    Reply,
    TaskResults,
)
from api.shapes.tasks import TaskWhole
from api.shown import shown
from engine.commands.tasks.assign import AssignTask
from engine.commands.tasks.follow_up import FollowUp
from engine.commands.tasks.help import AskForHelp, GiveBack, TakeBack
from engine.door import Engine
from engine.queries.tasks.candidates import Candidates


def routes(engine: Engine) -> Blueprint:
    """Return the routes by which tasks go from hand to hand."""
    blueprint = Blueprint("giving", __name__, description="Tasks from hand to hand.")

    @blueprint.post("/tasks/bulk")
    @blueprint.arguments(ManyTasks)
    @blueprint.response(200, TaskResults)
    def many(body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Claim, assign or complete (with one's drafts) up to 100 tasks: each by itself, each with its own result."""
        wanted = bulk.Bulk(body["action"], tuple(body["tasks"]), body["person"], body["priority"])
        results = bulk.each(engine, identity(request), wanted)
        return {"items": [bulk.as_json(one, language()) for one in results]}

    @blueprint.get("/tasks/<uuid:task_id>/candidates")
    @blueprint.arguments(CandidateQuery, location="query")
    @blueprint.response(200, Able)
    def candidates(query: Mapping[str, Any], task_id: UUID) -> Mapping[str, Any]:
        """Return who can do a task today, by name: whom it can be assigned to."""
        return {"items": engine.ask(Candidates(task_id, **query), identity(request))}

    @blueprint.post("/tasks/<uuid:task_id>/assign")
    @blueprint.arguments(Assign)
    @blueprint.alt_response(200, schema=TaskWhole)
    def assign(body: Mapping[str, Any], task_id: UUID) -> Response:
        """Give a task to one of its candidates: as a member of the group, or as the manager above."""
        engine.do(AssignTask(task_id, body["person"], body["priority"]), identity(request))
        return shown(engine, task_id)

    @blueprint.put("/tasks/<uuid:task_id>/follow-up")
    @blueprint.arguments(FollowUpDay)
    @blueprint.alt_response(200, schema=TaskWhole)
    def follow_up(body: Mapping[str, Any], task_id: UUID) -> Response:
        """Set the day when I want to see a task of mine again, or clear it with null."""
        engine.do(FollowUp(task_id, body["on"]), identity(request))
        return shown(engine, task_id)

    @blueprint.post("/tasks/<uuid:task_id>/help")
    @blueprint.arguments(HelpWanted)
    @blueprint.alt_response(200, schema=TaskWhole)
    def help_wanted(body: Mapping[str, Any], task_id: UUID) -> Response:
        """Ask another person to write the draft of a task of mine; the decision stays mine."""
        engine.do(AskForHelp(task_id, body["person"], body["note"]), identity(request))
        return shown(engine, task_id)

    @blueprint.post("/tasks/<uuid:task_id>/give-back")
    @blueprint.arguments(Reply)
    @blueprint.response(204)
    def give_back(body: Mapping[str, Any], task_id: UUID) -> None:
        """Give a task back, with my draft, to the one who asked me for help."""
        engine.do(GiveBack(task_id, body["reply"]), identity(request))

    @blueprint.post("/tasks/<uuid:task_id>/take-back")
    @blueprint.alt_response(200, schema=TaskWhole)
    def take_back(task_id: UUID) -> Response:
        """Take a task of mine back from the one who helps, with what has been written."""
        engine.do(TakeBack(task_id), identity(request))
        return shown(engine, task_id)

    return blueprint
