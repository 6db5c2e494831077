"""Comment on a case, and take back what one has said."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.comments.withdraw import WithdrawComment
from engine.commands.comments.write import WriteComment
from engine.errors import ConflictError
from engine.queries.cases.comments import PeopleInCase
from engine.queries.cases.list import CaseById
from engine.queries.rows import TaskRow
from engine.queries.tasks.inbox import Inbox
from forms.text import Text
from web import session
from web.asked import Answers, Asked, Done, Words, form, options, plain
from web.frame import Frame

TASKS: Final = 100
_RULES: Final = (
    Text(
        "Alla som får se ärendet kan läsa kommentaren.",
        "Everybody who may see the case can read the comment.",
    ),
    Text(
        "Den går inte att ändra. Du kan ta tillbaka den, men raden står kvar.",
        "It cannot be changed. You can withdraw it, but the line stays.",
    ),
)
_WRITTEN: Final = Text("Kommentaren är sparad.", "The comment has been saved.")
_WITHDRAWN: Final = Text("Kommentaren är tillbakatagen.", "The comment has been withdrawn.")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of comments."""
    blueprint = Blueprint("page_comments", __name__)

    @blueprint.route("/arenden/<uuid:case_id>/kommentera", endpoint="write", methods=("GET", "POST"))
    def write(case_id: UUID) -> AnyResponse:
        return _write(frame, case_id)

    @blueprint.post("/arenden/<uuid:case_id>/kommentarer/<uuid:comment_id>/ta-tillbaka")
    def withdraw(case_id: UUID, comment_id: UUID) -> AnyResponse:
        reader = frame.ask()[0]
        try:
            frame.engine.do(WithdrawComment(comment_id), reader.identity)
        except ConflictError as error:
            session.tell("trouble", error.text)
        else:
            session.tell("done", _WITHDRAWN)
        return redirect(f"/arenden/{case_id}#kommentarer", HTTPStatus.SEE_OTHER)

    return blueprint


def _write(frame: Frame, case_id: UUID) -> AnyResponse:
    reader, case, people, tasks = frame.ask(
        CaseById(case_id), PeopleInCase(case_id), Inbox("case", case=case_id, limit=TASKS)
    )
    address = f"/arenden/{case_id}"
    words = Words(
        Text("Kommentera", "Comment"),
        Text("Spara kommentaren", "Save the comment"),
        Text("spara sedan", "then save"),
        ((address, plain(f"{case.number} {case.title}")),),
        _RULES,
    )
    context = {
        "personer": options((one.id, plain(one.name)) for one in people if one.id != reader.me.id),
        "uppgifter": options((task.id, _called(task)) for task in tasks.items),
    }
    page = Asked(frame, reader, form("kommentar"), words, context, {})
    if request.method == "GET":
        return page.show()
    names = {"mentioned": "namnda"}
    return page.act(
        lambda given: _command(case_id, given), Done(_WRITTEN, f"{address}#kommentarer"), names=names
    )


def _command(case_id: UUID, given: Answers) -> WriteComment:
    mentioned: Any = given.get("namnda") or ()
    about = given.get("uppgift")
    return WriteComment(
        case_id, given["text"], tuple(UUID(one) for one in mentioned), UUID(about) if about else None
    )


def _called(task: TaskRow) -> Text:
    item = f", {task.item}" if task.item else ""
    return Text(f"{task.name.sv}{item}", f"{task.name.en}{item}")
