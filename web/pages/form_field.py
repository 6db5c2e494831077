"""One question of a form of a draft: its properties, with what the compiler says while they are written."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.errors import ChangedError, ConflictError, EngineError, InvalidError, NotFoundError
from engine.library import statements
from forms import FieldError, editing
from forms.editing import Json, Part
from forms.text import Text
from web import session
from web.asked import DO, SEARCH, Words, form, plain
from web.drafted import READ, DraftFile
from web.frame import Frame, is_part
from web.pages.form_editor import KINDS, as_file, compiled, content, form_file
from web.views.form_field import answers_of, at_questions, described, of_component
from web.written import Written, refused, row_id, sheet

_SAVE: Final = Text("Spara", "Save")
_THEN: Final = Text("spara sedan", "then save")
_MODELS: Final = ("/modeller", Text("Modeller", "Models"))
_STAYS: Final = Text(
    "Det går att spara med fel i ett utkast. De står i listan tills de är rättade.",
    "A draft can be saved with faults. They stand in the list until they are mended.",
)
_SAVED: Final = Text("Frågan är sparad.", "The question is saved.")


def pages(frame: Frame) -> Blueprint:
    """Return the page of a question."""
    blueprint = Blueprint("page_form_field", __name__)

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/formular/<key>/falt/<called>")
    def show(draft_id: UUID, key: str, called: str) -> AnyResponse:
        file = form_file(frame, draft_id, key)
        one = _part(file, called)
        answers = answers_of(one.component)
        return _page(file, one, Written(answers, _told(file, one, answers)))

    @blueprint.post("/modeller/utkast/<uuid:draft_id>/formular/<key>/falt/<called>")
    def act(draft_id: UUID, key: str, called: str) -> AnyResponse:
        file = form_file(frame, draft_id, key)
        return _act(file, _part(file, called))

    return blueprint


def _part(file: DraftFile, called: str) -> Part:
    found = editing.part(content(file), called)
    if found is None:
        raise NotFoundError(
            f"Frågan {called} finns inte längre. Gå till formuläret och välj en som finns.",
            f"There is no question {called} any more. Go to the form and choose one that is there.",
        )
    return found


def _act(file: DraftFile, one: Part) -> AnyResponse:
    own, context, now = form("falt"), _context(one), file.reader.now
    posted = own.decode(request.form.items(multi=True), clock.day(now))
    focus = row_id(posted.focus) if posted.rows_changed else None
    checked = own.check(posted.answers, context, now)
    if request.form.get("_action") != DO or focus:
        # What the compiler says of what is written now; it is not saved yet.
        told = _told(file, one, checked.clean if checked.ok else posted.answers)
        return _page(
            file, one, Written(posted.answers, told, focus=focus or (None if is_part() else "update"))
        )
    if not checked.ok:
        return _page(
            file, one, Written(posted.answers, checked.errors, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        )
    return _save(file, one, posted.answers, checked.clean)


def _save(file: DraftFile, one: Part, answers: Mapping[str, Any], clean: Mapping[str, Any]) -> AnyResponse:
    overtaken = file.overtaken
    if overtaken:
        return _page(file, one, Written(answers, notice=overtaken, status=HTTPStatus.CONFLICT))
    try:
        file.save(as_file(_after(file, one, clean)))
    except (ChangedError, ConflictError, InvalidError) as error:
        return _page(file, one, _refused(answers, error))
    session.tell("done", _SAVED)
    return redirect(_address(file), HTTPStatus.SEE_OTHER)


def _refused(answers: Mapping[str, Any], error: EngineError) -> Written:
    invalid = isinstance(error, InvalidError)
    return refused(answers, error, HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.CONFLICT)


def _after(file: DraftFile, one: Part, answers: Mapping[str, Any]) -> Json:
    return editing.replaced(content(file), one.place, described(one.component, answers))


def _told(file: DraftFile, one: Part, answers: Mapping[str, Any]) -> tuple[FieldError, ...]:
    """Return the faults that the question would have with these answers."""
    after = described(one.component, answers)
    _, findings = compiled(editing.replaced(content(file), one.place, after))
    unknown = [key for key in str(answers.get("krav") or "").split() if key not in statements()]
    said = Text(
        f"Kravkatalogen har inte {', '.join(unknown)}.", f"The catalogue has no {', '.join(unknown)}."
    )
    more = (FieldError(("krav",), said),) if unknown else ()
    return (*at_questions(of_component(findings, after)), *more)


def _context(one: Part) -> dict[str, Any]:
    return {"typ": one.component.get("type")}


def _address(file: DraftFile) -> str:
    key = file.name.removeprefix("forms/").removesuffix(".form.json")
    return f"/modeller/utkast/{file.whole.draft.id}/formular/{key}"


def _page(file: DraftFile, one: Part, written: Written) -> Response:
    kind = KINDS.get(str(one.component.get("type")), plain(str(one.component.get("type"))))
    heading = Text(f"{kind.sv}: {one.called}", f"{kind.en}: {one.called}")
    draft = file.whole.draft
    crumbs = (
        _MODELS,
        (f"/modeller/utkast/{draft.id}", plain(draft.name)),
        (_address(file), plain(file.name)),
    )
    drawn = sheet(form("falt"), written, _context(one), file.reader.now, session.language())
    values = {
        "words": Words(heading, _SAVE, _THEN, crumbs, (_STAYS,)),
        "written": written,
        "sheet": drawn,
        "search": SEARCH,
        "do": DO,
        "hidden": {READ: file.digest},
    }
    template = "asked_fields.html" if is_part() else "asked.html"
    return file.frame.render(template, file.reader, written.status, **values)
