"""End an appointment or a licence before its time: from which day, and why."""

from typing import Final
from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.commands.people.end_licence import EndLicence
from engine.commands.roles.appoint import EndAssignment
from engine.errors import NotFoundError
from engine.governance.permissions import Permission
from engine.queries.registers.people import PersonById
from engine.queries.roles.assignments import AssignmentRow, Assignments
from forms.text import Text
from web.asked import Answers, Asked, Done, Words, form, plain
from web.asking import Permitted
from web.frame import Frame

_STANDS: Final = Text("Det som är gjort till dess står fast.", "What has been done until then stands.")
_ROLE: Final = (
    Text("Personen har rollen till och med den dagen.", "The person holds the role through that day."),
    Text(
        "Öppna uppgifter går sedan till dem som har rollen kvar, annars till den som har rollen över.",
        "Open tasks then go to those who still hold the role, else to whoever holds the role above.",
    ),
    _STANDS,
)
_LICENCE: Final = (
    Text("Licensen gäller till och med den dagen.", "The licence is valid through that day."),
    _STANDS,
)
_BUTTON: Final = Text("Avsluta", "End it")
_MEND: Final = Text("avsluta sedan", "then end it")
_NAMES: Final = {"last_day": "sista_dag", "reason": "skal"}


def pages(frame: Frame) -> Blueprint:
    """Return the pages where something is ended."""
    blueprint = Blueprint("page_ending", __name__)

    @blueprint.route("/roller/<key>/<uuid:assignment_id>/avsluta", methods=("GET", "POST"))
    def assignment(key: str, assignment_id: UUID) -> AnyResponse:
        return _assignment(frame, key, assignment_id)

    @blueprint.route("/personer/<uuid:person_id>/licenser/<uuid:licence_id>/avsluta", methods=("GET", "POST"))
    def licence(person_id: UUID, licence_id: UUID) -> AnyResponse:
        return _licence(frame, person_id, licence_id)

    return blueprint


def _assignment(frame: Frame, key: str, assignment_id: UUID) -> AnyResponse:
    allowed = Permitted(Permission.ROLE_APPOINT, needed=True)
    reader, page, _ = frame.ask(Assignments(key, id=assignment_id), allowed)
    held: AssignmentRow | None = next(iter(page.items), None)
    if held is None:
        raise NotFoundError("Rolltilldelningen finns inte.", "There is no such role assignment.")
    heading = Text(f"Avsluta {held.person}s förordnande", f"End the appointment of {held.person}")
    here = f"/roller/{key}"
    name = Text(f"{held.role_name.sv}, {held.scope_name}", f"{held.role_name.en}, {held.scope_name}")
    words = Words(heading, _BUTTON, _MEND, (("/roller", Text("Roller", "Roles")), (here, name)), _ROLE)
    asked = Asked(frame, reader, form("avsluta"), words, {}, {"sista_dag": clock.day(reader.now).isoformat()})
    if request.method == "GET":
        return asked.show()

    def command(given: Answers) -> EndAssignment:
        return EndAssignment(assignment_id, given["sista_dag"], given["skal"])

    done = Text("Förordnandet slutar den dag du angav.", "The appointment ends on the day that you gave.")
    return asked.act(command, Done(done, here), names=_NAMES)


def _licence(frame: Frame, person_id: UUID, licence_id: UUID) -> AnyResponse:
    allowed = Permitted(Permission.REGISTER_WRITE, needed=True)
    reader, whole, _ = frame.ask(PersonById(person_id), allowed)
    held = next((one for one in whole.licences if one.id == licence_id), None)
    if held is None:
        raise NotFoundError("Licensen finns inte.", "There is no such licence.")
    heading = Text(f"Avsluta licensen för {held.system}", f"End the licence for {held.system}")
    here = f"/personer/{person_id}"
    words = Words(heading, _BUTTON, _MEND, ((here, plain(whole.person.name)),), _LICENCE)
    asked = Asked(frame, reader, form("avsluta"), words, {}, {"sista_dag": clock.day(reader.now).isoformat()})
    if request.method == "GET":
        return asked.show()

    def command(given: Answers) -> EndLicence:
        return EndLicence(licence_id, given["sista_dag"], given["skal"])

    done = Text("Licensen slutar den dag du angav.", "The licence ends on the day that you gave.")
    return asked.act(command, Done(done, here), names=_NAMES)
