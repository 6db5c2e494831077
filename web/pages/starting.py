"""Start a case: choose a process, fill in its start form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import uuid4

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.cases.draft import ForgetStartDraft, SaveStartDraft
from engine.commands.cases.start import StartCase
from engine.errors import ForbiddenError, InvalidError
from engine.queries.models.versions import ProcessDefinitions, StartForm, StartFormOf
from forms import FieldError, Posted
from forms.text import Text
from web import session
from web.frame import Frame, Reader, is_part
from web.onward import onward
from web.pages.tasks import KEY
from web.uploads import items_of
from web.written import Written, kept, refused, renewed, row_id, sheet


def pages(frame: Frame) -> Blueprint:
    """Return the pages that lead to a new case."""
    blueprint = Blueprint("page_starting", __name__)

    @blueprint.get("/arenden/starta")
    def choose() -> AnyResponse:
        reader, definitions = frame.ask(ProcessDefinitions())
        return frame.render("start.html", reader, definitions=definitions)

    @blueprint.get("/arenden/starta/<process>")
    def show(process: str) -> AnyResponse:
        reader, start = frame.ask(StartFormOf(process))
        # A link can say what the form begins with, e.g. the case that an escalation is about.
        linked = start.form.draft(request.args.to_dict()) if start.form else {}
        return Sheet(frame, reader, start, Posted({**start.answers, **linked})).show(start.draft_at)

    @blueprint.post("/arenden/starta/<process>")
    def act(process: str) -> AnyResponse:
        reader, start = frame.ask(StartFormOf(process))
        items, faults = items_of(request, frame.engine, reader.identity)
        posted = start.form.decode(items, clock.day(reader.now)) if start.form else Posted({})
        return Sheet(frame, reader, start, posted).run(request.form.get("_action", "update"), faults)

    return blueprint


@dataclass(frozen=True)
class Sheet:
    """The start form in front of a person, and what stands in it."""

    frame: Frame
    reader: Reader
    start: StartForm
    posted: Posted

    def show(self, draft_at: datetime | None) -> Response:
        """Show the form with the draft, if there is one."""
        return self._page(Written(self.posted.answers, saved_at=draft_at))

    def run(self, action: str, faults: tuple[FieldError, ...]) -> AnyResponse:
        """Do it, or show the form again with the reason why not; what is written is kept as a draft either way."""
        if faults:
            return self._again(Written(self.posted.answers, faults, status=HTTPStatus.UNPROCESSABLE_ENTITY))
        if self.posted.rows_changed:
            return self._again(Written(self.posted.answers, focus=row_id(self.posted.focus)))
        return _ACTIONS.get(action, Sheet.update)(self)

    def update(self) -> AnyResponse:
        """Show the form with the questions that belong to the answers."""
        form, start = self.start.form, self.start
        answers = self.posted.answers
        return self._again(renewed(form, answers, start.context, self.reader.now) if form else Written({}))

    def draft(self) -> AnyResponse:
        """Keep what has been written."""
        self._do(SaveStartDraft(self.start.process, self.posted.answers))
        return redirect(f"{request.path}#utkast", HTTPStatus.SEE_OTHER)

    def discard(self) -> AnyResponse:
        """Throw the draft away, and begin with an empty form."""
        self._do(ForgetStartDraft(self.start.process))
        return redirect(request.path, HTTPStatus.SEE_OTHER)

    def begin(self) -> AnyResponse:
        """Start the case, and go on to what comes next in it."""
        key, answers = request.form.get(KEY) or str(uuid4()), self.posted.answers
        try:
            receipt = self.frame.engine.do_once(
                StartCase(self.start.process, answers), self.reader.identity, key
            )
        except InvalidError as error:
            return self._again(refused(answers, error, HTTPStatus.UNPROCESSABLE_ENTITY))
        except ForbiddenError as error:
            return self._again(refused(answers, error, HTTPStatus.FORBIDDEN))
        number = receipt.case["number"]
        return onward(receipt, Text(f"ärendet {number} är startat", f"case {number} has been started"))

    def _do(self, command: SaveStartDraft | ForgetStartDraft) -> None:
        self.frame.engine.do(command, self.reader.identity)

    def _again(self, written: Written) -> Response:
        save = SaveStartDraft(self.start.process, written.answers)
        return self._page(kept(written, lambda: self._do(save), self.reader.now))

    def _page(self, written: Written) -> Response:
        form, start, now = self.start.form, self.start, self.reader.now
        drawn = sheet(form, written, start.context, now, session.language()) if form else None
        template = "start_fields.html" if is_part() else "start_form.html"
        values = {"start": start, "written": written, "sheet": drawn, "key": str(uuid4())}
        return self.frame.render(template, self.reader, written.status, **values)


_ACTIONS: Final[Mapping[str, Callable[[Sheet], AnyResponse]]] = {
    "start": Sheet.begin,
    "draft": Sheet.draft,
    "discard": Sheet.discard,
}
