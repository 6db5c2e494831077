"""Models: what is published, what is being drawn, and the modeller in which a draft is drawn."""

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, request
from flask.sansio.blueprints import BlueprintSetupState
from markupsafe import Markup
from werkzeug.routing import Map
from werkzeug.wrappers import Response as AnyResponse

from engine.commands.drafts.create import CreateDraft, CreateDraftFrom, ImportDraft
from engine.commands.drafts.discard import DiscardDraft, FetchBackDraft
from engine.desk import Command
from engine.errors import InvalidError, ModelRefusedError
from engine.governance.permissions import Permission
from engine.queries.documents.get import VersionById
from engine.queries.drafts.drafts import DraftById, Drafts
from engine.queries.models.versions import ProcessDefinitions, Versions
from engine.runtime.xml import MAX_BYTES
from forms.text import Text
from web import session
from web.asking import Permitted
from web.documents import STATES
from web.frame import Frame, as_uuid

DRAFT: Final = "/modeller/utkast/<uuid:draft_id>"
_MAY: Final = Permitted(Permission.MODEL_DRAFT)
# Pages of a process that stand beside its versions, shown where the application has them.
BESIDE: Final = {
    "jamfor": Text("Jämför versioner", "Compare versions"),
    "arenden": Text("Flytta pågående ärenden", "Move running cases"),
}
# And pages of a draft.
BESIDE_DRAFT: Final = {
    "delar": Text("Formulär och tabeller", "Forms and tables"),
    "prova": Text("Prova", "Try out"),
    "skicka": Text("Skicka för godkännande", "Send for approval"),
}
_DISCARDED: Final = Text(
    "Utkastet är kastat. Det går att hämta tillbaka längst ner på sidan.",
    "The draft has been discarded. It can be fetched back at the bottom of the page.",
)
_FETCHED: Final = Text("Utkastet är tillbaka.", "The draft is back.")


class _There:
    """Which addresses the application has, beside those of this file."""

    def __init__(self) -> None:
        self._maps: list[Map] = []

    def remember(self, state: BlueprintSetupState) -> None:
        """Keep the application's addresses; it goes on to add to them."""
        self._maps.append(state.app.url_map)

    def has(self, rule: str) -> bool:
        """Say whether there is such a page."""
        return any(str(one) == rule for known in self._maps for one in known.iter_rules())

    def among(self, under: str, pages: Mapping[str, Text]) -> dict[str, Text]:
        """Return those of the pages under an address that there are."""
        return {path: name for path, name in pages.items() if self.has(f"{under}/{path}")}


def pages(frame: Frame) -> Blueprint:
    """Return the pages of models."""
    blueprint = Blueprint("page_modelling", __name__)
    there = _There()
    blueprint.record(there.remember)
    blueprint.add_url_rule("/modeller", "many", lambda: _many(frame))
    blueprint.add_url_rule("/modeller/<key>", "versions", lambda key: _versions(frame, there, key))
    blueprint.add_url_rule(
        "/modeller/utkast/<uuid:draft_id>", "draw", lambda draft_id: _draw(frame, there, draft_id)
    )
    _begin(blueprint, frame)
    _away(blueprint, frame)
    return blueprint


def _begin(blueprint: Blueprint, frame: Frame) -> None:
    @blueprint.post("/modeller")
    def new() -> AnyResponse:
        return _begun(frame, CreateDraft(request.form.get("key", ""), request.form.get("name", "")))

    @blueprint.post("/modeller/las-in")
    def read() -> AnyResponse:
        sent = request.files.get("fil")
        data = sent.stream.read(MAX_BYTES + 1) if sent else b""
        name = (sent.filename or "") if sent else ""
        return _begun(frame, ImportDraft(data, name.removesuffix(".bpmn") or "BPMN"))

    @blueprint.post("/modeller/<key>/utkast")
    def again(key: str) -> AnyResponse:
        del key
        return _begun(frame, CreateDraftFrom(as_uuid(request.form.get("version")) or UUID(int=0)))


def _away(blueprint: Blueprint, frame: Frame) -> None:
    @blueprint.post("/modeller/utkast/<uuid:draft_id>/kasta")
    def discard(draft_id: UUID) -> AnyResponse:
        return _moved(frame, DiscardDraft(draft_id), _DISCARDED)

    @blueprint.post("/modeller/utkast/<uuid:draft_id>/hamta-tillbaka")
    def fetch_back(draft_id: UUID) -> AnyResponse:
        return _moved(frame, FetchBackDraft(draft_id), _FETCHED)


def _many(frame: Frame, status: int = 200, trouble: Text | None = None) -> AnyResponse:
    reader, definitions, may = frame.ask(ProcessDefinitions(), _MAY)
    found = frame.ask(Drafts())[1] if may else ()
    return frame.render(
        "models.html",
        reader,
        status,
        definitions=definitions,
        may=may,
        drafts=[one for one in found if not one.discarded],
        discarded=[one for one in found if one.discarded],
        trouble=trouble,
        typed=request.form,
        states=STATES,
    )


def _versions(frame: Frame, there: _There, key: str) -> AnyResponse:
    reader, versions, may = frame.ask(Versions(key), _MAY)
    found = frame.ask(Drafts(key))[1] if may else ()
    return frame.render(
        "model.html",
        reader,
        versions=versions,
        may=may,
        beside=there.among("/modeller/<key>", BESIDE),
        drafts=[one for one in found if not one.discarded],
    )


def _draw(frame: Frame, there: _There, draft_id: UUID) -> AnyResponse:
    reader, whole, definitions = frame.ask(DraftById(draft_id), ProcessDefinitions())
    draft = whole.draft
    settings: dict[str, Any] = {
        "id": str(draft.id),
        "key": draft.key,
        "name": draft.name,
        "revision": draft.revision,
        "reader": str(reader.identity.person_id),
        "saver": {"id": str(draft.saver_id), "name": draft.saver},
        "savedAt": draft.saved_at.isoformat(),
        "now": reader.now.isoformat(),
        "sent": draft.sent,
        "bpmn": whole.main.decode(errors="replace"),
        "formEditor": there.has(f"{DRAFT}/formular/<key>"),
        "tableEditor": there.has(f"{DRAFT}/tabeller/<key>"),
    }
    # What could end the element that holds it is written in another way; JSON means the same.
    held = Markup(json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704  see above
    return frame.render(
        "modeller.html",
        reader,
        draft=draft,
        settings=held,
        version=next((one for one in definitions if one.key == draft.key), None),
        withdrawable=draft.sent and frame.ask(VersionById(draft.version_id))[1].withdrawable,
        beside=there.among(DRAFT, BESIDE_DRAFT),
    )


def _begun(frame: Frame, command: Command[UUID]) -> AnyResponse:
    reader = frame.ask()[0]
    try:
        draft_id = frame.engine.do(command, reader.identity)
    except (InvalidError, ModelRefusedError) as error:
        return _many(frame, 422, error.text)
    return redirect(f"/modeller/utkast/{draft_id}", 303)


def _moved(frame: Frame, command: Command[None], done: Text) -> AnyResponse:
    reader = frame.ask()[0]
    frame.engine.do(command, reader.identity)
    session.tell("done", done)
    return redirect("/modeller", 303)
