"""Interventions in a case: each asks why, and says first what it leads to."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, NamedTuple
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.cases.cancel import CancelCase
from engine.commands.cases.follow import FollowCase
from engine.commands.cases.suspend import ResumeCase, SuspendCase
from engine.commands.tasks.change_due import ChangeDue
from engine.commands.tasks.move import MoveTask
from engine.desk import Command
from engine.governance.permissions import Permission
from engine.queries.cases.list import CaseById
from engine.queries.cases.moves import MovePreview, Moves
from engine.queries.tasks.detail import TaskById
from forms.text import Text
from web import session
from web.asked import Asked, Done, Words, form, plain
from web.asking import Permitted
from web.frame import Frame


class _Kind(NamedTuple):
    heading: Text
    button: Text
    mend: Text
    rules: tuple[Text, ...]
    done: Text
    command: Callable[[UUID, str], Command[Any]]


_EVER: Final = Text(
    "Vem du är, din roll och skälet syns på ärendet för alltid.",
    "Who you are, your role and the reason are shown on the case for ever.",
)
_MAY: Final = Permitted(Permission.CASE_INTERVENE, needed=True)
KINDS: Final[Mapping[str, _Kind]] = {
    "pausa": _Kind(
        Text("Pausa ärendet", "Suspend the case"),
        Text("Pausa ärendet", "Suspend the case"),
        Text("pausa sedan", "then suspend"),
        (
            Text(
                "Ingen kan göra ärendets uppgifter, och inga tider löper ut i det, förrän någon återupptar det.",
                "Nobody can do its tasks, and no time runs out in it, until somebody resumes it.",
            ),
            _EVER,
        ),
        Text("Ärendet är pausat.", "The case is suspended."),
        SuspendCase,
    ),
    "ateruppta": _Kind(
        Text("Återuppta ärendet", "Resume the case"),
        Text("Återuppta ärendet", "Resume the case"),
        Text("återuppta sedan", "then resume"),
        (
            Text(
                "Det som förföll medan ärendet var pausat görs genast. Uppgifternas sista dagar är kvar som de var.",
                "What fell due while the case was suspended is done at once. The due dates of tasks stay as they were.",
            ),
            _EVER,
        ),
        Text("Ärendet är återupptaget.", "The case goes on."),
        ResumeCase,
    ),
    "avbryt": _Kind(
        Text("Avbryt ärendet", "Cancel the case"),
        Text("Avbryt ärendet för alltid", "Cancel the case for good"),
        Text("avbryt sedan", "then cancel"),
        (
            Text(
                "Alla öppna uppgifter avbryts. Det går inte att ångra.",
                "All open tasks are cancelled. It cannot be undone.",
            ),
            _EVER,
        ),
        Text("Ärendet är avbrutet.", "The case is cancelled."),
        CancelCase,
    ),
}


def pages(frame: Frame) -> Blueprint:
    """Return the pages of interventions, and following."""
    blueprint = Blueprint("page_interventions", __name__)
    both = ("GET", "POST")

    @blueprint.route("/arenden/<uuid:case_id>/ingrepp/<any(pausa, ateruppta, avbryt):kind>", methods=both)
    def whole(case_id: UUID, kind: str) -> AnyResponse:
        return _whole(frame, case_id, KINDS[kind])

    @blueprint.route("/arenden/<uuid:case_id>/uppgifter/<uuid:task_id>/sista-dag", methods=both)
    def due(case_id: UUID, task_id: UUID) -> AnyResponse:
        return _due(frame, case_id, task_id)

    @blueprint.get("/arenden/<uuid:case_id>/uppgifter/<uuid:task_id>/flytta")
    def where(case_id: UUID, task_id: UUID) -> AnyResponse:
        reader, case, detail, moves = frame.ask(CaseById(case_id), TaskById(task_id), Moves(case_id, task_id))
        return frame.render("moves.html", reader, case=case, task=detail.task, moves=moves)

    @blueprint.route("/arenden/<uuid:case_id>/uppgifter/<uuid:task_id>/flytta/<element>", methods=both)
    def move(case_id: UUID, task_id: UUID, element: str) -> AnyResponse:
        return _move(frame, case_id, task_id, element)

    @blueprint.post("/arenden/<uuid:case_id>/folj")
    def follow(case_id: UUID) -> AnyResponse:
        reader = frame.ask()[0]
        wanted = request.form.get("folj") == "ja"
        frame.engine.do(FollowCase(case_id, wanted), reader.identity)
        session.tell(
            "done",
            Text("Du följer ärendet.", "You follow the case.")
            if wanted
            else Text("Du följer inte längre ärendet.", "You no longer follow the case."),
        )
        return redirect(f"/arenden/{case_id}", HTTPStatus.SEE_OTHER)

    return blueprint


def _whole(frame: Frame, case_id: UUID, kind: _Kind) -> AnyResponse:
    reader, _, case = frame.ask(_MAY, CaseById(case_id))
    address = f"/arenden/{case_id}"
    crumbs = ((address, plain(f"{case.number} {case.title}")),)
    words = Words(kind.heading, kind.button, kind.mend, crumbs, kind.rules)
    page = Asked(frame, reader, form("ingrepp"), words, {}, {})
    if request.method == "GET":
        return page.show()
    return page.act(
        lambda given: kind.command(case_id, given["skal"]), Done(kind.done, address), names={"reason": "skal"}
    )


def _due(frame: Frame, case_id: UUID, task_id: UUID) -> AnyResponse:
    reader, _, case, detail = frame.ask(_MAY, CaseById(case_id), TaskById(task_id))
    address, name = f"/arenden/{case_id}", detail.task.name
    words = Words(
        Text(f"Ändra sista dag: {name.sv}", f"Change the due date: {name.en}"),
        Text("Ändra sista dag", "Change the due date"),
        Text("ändra sedan", "then change"),
        ((address, plain(f"{case.number} {case.title}")),),
        (
            Text(
                "Påminnelser och andra tider i processen flyttas inte.",
                "Reminders and other times in the process are not moved.",
            ),
            _EVER,
        ),
    )
    page = Asked(frame, reader, form("sista_dag"), words, {}, {})
    if request.method == "GET":
        return page.show()
    return page.act(
        lambda given: ChangeDue(
            case_id, task_id, given["klar"].replace(tzinfo=clock.STOCKHOLM), given["skal"]
        ),
        Done(Text("Sista dag är ändrad.", "The due date has been changed."), address),
        names={"reason": "skal", "due_at": "klar"},
    )


def _move(frame: Frame, case_id: UUID, task_id: UUID, element: str) -> AnyResponse:
    reader, case, preview = frame.ask(CaseById(case_id), MovePreview(case_id, task_id, element))
    address = f"/arenden/{case_id}"
    words = Words(
        Text("Flytta ärendet", "Move the case"),
        Text("Flytta ärendet", "Move the case"),
        Text("flytta sedan", "then move"),
        ((address, plain(f"{case.number} {case.title}")),),
        (
            Text(f"Stänger: {_named(preview.closes, 'sv')}.", f"Closes: {_named(preview.closes, 'en')}."),
            Text(f"Öppnar: {_named(preview.opens, 'sv')}.", f"Opens: {_named(preview.opens, 'en')}."),
            Text(
                "Utkast och påminnelser för uppgiften som stängs försvinner.",
                "Drafts and reminders of the task that closes are gone.",
            ),
            _EVER,
        ),
    )
    page = Asked(frame, reader, form("ingrepp"), words, {}, {})
    if request.method == "GET":
        return page.show()
    return page.act(
        lambda given: MoveTask(case_id, task_id, element, given["skal"]),
        Done(Text("Ärendet är flyttat.", "The case has been moved."), address),
        names={"reason": "skal"},
    )


def _named(names: tuple[Text, ...], language: str) -> str:
    return ", ".join(getattr(name, language) for name in names)
