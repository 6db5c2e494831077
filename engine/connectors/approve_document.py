"""`approve_document`: keeps who approved a version, by which decision. Nobody approves what they have written."""

from typing import Any, Final
from uuid import UUID

from engine.connectors.call import Call
from engine.connectors.documenting import VersionParameters, enter, held
from engine.desk import Desk
from engine.errors import ForbiddenError
from engine.store import documents
from engine.store.document_life import Submitted

# Approved by: name, user id and position, as they were that day.
KRAV: Final = ("VGR-DOK-06",)
OWN_DOCUMENT: Final = "godkanna_eget_dokument"


class Parameters(VersionParameters):
    """The version, and the hash of what was submitted."""


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Keep the approval and return {tillstand}. Raises ForbiddenError for an author."""
    found = held(desk, call, given, ("for_godkannande",))
    refuse_authors(call, found)
    approver = approver_of(desk, call)
    described = documents.people(desk.connection, call.case.organisation_id, filter(None, [approver]))
    metadata = {**found.metadata, "godkand_av": described.get(approver) if approver else None}
    behind = {"decision_id": call.behind.decision_id, "approved_by": approver, "approved_at": desk.now}
    return enter(desk, call, found, "godkand", metadata=metadata, **behind)


def approver_of(desk: Desk, call: Call) -> UUID | None:
    """Return who took the decision that led here: of a group, the one who is named as the decider."""
    others = call.behind.persons - {desk.actor.person_id}
    return next(iter(others), desk.actor.person_id)


def refuse_authors(call: Call, found: Submitted) -> None:
    """Refuse if whoever decided or recorded the decision has written any of the version."""
    if OWN_DOCUMENT not in call.profile.nobody_themselves:
        return
    if call.behind.persons & set(found.authors):
        raise ForbiddenError(
            f"Den som har skrivit i {found.shown} godkänner det inte. Be någon annan som har rollen, eller anmäl jäv.",
            f"Whoever has written in {found.shown} does not approve it. Ask another who holds the role, or declare a conflict of interest.",
        )
