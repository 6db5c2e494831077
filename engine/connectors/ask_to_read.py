"""`ask_to_read`: those whom a document concerns are asked to read it, with a notice each; later they are reminded."""

from typing import Any, Final

from marshmallow import fields

from engine import clock
from engine.connectors.call import Call, Reference
from engine.connectors.documenting import VersionParameters, held
from engine.connectors.end_document import ENDED
from engine.desk import Desk
from engine.store import document_readers, records, units
from engine.store.document_life import Submitted
from engine.store.document_readers import Audience, Telling
from engine.store.work import Event
from forms.text import Text

_NEW: Final = Text("Nytt att läsa", "New to read")
_READ: Final = Text(
    "Läs det och bekräfta på dokumentets sida", "Read it and confirm on the page of the document"
)
_REMINDER: Final = Text("Påminnelse om att läsa", "Reminder to read")
_UNREAD: Final = Text("Du har inte bekräftat att du har läst", "You have not confirmed that you have read it")


class Parameters(VersionParameters):
    """The version, the units it applies to, by when it is to be read, and whether this is a reminder."""

    units = fields.List(Reference(), allow_none=True, load_default=list)
    due = fields.Date(allow_none=True, load_default=None)
    remind = fields.Boolean(allow_none=True, load_default=False)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Ask or remind, and return {antal}: how many were."""
    found = held(desk, call, given, ENDED)
    if found.state != "gallande":
        return {"antal": 0}
    number = _remind(desk, call, found) if given["remind"] else _ask(desk, call, found, given)
    kind = "readers-reminded" if given["remind"] else "readers-asked"
    desk.work.record(Event(kind, call.case.case_id, call.element, {"count": number}))
    return {"antal": number}


def _ask(desk: Desk, call: Call, found: Submitted, given: dict[str, Any]) -> int:
    below = units.with_all_below(desk.connection, call.case.organisation_id, given["units"] or ())
    roles = call.profile.switches.get("laser_dokument", [])
    audience = Audience(call.case.organisation_id, below, roles, found.processes)
    people = document_readers.readers(desk.connection, audience, desk.now)
    said = _telling(desk, call, found, _NEW, _READ)
    return document_readers.ask(desk.connection, said, people, given["due"] or clock.day(desk.now))


def _remind(desk: Desk, call: Call, found: Submitted) -> int:
    said = _telling(desk, call, found, _REMINDER, _UNREAD)
    left = document_readers.remind(desk.connection, said)
    if left and found.responsible_id:
        told = {
            "person_id": found.responsible_id,
            "case_id": call.case.case_id,
            "kind": "information",
            "subject": f"{left} har inte läst {found.shown}",
            "subject_en": f"{left} have not read {found.shown}",
            "body": f"De har påmints. Vilka de är står på {address(found)}.",
            "body_en": f"They have been reminded. Who they are is shown at {address(found)}.",
        }
        records.notify(desk.connection, [told], desk.now)
    return left


def _telling(desk: Desk, call: Call, found: Submitted, what: Text, why: Text) -> Telling:
    subject = Text(f"{what.sv}: {found.shown}", f"{what.en}: {found.shown}")
    body = Text(f"{why.sv}: {address(found)}.", f"{why.en}: {address(found)}.")
    return Telling(found.id, call.case.case_id, subject, body, desk.now)


def address(found: Submitted) -> str:
    """Return where the version is shown."""
    return f"/dokument/{found.document_number}/{found.number}"
