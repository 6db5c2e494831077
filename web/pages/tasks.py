"""One task: why it is asked, what came before, and the form to do it by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.tasks.claim import ClaimTask, UnclaimTask
from engine.commands.tasks.complete import CompleteTask
from engine.commands.tasks.draft import SaveDraft
from engine.commands.tasks.help import GiveBack, TakeBack
from engine.commands.tasks.recall import RecallTask
from engine.desk import Command
from engine.errors import ChangedError, ConflictError, ForbiddenError, InvalidError
from engine.queries.rows import TaskDetail
from engine.queries.tasks.detail import TaskById
from engine.queries.tasks.recall import MayRecall
from forms import FieldError, Posted
from forms.text import Text
from web import session
from web.frame import Frame, Reader, as_uuid, is_part
from web.onward import onward
from web.pages.login import VERSION
from web.uploads import items_of
from web.views.inbox import role_for
from web.views.outcomes import follows
from web.words import Say
from web.written import Written, kept, refused, renewed, row_id, sheet

KEY: Final = "_key"
# The list in which a task was claimed, which is to be shown again.
BACK: Final = "_back"
LONGEST: Final = 10
_CLAIMED: Final = Text("Du har tagit uppgiften.", "You have taken the task.")
_GIVEN_BACK: Final = Text(
    "Uppgiften är tillbaka hos den som bad om hjälp.", "The task is back with the one who asked for help."
)
_TAKEN_BACK: Final = Text(
    "Uppgiften är tillbaka hos dig, med det som är skrivet.",
    "The task is back with you, with what has been written.",
)
_RECALLED: Final = Text(
    "Uppgiften är öppen igen, med dina svar som utkast.",
    "The task is open again, with your answers as a draft.",
)
_UNCLAIMED: Final = Text("Uppgiften är tillbaka hos gruppen.", "The task is back with the group.")


@dataclass(frozen=True)
class Deed:
    """What a person does on the page of a task: the task as it is, what was posted, and the files refused on the way."""

    frame: Frame
    reader: Reader
    detail: TaskDetail
    posted: Posted
    faults: tuple[FieldError, ...] = ()

    def run(self, action: str) -> AnyResponse:
        """Do it, or show the page again with the reason why not."""
        if self.faults:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return self._again(self._kept(Written(self.posted.answers, self.faults, status=status)))
        if self.posted.rows_changed:
            return self._again(self._kept(Written(self.posted.answers, focus=row_id(self.posted.focus))))
        try:
            return _ACTIONS.get(action, Deed.update)(self)
        except InvalidError as error:
            return self._again(
                self._kept(refused(self.posted.answers, error, HTTPStatus.UNPROCESSABLE_ENTITY))
            )
        except ForbiddenError as error:
            return self._again(refused(self.posted.answers, error, HTTPStatus.FORBIDDEN))
        except (ConflictError, ChangedError) as error:
            return self._overtaken(error)

    def update(self) -> AnyResponse:
        """Show the form as it is for what has been written, in the role chosen now."""
        role = as_uuid(request.form.get("_role"))
        if role is not None:
            session.act_as(role)
            reader, detail = self.frame.ask(TaskById(self.detail.task.id))
            return replace(self, reader=reader, detail=detail).renew()
        return self.renew()

    def renew(self) -> AnyResponse:
        """Show the form with the questions that belong to the answers, which are kept as a draft."""
        detail = self.detail
        if not detail.may_write or not detail.form:
            return (
                Response(status=HTTPStatus.NO_CONTENT)
                if is_part()
                else self._again(Written(self.posted.answers))
            )
        written = renewed(detail.form, self.posted.answers, detail.context, self.reader.now)
        return self._again(self._kept(written))

    def draft(self) -> AnyResponse:
        """Keep what has been written."""
        self._do(SaveDraft(self.detail.task.id, self.posted.answers))
        return redirect(f"{request.path}#utkast", HTTPStatus.SEE_OTHER)

    def claim(self) -> AnyResponse:
        """Take the task."""
        self._do(ClaimTask(self.detail.task.id))
        session.tell("done", _CLAIMED)
        return redirect(request.path, HTTPStatus.SEE_OTHER)

    def claim_in_list(self) -> AnyResponse:
        """Take the task where it stands in a list, which tells what came of it."""
        try:
            self.claim()
        except (ForbiddenError, ConflictError) as error:
            session.tell("trouble", error.text)
        return redirect(session.local(request.form.get(BACK)), HTTPStatus.SEE_OTHER)

    def unclaim(self) -> AnyResponse:
        """Give the task back to the group."""
        self._do(UnclaimTask(self.detail.task.id))
        session.tell("done", _UNCLAIMED)
        return redirect("/inkorg", HTTPStatus.SEE_OTHER)

    def give_back(self) -> AnyResponse:
        """Give the task back to the one who asked for help, with what has been written."""
        if self.detail.form:
            self._do(SaveDraft(self.detail.task.id, self.posted.answers))
        self._do(GiveBack(self.detail.task.id, request.form.get("_reply", "")))
        session.tell("done", _GIVEN_BACK)
        return redirect("/inkorg", HTTPStatus.SEE_OTHER)

    def take_back(self) -> AnyResponse:
        """Take the task back from the one who helps."""
        self._do(TakeBack(self.detail.task.id))
        session.tell("done", _TAKEN_BACK)
        return redirect(request.path, HTTPStatus.SEE_OTHER)

    def recall(self) -> AnyResponse:
        """Take back what was handed in; the task is open again."""
        self._do(RecallTask(self.detail.task.id))
        session.tell("done", _RECALLED)
        return redirect(request.path, HTTPStatus.SEE_OTHER)

    def complete(self) -> AnyResponse:
        """Hand in the answers and go on to what comes next."""
        given = request.form.get(VERSION, "")
        version = int(given) if given.isdecimal() and len(given) < LONGEST else None
        command = CompleteTask(self.detail.task.id, self.posted.answers, version)
        key = request.form.get(KEY) or str(uuid4())
        receipt = self.frame.engine.do_once(command, self.reader.identity, key)
        able = self.frame.engine.ask(MayRecall(self.detail.task.id), self.reader.identity)
        return onward(receipt, self.detail.task.name, request.path if able else None)

    def _do(self, command: Command[None]) -> None:
        self.frame.engine.do(command, self.reader.identity)

    def _kept(self, written: Written) -> Written:
        """Keep what has been written as a draft."""
        save = SaveDraft(self.detail.task.id, written.answers)
        return kept(written, lambda: self._do(save), self.reader.now)

    def _again(self, written: Written) -> Response:
        return page(self.frame, self.reader, self.detail, written)

    def _overtaken(self, error: ConflictError | ChangedError) -> Response:
        reader, detail = self.frame.ask(TaskById(self.detail.task.id))
        written = refused(self.posted.answers, error, HTTPStatus.CONFLICT)
        return page(self.frame, reader, detail, written, known=self.detail.context)


_ACTIONS: Final[Mapping[str, Callable[[Deed], AnyResponse]]] = {
    "complete": Deed.complete,
    "draft": Deed.draft,
    "claim": Deed.claim,
    "claim-in-list": Deed.claim_in_list,
    "unclaim": Deed.unclaim,
    "give-back": Deed.give_back,
    "take-back": Deed.take_back,
    "recall": Deed.recall,
}


def pages(frame: Frame) -> Blueprint:
    """Return the page of a task."""
    blueprint = Blueprint("page_tasks", __name__)

    @blueprint.get("/uppgifter/<uuid:task_id>")
    def show(task_id: UUID) -> AnyResponse:
        reader, detail = frame.ask(TaskById(task_id))
        return page(frame, reader, detail, Written(detail.answers, saved_at=detail.draft_at))

    @blueprint.post("/uppgifter/<uuid:task_id>")
    def act(task_id: UUID) -> AnyResponse:
        reader, detail = frame.ask(TaskById(task_id))
        items, faults = items_of(request, frame.engine, reader.identity)
        posted = detail.form.decode(items, clock.day(reader.now)) if detail.form else Posted({})
        return Deed(frame, reader, detail, posted, faults).run(request.form.get("_action", "update"))

    return blueprint


def page(
    frame: Frame,
    reader: Reader,
    detail: TaskDetail,
    written: Written,
    known: Mapping[str, Any] | None = None,
) -> Response:
    """Draw the page of a task. `known` is the context of a moment ago, when the task was still open."""
    context = detail.context or known or {}
    drawn = sheet(detail.form, written, context, reader.now, session.language()) if detail.form else None
    template = "task_form.html" if is_part() else "task.html"
    # While somebody writes, their page stays on the version that they opened; a refusal shows them the new one.
    opened = request.form.get(VERSION) if written.status < HTTPStatus.CONFLICT else None
    return frame.render(
        template,
        reader,
        written.status,
        detail=detail,
        task=detail.task,
        written=written,
        sheet=drawn,
        key=str(uuid4()),
        role=role_for(reader.me, detail.task),
        following=follows(detail.outcomes, Say(session.language())),
        version=detail.task.version if opened is None else opened,
    )
