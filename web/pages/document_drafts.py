"""Write documents: a new one of a kind, and the draft of a version."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.diagrams.create import content_of
from engine.commands.document_drafts import Content, Draft
from engine.commands.documents.add_version import AddVersion
from engine.commands.documents.create import CreateDocument
from engine.commands.documents.save_version import SaveVersion
from engine.errors import ConflictError, FieldError, InvalidError, ModelRefusedError, NotFoundError
from engine.governance.document_kinds import DIAGRAM, DocumentKind, kinds
from engine.governance.permissions import Permission
from engine.queries.documents.choices import DraftChoices
from engine.queries.documents.get import DocumentById, VersionById
from engine.queries.documents.rows import VersionWhole
from engine.queries.files.get import FileById
from engine.queries.profiles.versions import ActiveProfile
from forms.text import Text
from web import documents, session
from web.asked import Answers, Asked, Done, Words, plain
from web.asking import Permitted
from web.documents import (
    CHANGE,
    FILE,
    NUMBER,
    PERSON_Q,
    PROCESSES,
    STEPS,
    TEXT,
    UNIT_Q,
    as_number,
    context_of,
    form_of,
)
from web.frame import Frame, Reader, as_uuid

REVISION: Final = "_revision"
# What is written somewhere else than in a text: a draft of these has its own page to draw in.
DRAWN: Final = ("model", "form", "profile")
_HOME: Final = ("/dokument", Text("Dokument", "Documents"))
_MAY: Final = Permitted(Permission.DOCUMENT_WRITE, needed=True)
_SAVE: Final = Text("Spara utkastet", "Save the draft")
_THEN: Final = Text("spara sedan", "then save")
_SAVED: Final = Text("Utkastet är sparat.", "The draft has been saved.")
_RULES: Final = (
    Text(
        "Utkastet syns bara för den som skriver det eller ansvarar för dokumentet.",
        "The draft is seen only by whoever writes it or answers for the document.",
    ),
    Text(
        "När det skickas för godkännande ändras det inte mer, om det inte kommer tillbaka.",
        "Once it is sent for approval it is not changed any more, unless it comes back.",
    ),
)


def pages(frame: Frame) -> Blueprint:
    """Return the pages where documents are written."""
    blueprint = Blueprint("page_document_drafts", __name__)

    @blueprint.get("/dokument/nytt")
    def choose() -> AnyResponse:
        reader, profile, _ = frame.ask(ActiveProfile(), _MAY)
        return frame.render("document_kinds.html", reader, kinds=list(kinds(profile).values()))

    @blueprint.route("/dokument/nytt/<key>", endpoint="make", methods=("GET", "POST"))
    def make(key: str) -> AnyResponse:
        return _make(frame, key)

    @blueprint.route("/dokument/<number>/<int:version>/andra", endpoint="change", methods=("GET", "POST"))
    def change(number: str, version: int) -> AnyResponse:
        return _change(frame, number, version)

    @blueprint.post("/dokument/<number>/ny-version")
    def add(number: str) -> AnyResponse:
        reader, found = frame.ask(DocumentById(number))
        try:
            made = frame.engine.do(AddVersion(found.id), reader.identity)
        except ConflictError as error:
            session.tell("trouble", error.text)
            return redirect(f"/dokument/{number}", HTTPStatus.SEE_OTHER)
        return redirect(f"/dokument/{number}/{made.version}/andra", HTTPStatus.SEE_OTHER)

    return blueprint


def _make(frame: Frame, key: str) -> AnyResponse:
    reader, profile, choices, _ = frame.ask(ActiveProfile(), _choices({}), _MAY)
    kind = kinds(profile).get(key)
    if kind is None:
        raise NotFoundError(
            "Profilen har ingen sådan handlingstyp.", "The profile has no such type of document."
        )
    heading = Text(f"Nytt: {kind.name.sv}", f"New: {kind.name.en}")
    words = Words(heading, _SAVE, _THEN, (_HOME, ("/dokument/nytt", Text("Nytt", "New"))), _RULES)
    page = Asked(
        frame, reader, form_of(kind, first=True, written=True), words, context_of(profile, choices), {}
    )
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> CreateDocument:
        return CreateDocument(key, _draft(frame, reader, kind, given), given.get(NUMBER) or None)

    done = Done(_SAVED, lambda made: f"/dokument/{made.number}/{made.version}")
    return page.act(command, done, names=_names(kind))


def _change(frame: Frame, number: str, version: int) -> AnyResponse:
    _, found = frame.ask(VersionById(number=number, version=version))
    reader, profile, choices, found, _ = frame.ask(
        ActiveProfile(), _choices(found.given), VersionById(number=number, version=version), _MAY
    )
    address = f"/dokument/{number}/{version}"
    if not found.editable:
        session.tell(
            "trouble", Text("Den här versionen går inte att ändra.", "This version cannot be changed.")
        )
        return redirect(address, HTTPStatus.SEE_OTHER)
    kind = kinds(profile)[found.document.kind]
    written = found.version.content_kind not in DRAWN
    heading = Text(f"Ändra utkastet av {number}", f"Change the draft of {number}")
    words = Words(heading, _SAVE, _THEN, (_HOME, (address, plain(found.version.title))), _RULES)
    asked = form_of(kind, first=False, written=written)
    page = Asked(
        frame,
        reader,
        asked,
        words,
        context_of(profile, choices),
        _initial(kind, found),
        {REVISION: str(found.version.revision)},
    )
    if request.method == "GET":
        return page.show()

    def command(given: Answers) -> SaveVersion:
        seen = as_number(request.form.get(REVISION)) or 0
        return SaveVersion(found.version.id, seen, _draft(frame, reader, kind, given, found))

    return page.act(command, Done(_SAVED, address), names=_names(kind))


def _choices(given: Mapping[str, Any]) -> DraftChoices:
    """Return what to choose from: what is searched for, and what is chosen already."""
    search = {name: value for name, value in request.form.items() if value.strip()}
    units = next((value for name, value in search.items() if name.startswith(UNIT_Q)), None)
    return DraftChoices(search.get(PERSON_Q), units, tuple(_ids([*given.values(), *search.values()])))


def _ids(values: list[Any]) -> Iterator[UUID]:
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            found = as_uuid(one) if isinstance(one, str) else None
            if found:
                yield found


def _initial(kind: DocumentKind, found: VersionWhole) -> dict[str, Any]:
    lines = {one.key for one in kind.typed if one.shape == "documents"}
    answers: dict[str, Any] = {
        key: "\n".join(value) if key in lines and isinstance(value, list) else value
        for key, value in found.given.items()
    }
    about = found.document.links
    return {
        **answers,
        TEXT: found.text if found.version.content_kind == "text" else "",
        CHANGE: found.version.change or "",
        PROCESSES: sorted({str(one.process_id) for one in about}),
        STEPS: [f"{one.process_id} {one.element}" for one in about if one.element],
    }


def _draft(
    frame: Frame, reader: Reader, kind: DocumentKind, given: Answers, old: VersionWhole | None = None
) -> Draft:
    keys = [one.key for one in kind.typed if one.shape != "processes"]
    return Draft(
        {key: given[key] for key in keys if given.get(key)},
        _content(frame, reader, kind, given, old),
        given.get(CHANGE, "") if old else None,
        documents.links_of(given),
    )


def _content(
    frame: Frame, reader: Reader, kind: DocumentKind, given: Answers, old: VersionWhole | None
) -> Content | None:
    """Return the new content: a diagram, a file, or the text; None leaves what there is."""
    if given.get(FILE):
        found = frame.engine.ask(FileById(UUID(given[FILE][0]["id"])), reader.identity)
        return _diagram(found.data) if kind.key == DIAGRAM else Content("file", {found.name: found.data})
    if kind.key == DIAGRAM:
        return None
    text = given.get(TEXT) or ""
    if text or (old is None or old.version.content_kind == "text"):
        return Content.of_text(text)
    return None


def _diagram(data: bytes) -> Content:
    try:
        return content_of(data)
    except ModelRefusedError as error:
        raise InvalidError(*error.text, (FieldError(f"/{FILE}", error.text),)) from error


def _names(kind: DocumentKind) -> dict[str, str]:
    """Return the questions by what the commands call them."""
    own = {f"metadata/{one.key}": one.key for one in kind.typed}
    return {**own, "number": NUMBER, "content": TEXT, "change": CHANGE, "links": PROCESSES}
