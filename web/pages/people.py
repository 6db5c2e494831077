"""A person: title, unit, roles today and what is lent; nothing private."""

from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.registers.people import PersonById
from engine.queries.rights.of_person import RightsOf
from engine.queries.roles.assignments import Assignments
from web.frame import Frame


def pages(frame: Frame) -> Blueprint:
    """Return the pages of people."""
    blueprint = Blueprint("page_people", __name__)
    blueprint.add_url_rule("/personer/<uuid:person_id>", "one", lambda person_id: _one(frame, person_id))
    return blueprint


def _one(frame: Frame, person: UUID) -> AnyResponse:
    held = Assignments(person=person, status="active", cursor=request.args.get("after"))
    reader, whole, roles, lent = frame.ask(PersonById(person), held, RightsOf(person))
    more = roles.next and f"/personer/{person}?after={roles.next}"
    return frame.render("person.html", reader, whole=whole, held=roles, lent=lent, more=more)
