"""`publish_document`: an approved version comes into force, and the one before it is replaced, in one transaction."""

from typing import Any, Final
from uuid import UUID

from engine.connectors.call import Call
from engine.connectors.documenting import VersionParameters, enter, held
from engine.connectors.putting_in_force import findings, put_in_force
from engine.desk import Desk
from engine.errors import EngineError, ModelRefusedError
from engine.runtime.failure import RunFailure
from engine.store import content, document_life, jobs
from engine.store.document_life import Submitted
from forms.text import Text

KRAV: Final = ("POP-PL-06", "ESK-PA-21")
# What the case of a version is told when another has come in its place.
REPLACED: Final = "dokument_ersatt"
MODEL: Final = "model"


class Parameters(VersionParameters):
    """The version, and the hash of what was submitted and approved."""


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Publish it and return {tillstand, ersatte}. What cannot be published fails the step: nobody is there to refuse."""
    try:
        found = held(desk, call, given, ("godkand",))
    except EngineError as error:
        raise _cannot(call, error.text) from error
    replaced = document_life.replace(desk.connection, found.document_id, desk.now)
    for case_id in replaced:
        jobs.deliver(desk.connection, case_id, REPLACED)
    if found.content_kind == MODEL:
        _put_model_in_force(desk, call, found, call.case.organisation_id)
    return enter(desk, call, found, document_life.IN_FORCE, published_at=desk.now) | {
        "ersatte": len(replaced)
    }


def _put_model_in_force(desk: Desk, call: Call, found: Submitted, organisation_id: UUID) -> None:
    files = content.files_of(desk.connection, found.hash)
    try:
        faults = [one for one in findings(desk, files, organisation_id) if one.severity == "error"]
    except ModelRefusedError as refused:
        faults = list(refused.findings)
    if f"{found.model_key}.bpmn" not in files:
        raise _cannot(
            call,
            Text(
                "Filerna är inte den modell som dokumentet gäller.",
                "The files are not the model of the document.",
            ),
        )
    if faults:
        first = faults[0].text
        raise _cannot(
            call,
            Text(
                f"Modellen klarar inte längre kontrollerna under dagens styrprofil: {len(faults)} fel, först {first.sv} "
                "Rätta profilen och ta om steget, eller avbryt ärendet och lämna in en rättad modell.",
                f"The model no longer passes the checks under today's profile: {len(faults)} faults, first {first.en} "
                "Mend the profile and take the step again, or stop the case and submit a mended model.",
            ),
        )
    put_in_force(desk, files, organisation_id)


def _cannot(call: Call, why: Text) -> RunFailure:
    return RunFailure(
        call.element, Text("Dokumentet kunde inte publiceras.", "The document could not be published."), why
    )
