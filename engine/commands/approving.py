"""Sends a draft for approval: a case of the process `dokumentgodkannande` takes it from there."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from engine.commands import documenting, in_force
from engine.commands.opening import Beginning, open_case
from engine.desk import Desk
from engine.errors import ConflictError, FieldError, InvalidError
from engine.governance.document_fields import TITLE
from engine.governance.document_kinds import DocumentKind
from engine.library import Published
from engine.receipt import Receipt
from engine.store import documents
from engine.store.documents import COMING, Version
from engine.store.work import Event
from forms import Field
from forms.text import Text
from forms.tree import walk

PROCESS: Final = "dokumentgodkannande"
# The field of its start form that says which version it is about.
FIELD: Final = "dokumentversion"
# Approved by the owner of the process that it is about.
PROCESS_APPROVAL: Final = "process.godkannande"
MOST_TITLE: Final = 240
_COLUMNS: Final = {"giltig_fran": "valid_from", "giltig_till": "valid_to"}


def send(desk: Desk, version_id: UUID, revision: int | None = None) -> Receipt:
    """Open the case that approves a draft, and say so on the version, which nobody changes from then on.

    Raises NotFoundError, ChangedError, ConflictError (sent already, or another version is on its way) and InvalidError
    with everything that is missing.
    """
    found = documenting.writable(desk, version_id, revision)
    _sendable(desk, found)
    whole(desk, found)
    documents.change_version(desk.connection, found.id, {"state": "under_granskning"})
    published = in_force.published(desk, PROCESS)
    held = desk.actor.acting or next(iter(desk.actor.held), None)
    desk.work.actor = replace(desk.actor, acting=held)
    receipt = open_case(desk, Beginning(published, answers(published, found), held))
    case_id = UUID(receipt.case["id"])
    documents.change_version(desk.connection, found.id, {"case_id": case_id})
    details = {"document": str(found.document_id), "version": found.number}
    desk.work.record(Event("document-version-sent", case_id, details=details))
    return receipt


def answers(published: Published, found: Version) -> dict[str, Any]:
    """Return the answers of the start form, of those that it asks for."""
    form = published.forms[published.start.form or ""]
    # The case has a title that more people see than may know what a secret document is called.
    title = found.document_number if found.secrecy else f"{found.document_number} {found.metadata[TITLE]}"
    all_of_them = {
        FIELD: str(found.id),
        "rubrik": title[:MOST_TITLE],
        "sekretess": found.secrecy is not None,
    }
    asked = {node.item.key for node in walk(form.fields) if isinstance(node.item, Field)}
    return {key: value for key, value in all_of_them.items() if key in asked}


def _sendable(desk: Desk, found: Version) -> None:
    if found.state != "utkast":
        raise ConflictError(
            f"Version {found.number} är redan skickad. Följ den i ärendet.",
            f"Version {found.number} has been sent already. Follow it in the case.",
        )
    running = documents.running_case(desk.connection, found.id)
    if running is not None:
        raise ConflictError(
            f"Version {found.number} är tillbaka från ärende {running}. Gör klart uppgiften där.",
            f"Version {found.number} has come back from case {running}. Finish the task there.",
        )
    others = documents.versions(desk.connection, found.document_id)
    other = next((one for one in others if one.state in COMING and one.id != found.id), None)
    if other is not None:
        raise ConflictError(
            f"Version {other.number} är på väg. Vänta tills den är klar.",
            f"Version {other.number} is on its way. Wait until it is finished.",
        )


def whole(desk: Desk, found: Version) -> None:
    """Refuse a draft that lacks what its kind asks for: metadata, content, and what has changed since the version before."""
    kind = documenting.kind_of(desk, found.kind)
    faults = [*_missing(desk, kind, found)]
    if not found.hash:
        faults.append(_fault("content", Text("Innehållet saknas.", "There is no content.")))
    if kind.mandate == PROCESS_APPROVAL and not documents.links(desk.connection, found.document_id):
        said = Text("Ange vilken process det gäller.", "Say which process it is about.")
        faults.append(_fault("links", said))
    if found.number > 1 and not found.change:
        said = Text("Skriv vad som har ändrats.", "Write what has changed.")
        faults.append(_fault("change", said))
    if faults:
        first = faults[0].text
        raise InvalidError(first.sv, first.en, tuple(faults))


def _missing(desk: Desk, kind: DocumentKind, found: Version) -> list[FieldError]:
    linked = documents.links(desk.connection, found.document_id)
    there = {
        one.key
        for one in kind.typed
        if (one.shape == "processes" and linked)
        or found.metadata.get(one.key)
        or getattr(found, _COLUMNS.get(one.key, ""), None)
    }
    return [
        _fault(f"metadata/{one.key}", Text(f"{one.name.sv} saknas.", f"{one.name.en} is missing."))
        for one in kind.typed
        if one.key in kind.required and one.key not in there
    ]


def _fault(place: str, said: Text) -> FieldError:
    return FieldError(f"/{place}", said)
