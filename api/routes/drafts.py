"""Drafts of models: begun, saved from a known revision, checked and laid out."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint
from werkzeug.exceptions import PreconditionRequired

from api.actor import identity
from api.language import language
from api.shapes import drafts as shapes
from api.shapes.base import page_of
from api.shapes.rights import Made
from engine.commands.drafts import create, discard
from engine.commands.drafts.save import Saved, SaveModelDraft
from engine.commands.drafts.submit import Sent, SubmitDraft
from engine.desk import Command
from engine.door import Engine
from engine.errors import ChangedError
from engine.governance.actor import Identity
from engine.queries.drafts import checks, drafts, vocabulary
from engine.runtime.xml import of_text

MAX_DIGITS = 10


def routes(engine: Engine, who: Callable[[], Identity] = lambda: identity(request)) -> Blueprint:
    """Return the routes of drafts; `who` finds out who asks."""
    blueprint = Blueprint("model-drafts", __name__, description="Drafts of models.")
    _many(blueprint, engine, who)
    _one(blueprint, engine, who)
    _looked_at(blueprint, engine, who)
    return blueprint


def _many(blueprint: Blueprint, engine: Engine, who: Callable[[], Identity]) -> None:
    @blueprint.get("/model-drafts")
    @blueprint.response(200, page_of(shapes.Draft))
    def many() -> dict[str, Any]:
        """Return the drafts, the last saved first; those thrown away too."""
        return {"items": engine.ask(drafts.Drafts(), who()), "next": None}

    @blueprint.post("/model-drafts")
    @blueprint.arguments(shapes.NewDraft)
    @blueprint.response(201, Made)
    def begin(body: Mapping[str, Any]) -> dict[str, UUID]:
        """Begin a draft: from nothing, from a version, or from a BPMN file."""
        return {"id": engine.do(_beginning(**body), who())}


def _one(blueprint: Blueprint, engine: Engine, who: Callable[[], Identity]) -> None:
    @blueprint.get("/model-drafts/<uuid:draft_id>")
    @blueprint.response(200, shapes.WholeDraft)
    def one(draft_id: UUID) -> Response | tuple[Any, int, dict[str, str]]:
        """Return a draft with its files; the ETag is what If-Match takes, and 304 answers one that is If-None-Match."""
        found = engine.ask(drafts.DraftById(draft_id), who())
        revision = str(found.draft.revision)
        tag = {"ETag": f'"{revision}"'}
        return Response(status=304, headers=tag) if revision in request.if_none_match else (found, 200, tag)

    @blueprint.put("/model-drafts/<uuid:draft_id>")
    @blueprint.arguments(shapes.ChangedDraft)
    @blueprint.response(200, shapes.SavedDraft)
    def save(body: Mapping[str, Any], draft_id: UUID) -> tuple[Saved, int, dict[str, str]]:
        """Save files; 412 when somebody else has saved since, 428 without If-Match."""
        command = SaveModelDraft(draft_id, _revision(), _bytes(body["files"]), body["name"])
        return _answer(engine.do(command, who()))

    @blueprint.put("/model-drafts/<uuid:draft_id>/files/<path:name>")
    @blueprint.arguments(shapes.DraftFile)
    @blueprint.response(200, shapes.SavedDraft)
    def save_file(body: Mapping[str, Any], draft_id: UUID, name: str) -> tuple[Saved, int, dict[str, str]]:
        """Save one file; otherwise as a whole draft is saved."""
        command = SaveModelDraft(draft_id, _revision(), {name: of_text(body["text"])})
        return _answer(engine.do(command, who()))

    @blueprint.post("/model-drafts/<uuid:draft_id>/submit")
    @blueprint.arguments(shapes.SubmittedDraft)
    @blueprint.response(201, shapes.SentDraft)
    def submit(body: Mapping[str, Any], draft_id: UUID) -> Sent:
        """Send a draft for approval; 412 when somebody has saved since, 428 without If-Match, 422 with what the checks find."""
        return engine.do(SubmitDraft(draft_id, _revision(), **body), who())

    @blueprint.post("/model-drafts/<uuid:draft_id>/discard")
    @blueprint.response(204)
    def throw_away(draft_id: UUID) -> None:
        """Throw a draft away; it can be fetched back."""
        engine.do(discard.DiscardDraft(draft_id), who())

    @blueprint.post("/model-drafts/<uuid:draft_id>/fetch-back")
    @blueprint.response(204)
    def fetch_back(draft_id: UUID) -> None:
        """Fetch back a draft that was thrown away."""
        engine.do(discard.FetchBackDraft(draft_id), who())


def _looked_at(blueprint: Blueprint, engine: Engine, who: Callable[[], Identity]) -> None:
    @blueprint.post("/model-drafts/<uuid:draft_id>/checks")
    @blueprint.arguments(shapes.DraftFiles)
    @blueprint.response(200, page_of(shapes.DraftFinding))
    def checked(body: Mapping[str, Any], draft_id: UUID) -> dict[str, Any]:
        """Return what the checks say, in both languages; `files` are looked at instead of the saved ones."""
        return {
            "items": engine.ask(checks.ChecksOfDraft(draft_id, _bytes(body["files"])), who()),
            "next": None,
        }

    @blueprint.post("/model-drafts/<uuid:draft_id>/layout")
    @blueprint.arguments(shapes.DraftBpmn)
    @blueprint.response(200, content_type="application/xml")
    def laid_out(body: Mapping[str, Any], draft_id: UUID) -> Response:
        """Return the BPMN with a new drawing that keeps the lanes; nothing is saved."""
        text = body["bpmn"]
        done = engine.ask(
            checks.LaidOutDraft(draft_id, None if text is None else of_text(text)),
            who(),
        )
        return Response(done, mimetype="application/xml")

    @blueprint.get("/model-drafts/<uuid:draft_id>/diagram.svg")
    @blueprint.response(200, content_type="image/svg+xml")
    def drawn(draft_id: UUID) -> Response:
        """Return the drawing as it was saved last."""
        return Response(
            engine.ask(checks.DrawingOfDraft(draft_id, language()), who()), mimetype="image/svg+xml"
        )

    @blueprint.get("/model-drafts/<uuid:draft_id>/vocabulary")
    @blueprint.response(200, shapes.Vocabulary)
    def words(draft_id: UUID) -> vocabulary.Words:
        """Return what the draft can name: roles, mandates, forms, decision tables, connectors, statements."""
        return engine.ask(vocabulary.Vocabulary(draft_id), who())


def _beginning(key: str | None, name: str, version_id: UUID | None, bpmn: str | None) -> Command[UUID]:
    if version_id is not None:
        return create.CreateDraftFrom(version_id)
    return create.CreateDraft(key or "", name) if bpmn is None else create.ImportDraft(of_text(bpmn), name)


def _bytes(files: Mapping[str, str | None]) -> dict[str, bytes | None]:
    return {name: None if text is None else of_text(text) for name, text in files.items()}


def _answer(saved: Saved) -> tuple[Saved, int, dict[str, str]]:
    return saved, 200, {"ETag": f'"{saved.revision}"'}


def _revision() -> int:
    """Return the revision that the caller has read; refuse one who does not say (428) and what is none of ours (412)."""
    if "If-Match" not in request.headers:
        raise PreconditionRequired
    tags = request.if_match.as_set()
    if len(tags) == 1 and (tag := next(iter(tags)) or "").isdecimal() and len(tag) < MAX_DIGITS:
        return int(tag)
    raise ChangedError(
        "If-Match stämmer inte med utkastet. Hämta det på nytt.",
        "If-Match does not fit the draft. Get it again.",
    )
