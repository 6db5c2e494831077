"""The governing documents: the list, one of them with its versions, its content, what differs, and who has read it."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from api.routes.files import download
from engine import clock
from engine.commands.diagrams.create import CONTENT
from engine.commands.documents.read import ReadVersion
from engine.commands.documents.submit import SubmitVersion
from engine.errors import ConflictError, EngineError, ForbiddenError, InvalidError, NotFoundError
from engine.governance.document_kinds import kinds
from engine.governance.permissions import Permission
from engine.queries.diagrams.get import CONTENTS as CONTENTS_DRAWN
from engine.queries.diagrams.get import DiagramDrawing
from engine.queries.documents.choices import DraftChoices
from engine.queries.documents.compare import Comparison
from engine.queries.documents.content import VersionContent
from engine.queries.documents.get import VersionById
from engine.queries.documents.list import Documents
from engine.queries.documents.receipts import Receipts
from engine.queries.documents.rows import Named, VersionWhole
from engine.queries.models.versions import ProcessDefinitions
from engine.queries.profiles.versions import ActiveProfile
from forms.text import Text
from web import session
from web.asked import plain
from web.asking import Permitted
from web.documents import COLOURS, CONTENTS, STATES, as_html, as_number
from web.frame import Frame, as_uuid

ENDING: Final = {
    "expired": Text("Giltigheten har gått ut", "Expired"),
    "soon": Text("Giltigheten går snart ut", "Expires soon"),
}
SORTS: Final = {
    "title": Text("Titel", "Title"),
    "number": Text("Dokument-id", "Document id"),
    "kind": Text("Typ", "Type"),
    "valid_to": Text("Giltig till", "Valid to"),
    "newest": Text("Senast ändrat", "Latest change"),
}
_SCALE: Final = 0.6
_IDS: Final = ("process", "unit", "responsible")
_FILTERS: Final = ("q", "kind", "state", "ending", *_IDS, "sort")
_MAY: Final = Permitted(Permission.DOCUMENT_WRITE)
_DRAWS: Final = Permitted(Permission.MODEL_DRAFT)
_READ: Final = Text("Nu är det noterat att du har läst.", "It is noted that you have read it.")
_MEND: Final = Text("Dokumentet kan inte skickas än:", "The document cannot be sent yet:")


def pages(frame: Frame) -> Blueprint:
    """Return the pages of documents."""
    blueprint = Blueprint("page_documents", __name__)
    blueprint.add_url_rule("/dokument", "many", lambda: _many(frame))
    blueprint.add_url_rule("/dokument/<number>", "current", lambda number: _one(frame, number, None))
    blueprint.add_url_rule(
        "/dokument/<number>/<int:version>", "one", lambda number, version: _one(frame, number, version)
    )
    blueprint.add_url_rule("/dokument/<number>/jamfor", "compare", lambda number: _compare(frame, number))

    @blueprint.get("/dokument/<number>/<int:version>/filer/<path:name>")
    def file(number: str, version: int, name: str) -> Response:
        reader, found = frame.ask(VersionById(number=number, version=version))
        content = frame.engine.ask(VersionContent(found.version.id, name), reader.identity)
        return download(content.name, content.kind, content.data)

    @blueprint.post("/dokument/<number>/<int:version>/last")
    def read(number: str, version: int) -> AnyResponse:
        reader, found = frame.ask(VersionById(number=number, version=version))
        try:
            frame.engine.do(ReadVersion(found.version.id), reader.identity)
        except ConflictError as error:
            session.tell("trouble", error.text)
        else:
            session.tell("done", _READ)
        return redirect(f"/dokument/{number}/{version}", HTTPStatus.SEE_OTHER)

    @blueprint.post("/dokument/<number>/<int:version>/skicka")
    def submit(number: str, version: int) -> AnyResponse:
        return _submit(frame, number, version)

    return blueprint


def _many(frame: Frame) -> AnyResponse:
    chosen = {name: request.args.get(name, "").strip() for name in _FILTERS}
    ids = {name: as_uuid(chosen[name]) for name in _IDS}
    question = _question(chosen, ids)
    wanted = tuple(one for one in ids.values() if one)
    reader, page, profile, choices, may = frame.ask(
        question, ActiveProfile(), DraftChoices(chosen=wanted), _MAY
    )
    more = {name: value for name, value in chosen.items() if value} | {"cursor": page.next or ""}
    return frame.render(
        "documents.html",
        reader,
        page=page,
        chosen=chosen,
        kinds={key: kind.name for key, kind in kinds(profile).items()},
        states=STATES,
        colours=COLOURS,
        ending=ENDING,
        sorts=SORTS,
        may=may,
        more=f"/dokument?{urlencode(more)}" if page.next else None,
        processes=_named(choices.processes),
        units=_named(choices.units),
        people=_named(choices.people),
    )


def _question(chosen: Mapping[str, str], ids: Mapping[str, Any]) -> Documents:
    return Documents(
        q=chosen["q"] or None,
        kind=chosen["kind"] or None,
        state=chosen["state"] if chosen["state"] in STATES else None,
        ending=chosen["ending"] if chosen["ending"] in ENDING else None,
        sort=chosen["sort"] if chosen["sort"] in SORTS else "title",
        cursor=request.args.get("cursor"),
        **ids,
    )


def _named(rows: Iterable[Named]) -> list[tuple[str, Text]]:
    return [(str(one.id), plain(one.name)) for one in rows]


def _one(frame: Frame, number: str, version: int | None) -> AnyResponse:
    reader, found, models, draws = frame.ask(
        VersionById(number=number, version=version), ProcessDefinitions(), _DRAWS
    )
    readers = _readers(frame, found)
    return frame.render(
        "document.html",
        reader,
        found=found,
        promotable=draws and found.version.content_kind == CONTENT,
        published=any(one.key == found.document.model_key for one in models),
        document=found.document,
        version=found.version,
        body=as_html(found.text) if found.version.content_kind == "text" else None,
        drawing=_drawn(frame, found) if found.version.content_kind in CONTENTS_DRAWN else None,
        readers=readers,
        states=STATES,
        colours=COLOURS,
        contents=CONTENTS,
        ended=found.version.state == "gallande"
        and found.version.valid_to is not None
        and found.version.valid_to < clock.day(reader.now),
    )


def _drawn(frame: Frame, found: VersionWhole) -> Markup:
    question = DiagramDrawing(
        found.document.id, found.version.number, language=session.language(), scale=_SCALE
    )
    # Our own drawing, where names are text.
    return Markup(frame.engine.ask(question, session.identity()).decode())  # noqa: S704


def _readers(frame: Frame, found: VersionWhole) -> Any:
    if not found.sees_readers or not found.readers.asked:
        return ()
    return frame.engine.ask(Receipts(found.version.id), session.identity())


def _compare(frame: Frame, number: str) -> AnyResponse:
    before, after = (as_number(request.args.get(name)) for name in ("fran", "till"))
    reader, found = frame.ask(Comparison(number, before, after))
    versions = [(str(one.number), plain(str(one.number))) for one in found.document.versions]
    return frame.render(
        "document_compare.html", reader, found=found, document=found.document, versions=versions
    )


def _submit(frame: Frame, number: str, version: int) -> AnyResponse:
    reader, found = frame.ask(VersionById(number=number, version=version))
    revision = as_number(request.form.get("_revision"))
    address = f"/dokument/{number}/{version}"
    try:
        receipt = frame.engine.do(SubmitVersion(_id(found), revision), reader.identity)
    except InvalidError as error:
        session.tell("trouble", _listed(error))
    except (NotFoundError, ForbiddenError):
        raise
    except EngineError as error:
        session.tell("trouble", error.text)
    else:
        case = receipt.case["number"]
        said = Text(f"Skickat för godkännande i ärende {case}.", f"Sent for approval in case {case}.")
        session.tell("done", said)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _id(found: VersionWhole) -> UUID:
    return found.version.id


def _listed(error: InvalidError) -> Text:
    sv = " ".join((_MEND.sv, *(one.text.sv for one in error.errors)))
    en = " ".join((_MEND.en, *(one.text.en for one in error.errors)))
    return Text(sv, en) if error.errors else error.text
