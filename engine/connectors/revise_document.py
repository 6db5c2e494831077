"""`revise_document`: the next version of a document as a draft, with what is in force as its content."""

from typing import Any

from engine.connectors.call import Call
from engine.connectors.documenting import VersionParameters, held
from engine.desk import Desk
from engine.store import document_life


class Parameters(VersionParameters):
    """The version in force."""


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Begin the draft and return {ny}; false when a version is on its way already, which is no fault."""
    found = held(desk, call, given, ("gallande",))
    by = desk.actor.person_id or found.responsible_id
    return {"ny": document_life.draft_from(desk.connection, found.id, found.document_id, by, desk.now)}
