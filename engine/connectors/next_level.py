"""`next_level`: who deals with an escalation now, by the chain of the profile. The case's seat for it is hung there."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from marshmallow import Schema, ValidationError, fields

from engine import clock
from engine.connectors.call import Call
from engine.connectors.levels import About, Holding, Level, levels, next_of
from engine.connectors.seating import hang_under
from engine.desk import Desk
from engine.errors import ConflictError
from engine.governance.routing import CASE_KIND
from engine.store import escalations, processes
from engine.store.seats import Place
from engine.store.work import Event

KRAV: Final = ("RH-ROLE-UA-07", "RH-ROLE-UA-08", "ESK-LIN-08", "ESK-ANS-13", "ESK-TEAM-13")
RECEIVER: Final = "eskaleringsniva"
CONCERNED: Final = "berorda_processer"


def _a_moment(value: Any) -> None:
    if not isinstance(value, date):
        raise ValidationError("Not a day or a time.")


class Parameters(Schema):
    """When an answer is due (a day or a time), and the level to go on from: what this connector gave last, or null."""

    due = fields.Raw(required=True, validate=_a_moment)
    after = fields.Dict(allow_none=True, load_default=None)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Hang the seat at the next level that somebody holds; return its number, role, place, whether it is the last, and the day."""
    raised = _raised(desk, call)
    about = About(call.case.organisation_id, raised["about_id"], _way(desk, call, raised))
    chain = call.profile.escalation.get("arende" if about.case_id else "process", ())
    found = levels(call.profile, chain, about, Holding(desk.connection, about.organisation_id, desk.now))
    after = given["after"]
    step = next_of(found, _index(found, after) if after else _own(desk, found))
    if step is None:
        raise ConflictError(
            "Det finns ingen nivå över din att lyfta frågan till. Besluta själv, eller be linjen om stöd.",
            "There is no level above yours to raise the question to. Decide yourself, or ask the line for support.",
        )
    level, last = step
    number = int(after["niva"]) + 1 if after else 1
    _hang(desk, call, level.place)
    due = desk.calendar.by(given["due"])
    reached = escalations.Level(number, level.place.role, desk.now, due)
    escalations.reach(desk.connection, raised["id"], reached)
    details = {"role": level.place.role, "number": number}
    desk.work.record(Event("escalation-reached", call.case.case_id, call.element, details))
    return {
        **_named(call, level.place),
        "niva": number,
        "sista": last,
        "svar_senast": due.astimezone(clock.STOCKHOLM).isoformat(timespec="seconds"),
    }


def _named(call: Call, place: Place) -> dict[str, str]:
    name = call.profile.role_name(place.role)
    return {"roll": place.role, "plats": str(place.scope_id), "namn": name.sv, "namn_en": name.en}


def _raised(desk: Desk, call: Call) -> Any:
    found = escalations.of_case(desk.connection, call.case.case_id)
    if found is None:
        raise ConflictError(
            "Ärendet har ingen eskalering. Lägg steget record_escalation före.",
            "The case has no escalation. Put the step record_escalation before.",
        )
    return found


def _way(desk: Desk, call: Call, raised: Any) -> list[tuple[UUID, str]]:
    """Return the way up from the process; of a case, from the only process that it concerns."""
    node = raised["process_id"]
    if node is None and raised["about_id"]:
        concerned = escalations.concerned(desk.connection, raised["about_id"], CONCERNED)
        node = concerned[0] if len(concerned) == 1 else None
    return processes.way_up(desk.connection, call.case.organisation_id, node) if node else []


def _own(desk: Desk, found: list[Level]) -> int:
    """Return the level of the one who raises: that of the role acted in, else the lowest that is theirs; -1 for none."""
    acting = desk.actor.acting
    held = {(one.role, one.scope_id) for one in desk.actor.held}
    own = [
        (index, place)
        for index, level in enumerate(found)
        for place in level.places
        if (place.role, place.scope_id) in held
    ]
    acted = [index for index, place in own if acting and place.role == acting.role]
    return next(iter([*acted, *(index for index, _ in own)]), -1)


def _index(found: list[Level], after: dict[str, Any]) -> int:
    """Return where a level stands now; one that the chain no longer has is regarded as the highest of its role."""
    at = [index for index, level in enumerate(found) if any(_is(place, after) for place in level.places)]
    of_role = [
        i for i, level in enumerate(found) if any(place.role == after["roll"] for place in level.places)
    ]
    return next(iter([*at, *reversed(of_role)]), -1)


def _is(place: Place, after: dict[str, Any]) -> bool:
    return (place.role, str(place.scope_id)) == (after["roll"], after["plats"])


def _hang(desk: Desk, call: Call, upper: Place) -> None:
    lower = Place(RECEIVER, CASE_KIND, call.case.case_id)
    hang_under(desk.connection, call.case.organisation_id, call.profile, (lower, upper))
