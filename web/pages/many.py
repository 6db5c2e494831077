"""Many tasks of the inbox at once: what became of each, and to whom they are to be given."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from api import bulk
from api.bulk import ACTIONS, Bulk, Result, each
from engine.errors import NotFoundError
from engine.queries.rows import TaskDetail
from engine.queries.tasks.candidates import Candidates
from engine.queries.tasks.detail import TaskById
from engine.store.candidates import Candidate
from forms.text import Text
from web import session
from web.frame import Frame, Reader, as_uuid
from web.pages.giving import sought

INBOX: Final = "/inkorg"
_DONE: Final = {
    "claim": Text("Tagna uppgifter: {n}.", "Tasks taken: {n}."),
    "assign": Text("Givna uppgifter: {n}.", "Tasks given: {n}."),
    "complete": Text("Klara uppgifter: {n}.", "Tasks done: {n}."),
}
_NONE: Final = Text("Välj minst en uppgift, högst hundra.", "Choose at least one task, at most a hundred.")


def pages(frame: Frame) -> Blueprint:
    """Return the page for many tasks at once."""
    blueprint = Blueprint("page_many", __name__)
    blueprint.add_url_rule("/inkorg/flera", "act", lambda: _act(frame), methods=["POST"])
    return blueprint


def _act(frame: Frame) -> AnyResponse:
    reader = frame.ask()[0]
    chosen = tuple(dict.fromkeys(filter(None, map(as_uuid, request.form.getlist("task")))))
    action, person = request.form.get("_action", ""), as_uuid(request.form.get("person"))
    if not 0 < len(chosen) <= bulk.MOST:
        session.tell("trouble", _NONE)
        return redirect(INBOX, HTTPStatus.SEE_OTHER)
    what = Bulk(action, chosen, person)
    if action not in ACTIONS or (action == "assign" and person is None):
        return _choose(frame, what)
    results = each(frame.engine, reader.identity, what)
    failed = bulk.failures(results)
    done = _DONE[action]
    count = len(results) - len(failed)
    told = Text(done.sv.format(n=count), done.en.format(n=count))
    if not failed:
        session.tell("done", told)
        return redirect(INBOX, HTTPStatus.SEE_OTHER)
    named = [(_named(frame, reader, one), one.problem.text if one.problem else _NONE) for one in failed]
    return frame.render("many.html", reader, told=told, failed=named, what=what, able=(), sought="")


def _choose(frame: Frame, what: Bulk) -> AnyResponse:
    """Ask whom to give the tasks to: those who can do them all."""
    reader, *found = frame.ask(*(Candidates(task, sought()) for task in what.tasks))
    able: list[Candidate] = [one for one in found[0] if all(_among(one, some) for some in found[1:])]
    return frame.render(
        "many.html", reader, told=None, failed=(), what=what, able=able, sought=sought() or ""
    )


def _among(one: Candidate, some: tuple[Candidate, ...]) -> bool:
    return any(other.id == one.id for other in some)


def _named(frame: Frame, reader: Reader, failed: Result) -> TaskDetail | None:
    try:
        detail: TaskDetail = frame.engine.ask(TaskById(failed.task), reader.identity)
    except NotFoundError:
        return None
    return detail
