"""Documents and their drafts: what several commands write, checked against the kind of document in the profile."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from engine import clock
from engine.commands import metadata
from engine.commands.document_drafts import Content, Draft, Links, Made
from engine.commands.metadata import Filled
from engine.desk import Desk
from engine.errors import ChangedError, ConflictError, InvalidError, NotFoundError
from engine.governance.document_fields import TITLE
from engine.governance.document_kinds import DocumentKind, kinds
from engine.runtime.catalogue import hash_of
from engine.runtime.text_of import text_of
from engine.store import content, document_sight, documents
from engine.store.documents import COMING, Version
from engine.store.work import Event

MOST_TEXT: Final = 500_000
MOST_BYTES: Final = 20_000_000


def kind_of(desk: Desk, key: str) -> DocumentKind:
    """Return a kind of document of the profile; raise InvalidError for what it has not."""
    kind = kinds(desk.profile).get(key)
    if kind is None:
        raise InvalidError.at(
            "/kind",
            f"Profilen har ingen handlingstyp {key}. Välj en av dem som finns.",
            f"The profile has no type of document {key}. Choose one that it has.",
        )
    return kind


def create(
    desk: Desk, key: str, draft: Draft, *, number: str | None = None, model_key: str | None = None
) -> Made:
    """Make a document with a first draft. Without a `number` it gets the next of its kind."""
    kind = kind_of(desk, key)
    filled = metadata.filled(desk, kind, draft.given or {})
    serial = documents.take_serial(desk.connection, desk.organisation_id)
    row: dict[str, Any] = {
        "id": uuid4(),
        "organisation_id": desk.organisation_id,
        "number": _number(desk, kind, number, serial),
        "serial": serial,
        "kind": key,
        "model_key": model_key,
        "title": filled.metadata[TITLE],
        "created_by": desk.actor.person_id,
        "created_at": desk.now,
        **_of_document(desk, filled),
    }
    documents.create(desk.connection, row)
    link(desk, row["id"], draft.links or ())
    version_id, number_of = _first_or_next(desk, row["id"], filled, draft)
    details = {"document": str(row["id"]), "number": row["number"]}
    desk.work.record(Event("document-created", details=details))
    return Made(row["id"], version_id, row["number"], number_of)


def add_version(desk: Desk, document_id: UUID, draft: Draft) -> Made:
    """Begin the next version of a document with what the draft has. Raises ConflictError while one is on its way."""
    documents.hold(desk.connection, document_id)
    there = documents.versions(desk.connection, document_id)
    if not there:
        raise _missing()
    coming = next((one for one in there if one.state in COMING), None)
    if coming is not None:
        raise ConflictError(
            f"Version {coming.number} av {coming.document_number} är inte klar. Fortsätt i den.",
            f"Version {coming.number} of {coming.document_number} is not finished. Go on in it.",
        )
    filled = metadata.filled(desk, kind_of(desk, there[0].kind), draft.given or {})
    if draft.links is not None:
        link(desk, document_id, draft.links)
    version_id, number = _first_or_next(desk, document_id, filled, draft)
    details = {"document": str(document_id), "version": number}
    desk.work.record(Event("document-version-added", details=details))
    return Made(document_id, version_id, there[0].document_number, number)


def save(desk: Desk, found: Version, draft: Draft) -> int:
    """Give a draft that is held new metadata and content; return its revision."""
    if found.state != "utkast":
        raise ConflictError(
            f"Version {found.number} är inte ett utkast längre och ändras inte. Skapa en ny version.",
            f"Version {found.number} is no longer a draft and is not changed. Make a new version.",
        )
    given = _as_it_is(found) if draft.given is None else draft.given
    filled = metadata.filled(desk, kind_of(desk, found.kind), given)
    values = _of_version(desk, filled, draft) | {"saved_by": desk.actor.person_id, "saved_at": desk.now}
    revision = documents.save(desk.connection, found.id, values)
    if draft.links is not None:
        link(desk, found.document_id, draft.links)
    changed = _of_document(desk, filled)
    if found.number == 1:
        changed["title"] = filled.metadata[TITLE]
    documents.change(desk.connection, found.document_id, changed)
    details = {"document": str(found.document_id), "version": found.number, "revision": revision}
    desk.work.record(Event("document-version-saved", details=details))
    return revision


def writable(desk: Desk, version_id: UUID, revision: int | None = None) -> Version:
    """Return a version that the actor writes, held. Raises NotFoundError, and ChangedError for another revision."""
    found = documents.version(desk.connection, version_id, held=True)
    if found is None or not _may(desk, "write", version_id):
        raise _missing()
    if revision is not None and found.revision != revision:
        when = f"{found.saved_at.astimezone(clock.STOCKHOLM):%Y-%m-%d %H:%M}"
        who = found.saved_by or "Räls"
        raise ChangedError(
            f"{who} sparade utkastet {when}. Det du har skrivit står kvar här. Jämför innan du sparar.",
            f"{who} saved the draft {when}. What you have written is kept here. Compare before you save.",
        )
    return found


def readable(desk: Desk, version_id: UUID) -> Version:
    """Return a version that the actor may read. Raises NotFoundError."""
    found = documents.version(desk.connection, version_id)
    if found is None or not _may(desk, "read", version_id):
        raise _missing()
    return found


def to_go_on_from(desk: Desk, document_id: UUID) -> Version:
    """Return the version in force, else the latest, of a document that the actor writes. Raises NotFoundError."""
    there = documents.versions(desk.connection, document_id)
    if not there or not _may(desk, "write", there[0].id):
        raise _missing()
    return next((one for one in there if one.state == "gallande"), there[0])


def going_on(desk: Desk, found: Version) -> Draft:
    """Return the draft that goes on from a version: the same metadata but the days, and the same content."""
    files = content.files_of(desk.connection, found.hash) if found.hash else {}
    return Draft(metadata.given(found.metadata), Content(found.content_kind, files, found.text))


def _as_it_is(found: Version) -> dict[str, Any]:
    days = {metadata.FROM: found.valid_from, metadata.TO: found.valid_to}
    return {**metadata.given(found.metadata), **days}


def _may(desk: Desk, what: str, version_id: UUID) -> bool:
    return document_sight.may(desk.connection, desk.actor, desk.now, what, version_id)


def _first_or_next(desk: Desk, document_id: UUID, filled: Filled, draft: Draft) -> tuple[UUID, int]:
    whole = draft if draft.content else replace(draft, content=Content.of_text(""))
    row = {
        "id": uuid4(),
        "organisation_id": desk.organisation_id,
        "document_id": document_id,
        "created_by": desk.actor.person_id,
        "created_at": desk.now,
        "saved_by": desk.actor.person_id,
        "saved_at": desk.now,
        **_of_version(desk, filled, whole),
    }
    return row["id"], documents.add_version(desk.connection, row)


def _of_version(desk: Desk, filled: Filled, draft: Draft) -> dict[str, Any]:
    values: dict[str, Any] = {
        "metadata": filled.metadata,
        "valid_from": filled.valid_from,
        "valid_to": filled.valid_to,
    }
    if draft.change is not None:
        values["change"] = draft.change.strip() or None
    if draft.content is not None:
        values |= _kept(desk, draft.content)
    return values


def _kept(desk: Desk, given: Content) -> dict[str, Any]:
    # What search looks in; PostgreSQL has no place for NUL in a text.
    written = (given.text or text_of(given.files)).replace("\0", "")
    if len(given.text) > MOST_TEXT or sum(map(len, given.files.values())) > MOST_BYTES:
        raise InvalidError.at(
            "/content",
            f"Innehållet är för stort: högst {MOST_TEXT} tecken text och {MOST_BYTES // 1_000_000} MB filer.",
            f"The content is too large: at most {MOST_TEXT} characters and {MOST_BYTES // 1_000_000} MB of files.",
        )
    named = hash_of(given.files) if given.files else ""
    if given.files:
        content.keep(desk.connection, named, given.files)
    return {"content_kind": given.kind, "hash": named, "text": written[:MOST_TEXT]}


def _of_document(desk: Desk, filled: Filled) -> dict[str, Any]:
    return {
        "responsible_id": filled.responsible_id or desk.actor.person_id,
        "unit_id": filled.unit_id,
        "secrecy": filled.secrecy,
    }


def _number(desk: Desk, kind: DocumentKind, given: str | None, serial: int) -> str:
    if given is None:
        return kind.numbered(clock.day(desk.now).year, serial)
    number = given.strip()
    if not number or "/" in number or not kind.fits(number):
        raise InvalidError.at(
            "/number",
            f"{given} är inte ett dokument-id för {kind.name.sv.lower()}. Lämna tomt så ger Räls ett.",
            f"{given} is not an id of {kind.name.en.lower()}. Leave it empty and Räls gives one.",
        )
    if documents.number_taken(desk.connection, desk.organisation_id, number):
        raise InvalidError.at(
            "/number",
            f"{number} är redan ett annat dokuments id. Välj ett annat.",
            f"{number} already is the id of another document. Choose another.",
        )
    return number


def link(desk: Desk, document_id: UUID, wanted: Links) -> None:
    """Let a document be about these processes and no others. Raises InvalidError for what is not in the register."""
    nodes = {node for node, _ in wanted}
    if nodes - documents.processes(desk.connection, desk.organisation_id, nodes):
        raise InvalidError.at(
            "/links",
            "Processen finns inte i registret. Välj en som finns.",
            "There is no such process in the register. Choose one that there is.",
        )
    documents.link(desk.connection, document_id, wanted)


def _missing() -> NotFoundError:
    return NotFoundError(
        "Dokumentet finns inte, eller så får du inte se det. Gå till dokumentlistan.",
        "There is no such document, or you may not see it. Go to the list of documents.",
    )
