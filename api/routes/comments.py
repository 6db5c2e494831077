"""Comments: what people say about a case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.base import page_of
from api.shapes.comments import Comment, NewComment, PersonInCase
from api.shapes.interventions import Follows
from api.shapes.rights import Made
from engine.commands.cases.follow import FollowCase
from engine.commands.comments.withdraw import WithdrawComment
from engine.commands.comments.write import WriteComment
from engine.door import Engine
from engine.queries.cases.comments import CommentRow, Comments, PeopleInCase
from engine.queries.cases.comments import PersonInCase as PersonRow
from engine.queries.cases.following import Following


def routes(engine: Engine) -> Blueprint:
    """Return the routes of comments."""
    blueprint = Blueprint("comments", __name__, description="What people say about a case.")

    @blueprint.get("/cases/<uuid:case_id>/comments")
    @blueprint.response(200, page_of(Comment))
    def comments(case_id: UUID) -> dict[str, Any]:
        """Return the comments in order; of one that is withdrawn only that it was."""
        found: tuple[CommentRow, ...] = engine.ask(Comments(case_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.get("/cases/<uuid:case_id>/people")
    @blueprint.response(200, page_of(PersonInCase))
    def people(case_id: UUID) -> dict[str, Any]:
        """Return those who have a part in the case: whom one would mention."""
        found: tuple[PersonRow, ...] = engine.ask(PeopleInCase(case_id), identity(request))
        return {"items": found, "next": None}

    @blueprint.post("/cases/<uuid:case_id>/comments")
    @blueprint.arguments(NewComment)
    @blueprint.response(201, Made)
    def write(body: Mapping[str, Any], case_id: UUID) -> dict[str, Any]:
        """Comment on the case or on a task of it. A comment is not edited, only withdrawn."""
        command = WriteComment(case_id, body["text"], tuple(body["mentioned"]), body["task_id"])
        return {"id": engine.do(command, identity(request))}

    @blueprint.post("/comments/<uuid:comment_id>/withdraw")
    @blueprint.response(204)
    def withdraw(comment_id: UUID) -> None:
        """Take back a comment of one's own; a line stays that says so."""
        engine.do(WithdrawComment(comment_id), identity(request))

    @blueprint.get("/cases/<uuid:case_id>/follow")
    @blueprint.response(200, Follows)
    def following(case_id: UUID) -> dict[str, bool]:
        """Return whether the reader follows the case."""
        return {"follows": engine.ask(Following(case_id), identity(request))}

    @blueprint.post("/cases/<uuid:case_id>/follow")
    @blueprint.arguments(Follows)
    @blueprint.response(204)
    def follow(body: Mapping[str, Any], case_id: UUID) -> None:
        """Follow the case, or no longer. Who follows is told when it is decided, ends or is changed from outside."""
        engine.do(FollowCase(case_id, body["follows"]), identity(request))

    return blueprint
