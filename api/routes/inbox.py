"""The inbox: tasks in lists, and how many there are."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.tasks import CountQuery, CountsOfTasks, Task, TaskQuery
from engine.door import Engine
from engine.queries.rows import Page
from engine.queries.tasks.counts import Counts, InboxCounts
from engine.queries.tasks.inbox import Inbox


def routes(engine: Engine) -> Blueprint:
    """Return the routes of the inbox."""
    blueprint = Blueprint("inbox", __name__, description="The tasks of the one who asks.")

    @blueprint.get("/tasks")
    @blueprint.arguments(TaskQuery, location="query", unknown=RAISE)
    @blueprint.response(200, page_of(Task))
    def tasks(query: Mapping[str, Any]) -> Page:
        """Return tasks: mine and my groups', those I wait for, or all of a case."""
        return engine.ask(Inbox(**query), identity(request))

    @blueprint.get("/tasks/counts")
    @blueprint.arguments(CountQuery, location="query", unknown=RAISE)
    @blueprint.response(200, CountsOfTasks)
    def counts(query: Mapping[str, Any]) -> Counts:
        """Return how many open tasks there are in each view of the inbox."""
        since = query["since"]
        return engine.ask(InboxCounts(since) if since else InboxCounts(), identity(request))

    return blueprint
