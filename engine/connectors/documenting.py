"""A version of a document in the hands of its case: held, in the state that the step needs, and unchanged."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from marshmallow import Schema, fields

from engine.connectors.call import Call, Reference
from engine.desk import Desk
from engine.errors import ConflictError, NotFoundError
from engine.runtime.catalogue import hash_of
from engine.store import content, document_life
from engine.store.document_life import Submitted
from engine.store.work import Event
from forms.text import Text

STATES: Final[Mapping[str, Text]] = {
    "utkast": Text("ett utkast", "a draft"),
    "under_granskning": Text("under granskning", "under review"),
    "for_godkannande": Text("för godkännande", "up for approval"),
    "godkand": Text("godkänd", "approved"),
    "gallande": Text("gällande", "in force"),
    "ersatt": Text("ersatt", "replaced"),
    "upphavd": Text("upphävd", "repealed"),
    "utgangen": Text("utgången", "expired"),
}


class VersionParameters(Schema):
    """The version, and where its content must not have changed the hash that it was submitted with."""

    version = Reference(required=True)
    hash = fields.String(allow_none=True, load_default=None)


def held(desk: Desk, call: Call, given: Mapping[str, Any], states: Collection[str]) -> Submitted:
    """Hold the version. Raises NotFoundError, and ConflictError for another state, case or content."""
    version_id: UUID = given["version"]
    found = document_life.held(desk.connection, call.case.organisation_id, version_id)
    if found is None:
        raise NotFoundError(
            "Dokumentversionen finns inte. Välj en som finns i registret.",
            "There is no such version of a document. Choose one that is in the register.",
        )
    if found.running_case not in (None, call.case.number):
        raise ConflictError(
            f"{found.shown} är redan i ärende {found.running_case}. Fortsätt där.",
            f"{found.shown} already is in case {found.running_case}. Go on there.",
        )
    if found.state not in states:
        there, wanted = STATES[found.state], [STATES[one] for one in states]
        raise ConflictError(
            f"{found.shown} är {there.sv}, men ska vara {' eller '.join(one.sv for one in wanted)}.",
            f"{found.shown} must be {' or '.join(one.en for one in wanted)}; it is {there.en}.",
        )
    _unchanged(desk, found, given.get("hash"))
    return found


def _unchanged(desk: Desk, found: Submitted, submitted: str | None) -> None:
    if submitted is None:
        return
    files = content.files_of(desk.connection, found.hash)
    if found.hash != submitted or (files and hash_of(files) != submitted):
        raise ConflictError(
            f"Innehållet i {found.shown} är inte det som lämnades in. Avbryt ärendet och lämna in på nytt.",
            f"The content of {found.shown} is not what was submitted. Stop the case and submit anew.",
        )


def enter(desk: Desk, call: Call, found: Submitted, state: str, **values: Any) -> dict[str, Any]:
    """Give the version a state, with other values, and return what the process sees of it; the trail tells."""
    document_life.put(desk.connection, found.id, {"state": state, **values})
    details = {"document": str(found.document_id), "subject": f"{found.shown}, version {found.number}"}
    desk.work.record(Event("document-state", call.case.case_id, call.element, {**details, "why": state}))
    return {"tillstand": state}
