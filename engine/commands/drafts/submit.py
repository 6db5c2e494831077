"""Send a draft of a model for approval: it becomes a version of the document that the model is."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from engine.commands import approving, documenting
from engine.commands.document_drafts import Content, Draft
from engine.commands.drafting import to_change
from engine.connectors.putting_in_force import findings, refuse
from engine.desk import Desk
from engine.governance.document_fields import TITLE
from engine.governance.document_kinds import MODEL
from engine.governance.permissions import Permission, require
from engine.store import documents, drafts
from engine.store.documents import COMING, Version

CONTENT: Final = "model"


@dataclass(frozen=True)
class Sent:
    """The case that approves it. `came_back`: it was there already, and its task goes on with the new content."""

    document_id: UUID
    version_id: UUID
    case_id: UUID
    case_number: str
    came_back: bool


@dataclass(frozen=True)
class SubmitDraft:
    """Send a draft, as it was saved last, for approval; nobody changes it from then on, unless it comes back.

    `process_id` is the process that the model is of; it is asked for the first time only. `change` says what is new since
    the version in force, and from when it is to be in force: None is as soon as it is approved.
    Raises NotFoundError, ChangedError, ConflictError (sent already, or another version is on its way), ModelRefusedError
    with every error that the checks find, and InvalidError with what is missing.
    """

    draft_id: UUID
    revision: int
    change: str | None = None
    process_id: UUID | None = None
    valid_from: date | None = None

    def run(self, desk: Desk) -> Sent:
        """Return the case."""
        require(desk.actor, Permission.MODEL_DRAFT)
        draft = to_change(desk, self.draft_id, self.revision)
        files = drafts.files_of(desk.connection, draft.id)
        refuse(tuple(findings(desk, files, desk.organisation_id)))
        links = None if self.process_id is None else ((self.process_id, ""),)
        given: dict[str, Any] = {TITLE: draft.name, "giltig_fran": self.valid_from}
        written = Draft(given, Content(CONTENT, files), self.change, links)
        found = _version(desk, draft.key, draft.version_id, written)
        drafts.save(desk.connection, draft.id, {}, {"version_id": found.id})
        running = documents.running_case(desk.connection, found.id)
        if running is not None and found.case_id is not None:
            return Sent(found.document_id, found.id, found.case_id, running, came_back=True)
        case = approving.send(desk, found.id).case
        return Sent(found.document_id, found.id, UUID(case["id"]), case["number"], came_back=False)


def _version(desk: Desk, key: str, version_id: UUID | None, written: Draft) -> Version:
    """Return the version that has the draft's content now: the one it came back as, or a new one of the model's document."""
    document_id = documents.of_model(desk.connection, desk.organisation_id, key)
    if document_id is None:
        made = documenting.create(desk, MODEL, written, model_key=key)
        return documenting.writable(desk, made.version_id)
    there = documents.versions(desk.connection, document_id)
    coming = next((one for one in there if one.state in COMING), None)
    if coming is None or (version_id != coming.id and coming.state != "utkast"):
        return documenting.writable(desk, documenting.add_version(desk, document_id, written).version_id)
    found = documenting.writable(desk, coming.id)
    documenting.save(desk, found, written)
    return documenting.writable(desk, found.id)
