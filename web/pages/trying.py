"""Try a draft out: step through it by hand as any role, or let a robot walk. What has been done lies in the page alone."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Blueprint, Response, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.errors import ConflictError, EngineError, InvalidError, ModelRefusedError
from engine.queries.drafts.drafts import DraftById
from engine.queries.drafts.tried import Tried
from engine.queries.drafts.trying import Go, TryDraft
from engine.trying.choices import Choice, Trial, trial
from forms import Form
from forms.filling import fill
from web import session
from web.frame import Frame, Reader, is_part
from web.written import Sheet, Written, refused, renewed, row_id, sheet

TRIAL: Final = "_trial"
# Which task the form is of: `complete ut_x 0`, or `start`.
CHOSEN: Final = "_chosen"
START: Final = "start"
_GO: Final[Mapping[str, Go]] = {"robot-step": "step", "robot-walk": "walk", "robot-cover": "cover"}


def pages(frame: Frame) -> Blueprint:
    """Return the page where a draft is tried out."""
    blueprint = Blueprint("page_trying", __name__)

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/prova")
    def show(draft_id: UUID) -> AnyResponse:
        return _Page(frame, draft_id, Trial(), "").answer("")

    @blueprint.post("/modeller/utkast/<uuid:draft_id>/prova")
    def act(draft_id: UUID) -> AnyResponse:
        page = _Page(frame, draft_id, _posted(), request.form.get(CHOSEN, ""))
        return page.answer(request.form.get("_action", "update"))

    return blueprint


def _posted() -> Trial:
    try:
        return trial(json.loads(request.form.get(TRIAL, "{}")))
    except (ValueError, RecursionError) as error:
        raise InvalidError(
            "Provet går inte att läsa. Börja om.", "The trial cannot be read. Begin again."
        ) from error


@dataclass(frozen=True)
class _Page:
    frame: Frame
    draft_id: UUID
    trial: Trial
    chosen: str

    def answer(self, action: str) -> AnyResponse:
        """Do what was asked for, and show where the trial stands."""
        name, _, rest = action.partition(" ")
        try:
            if name in _GO:
                return self.shown(self._ask(go=_GO[name]))
            return _ACTIONS.get(name, _Page._update)(self, rest)
        except ModelRefusedError as error:
            reader, draft = self.frame.ask(DraftById(self.draft_id))
            values = {"draft": draft.draft, "error": error}
            return self.frame.render("try_refused.html", reader, HTTPStatus.UNPROCESSABLE_ENTITY, **values)

    # --- what can be done -------------------------------------------------------------------------------------

    def _update(self, _: str) -> AnyResponse:
        reader, tried = self._ask()
        open_form = _open_form(tried, self.chosen)
        if open_form is None or request.method == "GET":
            return self.shown((reader, tried))
        answers, moved = self._answers(open_form.form, reader)
        written = renewed(open_form.form, answers, open_form.context, tried.now)
        return self.shown((reader, tried), replace(written, focus=moved or written.focus))

    def _choose(self, rest: str) -> AnyResponse:
        return replace(self, chosen=rest).shown(self._ask())

    def _fill(self, _: str) -> AnyResponse:
        reader, tried = self._ask()
        found, chance = _open_form(tried, self.chosen), Random(uuid4().int)  # noqa: S311  no secret
        answers: Mapping[str, Any] = {}
        if found:
            answers = fill(found.form, found.context, tried.now, lambda _, options: chance.choice(options))
        return self.shown((reader, tried), Written(answers))

    def _do(self, _: str) -> AnyResponse:
        reader, tried = self._ask()
        found, (do, element, number) = _open_form(tried, self.chosen), _parts(self.chosen)
        answers, moved = self._answers(found.form, reader) if found else ({}, None)
        if moved:
            return self.shown((reader, tried), Written(answers, focus=moved))
        choice = Choice("start" if do == START else "complete", element, number, answers)
        return self._taken(choice, answers)

    def _finish(self, rest: str) -> AnyResponse:
        _, element, number = _parts(rest)
        return self._taken(Choice("complete", element, number, {}), {})

    def _reply(self, rest: str) -> AnyResponse:
        element, number = _parts(f"answer {rest}")[1:]
        result = request.form.get(f"_result {element} {number}", "").strip() or None
        return self._taken(Choice("answer", element, number, result=result), {})

    def _advance(self, _: str) -> AnyResponse:
        return self._taken(Choice("advance"), {})

    def _send(self, rest: str) -> AnyResponse:
        return self._taken(Choice("send", message=rest), {})

    def _back(self, _: str) -> AnyResponse:
        return replace(self, trial=replace(self.trial, choices=self.trial.choices[:-1]), chosen="").answer("")

    def _again(self, _: str) -> AnyResponse:
        return replace(self, trial=replace(self.trial, choices=()), chosen="").answer("")

    # --- inside -----------------------------------------------------------------------------------------------

    def _ask(self, more: Choice | None = None, go: Go | None = None) -> tuple[Reader, Tried]:
        asked = TryDraft(self.draft_id, self.trial, more, go, session.language())
        reader, tried = self.frame.ask(asked)
        return reader, tried

    def _taken(self, choice: Choice, answers: Mapping[str, Any]) -> AnyResponse:
        try:
            found = self._ask(choice)
        except (InvalidError, ConflictError) as error:
            return self.shown(self._ask(), _refused(answers, error))
        return replace(self, chosen="").shown(found)

    def _answers(self, form: Form, reader: Reader) -> tuple[dict[str, Any], str | None]:
        """Return what was written, and the row or file that a button was about. A chosen file is named, and not kept."""
        items = list(request.form.items(multi=True))
        for name, sent in request.files.items(multi=True):
            if sent.filename:
                about = {"id": str(uuid4()), "namn": sent.filename, "storlek": 1, "typ": sent.mimetype}
                items.append((name, json.dumps(about, ensure_ascii=False)))
        posted = form.decode(items, clock.day(reader.now))
        return posted.answers, row_id(posted.focus) if posted.rows_changed else None

    def shown(self, found: tuple[Reader, Tried], written: Written | None = None) -> Response:
        """Return the page with what has been written."""
        reader, tried = found
        open_form = _open_form(tried, self.chosen)
        written = written or Written({})
        drawn: Sheet | None = None
        if open_form:
            drawn = sheet(open_form.form, written, open_form.context, tried.now, session.language())
        values = {
            "tried": tried,
            # A chosen file is named here, and not kept.
            "filed": False,
            "draft": tried.draft.draft,
            "carried": json.dumps(tried.trial.plain(), ensure_ascii=False),
            "chosen": open_form.key if open_form else "" if tried.started else START,
            "sheet": drawn,
            "written": written,
            "drawing": Markup(tried.svg[tried.svg.index(b"<svg") :].decode()),  # noqa: S704  ours
        }
        template = "try_fields.html" if is_part() else "try.html"
        return self.frame.render(template, reader, written.status, **values)


@dataclass(frozen=True)
class _Open:
    key: str
    form: Form
    context: Mapping[str, Any]


def _open_form(tried: Tried, chosen: str) -> _Open | None:
    """Return the form that is in front of the person: of the task chosen, else of the first; before, the start form."""
    if not tried.started:
        form, context = tried.start
        return _Open(START, form, context) if form else None
    tasks = {f"complete {one.element} {one.number}": one for one in tried.tasks}
    key = chosen if chosen in tasks else next(iter(tasks), "")
    one = tasks.get(key)
    return _Open(key, one.form, one.context) if one and one.form else None


def _parts(chosen: str) -> tuple[str, str, int]:
    do, _, rest = chosen.partition(" ")
    element, _, number = rest.partition(" ")
    return do, element, int(number) if number.isdecimal() and len(number) < 5 else 0  # noqa: PLR2004


def _refused(answers: Mapping[str, Any], error: EngineError) -> Written:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, InvalidError) else HTTPStatus.CONFLICT
    return refused(answers, error, status)


_ACTIONS: Final[Mapping[str, Callable[[_Page, str], AnyResponse]]] = {
    "choose": _Page._choose,  # noqa: SLF001  the table of the buttons
    "fill": _Page._fill,  # noqa: SLF001
    "do": _Page._do,  # noqa: SLF001
    "finish": _Page._finish,  # noqa: SLF001
    "reply": _Page._reply,  # noqa: SLF001
    "advance": _Page._advance,  # noqa: SLF001
    "send": _Page._send,  # noqa: SLF001
    "back": _Page._back,  # noqa: SLF001
    "again": _Page._again,  # noqa: SLF001
}
