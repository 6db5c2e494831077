"""Edit a form of a draft: the list of its questions, with the form as people will see it beside."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

import forms
from engine import clock
from engine.errors import ChangedError, ConflictError, InvalidError
from engine.queries.drafts.lists import FormLists
from forms import Form, editing
from forms.editing import Json
from forms.text import Text
from web import session
from web.drafted import READ, DraftFile, draft_file
from web.frame import Frame
from web.views.form_field import of_component
from web.written import Sheet, Written, row_id, sheet

GONE: Final = "_gone"
KINDS: Final[Mapping[str, Text]] = {
    "textfield": Text("Text på en rad", "Text on one line"),
    "textarea": Text("Lång text", "Long text"),
    "number": Text("Tal", "Number"),
    "datetime": Text("Datum eller tid", "Date or time"),
    "checkbox": Text("Kryssruta", "Checkbox"),
    "radio": Text("Val av ett, alla synliga", "One of several, all shown"),
    "select": Text("Val av ett, i en lista", "One of several, in a list"),
    "checklist": Text("Val av flera, alla synliga", "Several, all shown"),
    "taglist": Text("Val av flera, i en lista", "Several, in a list"),
    "filepicker": Text("Filer", "Files"),
    "expression": Text("Uträknat värde", "Computed value"),
    "group": Text("Grupp", "Group"),
    "dynamiclist": Text("Rader", "Rows"),
    "text": Text("Text att läsa", "Text to read"),
    "separator": Text("Linje", "Line"),
    "spacer": Text("Mellanrum", "Space"),
}
_BROKEN: Final = Text(
    "Det här är ingen JSON med ett formulär. Det du skrev finns kvar.",
    "This is not JSON with a form. What you wrote is kept.",
)
_SAVED: Final = Text("Formuläret är sparat.", "The form is saved.")


def pages(frame: Frame) -> Blueprint:
    """Return the page with the questions of a form."""
    blueprint = Blueprint("page_form_editor", __name__)

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/formular/<key>")
    def show(draft_id: UUID, key: str) -> AnyResponse:
        return _page(form_file(frame, draft_id, key), _Shown())

    @blueprint.post("/modeller/utkast/<uuid:draft_id>/formular/<key>")
    def act(draft_id: UUID, key: str) -> AnyResponse:
        return _act(form_file(frame, draft_id, key), request.form.get("_action", "update"))

    @blueprint.get("/modeller/utkast/<uuid:draft_id>/formular/<key>/json")
    def download(draft_id: UUID, key: str) -> AnyResponse:
        named = {"Content-Disposition": f'attachment; filename="{key}.form.json"'}
        data = form_file(frame, draft_id, key).data
        return Response(data, mimetype="application/json", headers=named)

    return blueprint


@dataclass(frozen=True)
class _Shown:
    """What the page shows beside the form as it is saved; `gone` is what was just deleted, `written` JSON that was refused."""

    notice: Text | None = None
    status: int = 200
    gone: Json | None = None
    written: str | None = None
    tried: Written = field(default_factory=lambda: Written({}))
    focus: str = ""


def form_file(frame: Frame, draft_id: UUID, key: str) -> DraftFile:
    """Return the file of a form."""
    return draft_file(frame, draft_id, f"forms/{key}.form.json")


def content(file: DraftFile) -> Json:
    """Return the form as JSON; what is no form is one without questions."""
    found = json.loads(file.data)
    return found if isinstance(found, dict) else {}


def as_file(form: Json) -> bytes:
    """Return a form as it lies in its file."""
    return (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode()


def compiled(form: Any) -> tuple[Form | None, tuple[forms.Finding, ...]]:
    """Return the form ready for use, or what keeps it from that."""
    try:
        return forms.compile(form), ()
    except forms.FormRefused as refused:
        return None, refused.findings


def _act(file: DraftFile, action: str) -> AnyResponse:
    name, _, rest = action.partition(" ")
    if name in ("update", "try"):
        return _try(file, check=name == "try")
    form = content(file)
    if name in ("json", "read"):
        return _read_in(file)
    if name == "add":
        return _add(file, form)
    if name == "restore":
        return _restore(file, form)
    if name == "title":
        own = {"title": request.form.get("title", ""), "title_en": request.form.get("title_en", "")}
        kept = form.get("properties") if isinstance(form.get("properties"), dict) else {}
        return _saved(file, {**form, "properties": {**(kept or {}), **own}}, _Shown())
    return _change(file, form, name, rest)


def _change(file: DraftFile, form: Json, name: str, called: str) -> AnyResponse:
    one = editing.part(form, called)
    if one is None or name not in ("up", "down", "delete"):
        return _page(file, _Shown(_gone_text(called), HTTPStatus.CONFLICT))
    if name != "delete":
        after = editing.moved(form, one.place, -1 if name == "up" else 1)
        return _saved(file, after, _Shown(focus=f"{name} {called}"))
    gone = {"place": list(one.place), "component": one.component}
    return _saved(file, editing.removed(form, one.place), _Shown(gone=gone))


def _add(file: DraftFile, form: Json) -> AnyResponse:
    kind, inside = request.form.get("kind", ""), editing.part(form, request.form.get("inside", ""))
    if kind not in KINDS:
        return _page(file, _Shown(Text("Välj vilket slag.", "Choose which kind."), 422))
    after, called = editing.added(form, kind, inside.place if inside else ())
    answer = _saved(file, after, _Shown())
    if answer.status_code == HTTPStatus.OK:
        return redirect(f"{request.path}/falt/{called}", HTTPStatus.SEE_OTHER)
    return answer


def _restore(file: DraftFile, form: Json) -> AnyResponse:
    try:
        gone = json.loads(request.form.get(GONE, ""))
        place, component = tuple(int(step) for step in gone["place"]), dict(gone["component"])
        as_file(component)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        said = Text("Det går inte att ångra längre.", "It cannot be undone any more.")
        return _page(file, _Shown(said, HTTPStatus.UNPROCESSABLE_ENTITY))
    return _saved(file, editing.inserted(form, place, component), _Shown())


def _read_in(file: DraftFile) -> AnyResponse:
    sent = request.files.get("fil")
    written = (sent.stream.read(forms.compiling.LARGEST_FORM + 1) if sent and sent.filename else b"").decode(
        "utf-8", "replace"
    ) or request.form.get("json", "")
    try:
        form = json.loads(written)
        as_file(form)  # half a character cannot be kept
    except (ValueError, RecursionError):
        form = None
    if not isinstance(form, dict):
        return _page(file, _Shown(_BROKEN, HTTPStatus.UNPROCESSABLE_ENTITY, written=written))
    answer = _saved(file, form, _Shown(written=written))
    if answer.status_code != HTTPStatus.OK:
        return answer
    session.tell("done", _SAVED)
    return redirect(request.path, HTTPStatus.SEE_OTHER)


def _try(file: DraftFile, *, check: bool) -> AnyResponse:
    form, _ = compiled(content(file))
    if form is None:
        return _page(file, _Shown())
    now = file.reader.now
    posted = form.decode(request.form.items(multi=True), clock.day(now))
    errors = form.check(posted.answers, _lists(file, form), now).errors if check else ()
    focus = row_id(posted.focus) if posted.rows_changed else None
    return _page(file, _Shown(tried=Written(posted.answers, errors, focus=focus)))


def _saved(file: DraftFile, form: Json, shown: _Shown) -> Response:
    """Save the form and show it; a lost race says so, and keeps what was written."""
    overtaken = file.overtaken
    if overtaken:
        return _page(file, replace(shown, notice=overtaken, status=HTTPStatus.CONFLICT, gone=None))
    try:
        file.save(as_file(form))
    except (ChangedError, ConflictError) as error:
        return _page(file, replace(shown, notice=error.text, status=HTTPStatus.CONFLICT, gone=None))
    except InvalidError as error:
        return _page(file, replace(shown, notice=error.text, status=HTTPStatus.UNPROCESSABLE_ENTITY))
    key = file.name.removeprefix("forms/").removesuffix(".form.json")
    return _page(form_file(file.frame, file.whole.draft.id, key), shown)


def _lists(file: DraftFile, form: Form) -> Mapping[str, Any]:
    found: dict[str, Any] = file.frame.ask(FormLists(form.sources))[1]
    return found


def _preview(file: DraftFile, form: Form | None, tried: Written) -> Sheet | None:
    if form is None:
        return None
    return sheet(form, tried, _lists(file, form), file.reader.now, session.language())


def _page(file: DraftFile, shown: _Shown) -> Response:
    source = content(file)
    form, findings = compiled(source)
    listed = editing.parts(source)
    at = {one.called: of_component(findings, one.component) for one in listed}
    placed = {finding for found in at.values() for finding in found}
    own = source.get("properties") if isinstance(source.get("properties"), dict) else {}
    return file.frame.render(
        "form_editor.html",
        file.reader,
        shown.status,
        draft=file.whole.draft,
        key=file.name.removeprefix("forms/").removesuffix(".form.json"),
        titles=own or {},
        parts=listed,
        groups=[one for one in listed if one.component.get("type") in editing.HOLDING],
        kinds=KINDS,
        findings=at,
        others=[one for one in findings if one not in placed],
        shown=shown,
        gone=json.dumps(shown.gone, ensure_ascii=False) if shown.gone else "",
        sheet=_preview(file, form, shown.tried),
        filed=False,
        written=shown.tried,
        source=shown.written if shown.written is not None else file.data.decode("utf-8", "replace"),
        read=file.digest,
        names={"read": READ, "gone": GONE},
    )


def _gone_text(called: str) -> Text:
    return Text(f"Frågan {called} finns inte längre.", f"The question {called} is not there any more.")
