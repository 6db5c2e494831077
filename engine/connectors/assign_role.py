"""`assign_role`: exactly these persons hold a role in the case from now on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from marshmallow import Schema, fields

from engine import clock
from engine.connectors.call import Call, Reference
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.errors import ForbiddenError, NotFoundError
from engine.governance.eligibility import Candidate, obstacle
from engine.governance.routing import CASE_KIND
from engine.store import appointing, seats
from engine.store.appointing import Facts
from engine.store.seats import Place
from engine.store.work import Event


class Parameters(Schema):
    """The role, the persons (none ends the role), and from when to when."""

    role = fields.String(required=True)
    persons = fields.List(Reference(), allow_none=True, load_default=list)
    from_day = fields.Date(data_key="from", allow_none=True, load_default=None)
    to_day = fields.Date(data_key="to", allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """End the others' assignments, begin the new ones, leave those who stay alone."""
    role = call.role(given["role"])
    place = Place(role.key, CASE_KIND, call.case.case_id)
    organisation_id = call.case.organisation_id
    forced = appointing.by_right(desk.connection, call.case.case_id, role.forced_members, desk.now)
    wanted = dict.fromkeys([*(given["persons"] or ()), *forced])
    found, known = appointing.facts(desk.connection, organisation_id, place, wanted.keys(), desk.now)
    # The seats of a case are made when it starts; one that a newer profile added is made here.
    seat_id = found or seats_for(desk.connection, organisation_id, call.profile, [place])[place]
    new = [
        _fit(desk, call, role.key, known.get(person)) for person in wanted if not _holds(known.get(person))
    ]
    today = clock.day(desk.now)
    seats.end(desk.connection, seat_id, [one.id for one in known.values() if one.id not in wanted], today)
    term = {"valid_from": given["from_day"] or today, "valid_to": given["to_day"]}
    seats.assign(desk.connection, [_row(desk, seat_id, one.id, term) for one in new], desk.now)
    names = _names(known[person] for person in known if person in wanted)
    desk.work.record(
        Event("role-assigned", call.case.case_id, call.element, {"role": role.key, "persons": names})
    )
    return {"roll": role.key, "personer": names}


def _holds(facts: Facts | None) -> bool:
    return facts is not None and facts.holds


def _fit(desk: Desk, call: Call, role: str, facts: Facts | None) -> Facts:
    """Return the person's facts; refuse whom the profile does not allow to hold the role."""
    if facts is None:
        raise NotFoundError("Personen finns inte i registret.", "There is no such person in the register.")
    is_actor = facts.id == desk.actor.person_id or facts.id in call.behind
    candidate = Candidate(facts.name, is_actor, facts.roles, facts.here, facts.positions)
    found = obstacle(call.profile, call.profile.roles[role], candidate)
    if found is not None:
        raise ForbiddenError(found.sv, found.en)
    return facts


def _row(desk: Desk, seat_id: UUID, person_id: UUID, term: dict[str, Any]) -> dict[str, Any]:
    acting = desk.actor.acting
    return {
        **term,
        "id": uuid4(),
        "seat_id": seat_id,
        "person_id": person_id,
        "appointed_by": desk.actor.person_id,
        "appointed_as": acting.role if acting else None,
    }


def _names(people: Iterable[Facts]) -> list[dict[str, str]]:
    return [{"id": str(one.id), "namn": one.name} for one in people]
