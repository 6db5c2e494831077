"""A person: title, unit, roles today and what is lent; nothing private. Licences for those who keep the register."""

from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.governance.permissions import Permission
from engine.queries.registers.people import LicenceRow, PersonById, PersonWhole
from engine.queries.rights.of_person import RightsOf
from engine.queries.roles.assignments import Assignments
from web.asking import Permitted
from web.frame import Frame, Reader


def pages(frame: Frame) -> Blueprint:
    """Return the pages of people."""
    blueprint = Blueprint("page_people", __name__)
    blueprint.add_url_rule("/personer/<uuid:person_id>", "one", lambda person_id: _one(frame, person_id))
    return blueprint


def _one(frame: Frame, person: UUID) -> AnyResponse:
    held = Assignments(person=person, status="active", cursor=request.args.get("after"))
    keeps = Permitted(Permission.REGISTER_WRITE)
    reader, whole, roles, lent, may = frame.ask(PersonById(person), held, RightsOf(person), keeps)
    more = roles.next and f"/personer/{person}?after={roles.next}"
    return frame.render(
        "person.html",
        reader,
        whole=whole,
        held=roles,
        lent=lent,
        more=more,
        licences=_licences(reader, whole) if may else (),
    )


def _licences(reader: Reader, whole: PersonWhole) -> list[LicenceRow]:
    """Return the licences that have not ended."""
    today = clock.day(reader.now)
    return [
        one for one in whole.licences if one.valid_to is None or one.valid_to >= max(today, one.valid_from)
    ]
