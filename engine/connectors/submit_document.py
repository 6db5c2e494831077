"""`submit_document`: a draft comes under review and cannot be changed, and the case learns what it is about.

A version that was approved before Räls was there is brought by Räls itself, and stays in force.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID, uuid4

from marshmallow import fields

from engine import clock
from engine.connectors.ask_to_read import address
from engine.connectors.call import Call, Reference
from engine.connectors.documenting import VersionParameters, enter, held
from engine.connectors.find_appointer import fits
from engine.connectors.seating import hang_under, seats_for
from engine.desk import Desk
from engine.errors import InvalidError
from engine.governance import routing
from engine.governance.profile import Role
from engine.governance.routing import CASE_KIND, LAST
from engine.store import document_life, documents, members, processes, seats, units
from engine.store.document_life import IN_FORCE, Submitted
from engine.store.seats import Place

# What the process works everywhere where it is used rests on: the local users are asked.
KRAV: Final = ("VGR-ROL-10",)
OWNER: Final = "innehallsansvarig"
REVIEWER: Final = "granskare"
LOCAL: Final = "lokal_processledare"
PROCESS_APPROVAL: Final = "process.godkannande"
ORDINARY_APPROVAL: Final = "dokument.godkannande"


class Parameters(VersionParameters):
    """The version, who else is to review it, and whether it is about a process through the whole organisation."""

    reviewers = fields.List(Reference(), allow_none=True, load_default=list)
    overall = fields.Boolean(allow_none=True, load_default=False)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Submit it, and return what the process reads of it. What Räls itself brings may be in force, and stays so."""
    states = ("utkast", "under_granskning", *((IN_FORCE,) if desk.actor.is_rals else ()))
    found = held(desk, call, given, states)
    mandate = call.profile.documents.get(found.kind, {}).get("mandate") or ORDINARY_APPROVAL
    if mandate == PROCESS_APPROVAL and not found.processes:
        raise InvalidError.at(
            "/answers/dokumentversion",
            f"{found.shown} godkänns av den som äger processen. Ange vilken process dokumentet gäller och försök igen.",
            f"{found.shown} is approved by the owner of the process. Say which process it is about and try again.",
        )
    if found.secrecy:
        document_life.make_secret(desk.connection, call.case.case_id)
    people = [one for one in (found.responsible_id or _first(found.authors),) if one]
    _hang(desk, call, found)
    _seat(desk, call, OWNER, people)
    already = found.state == IN_FORCE
    reviewers = [] if already else _reviewers(desk, call, found, given["reviewers"] or ())
    _seat(desk, call, REVIEWER, reviewers)
    state = enter(
        desk, call, found, found.state if already else "under_granskning", case_id=call.case.case_id
    )
    return {
        **state,
        "ska_spridas": already and found.ask_readers,
        "mandat": mandate,
        **_said(desk, call, found),
        **_concerned(desk, call, found, given, reviewers),
    }


def _said(desk: Desk, call: Call, found: Submitted) -> dict[str, Any]:
    del call
    return {
        "benamning": found.shown,
        "version": found.number,
        "adress": address(found),
        "hash": found.hash,
        "sekretess": found.secrecy is not None,
        "giltig_fran": found.valid_from or clock.day(desk.now),
        "giltig_till": found.valid_to,
    }


def _concerned(
    desk: Desk, call: Call, found: Submitted, given: dict[str, Any], reviewers: Iterable[UUID]
) -> dict[str, Any]:
    """Return who is concerned: the process, the units, where it is used locally, and who reviews."""
    organisation, connection = call.case.organisation_id, desk.connection
    used_in = _units(desk, call, found)
    local = call.profile.role_for(LOCAL)
    common = bool(found.processes) and len(used_in) > 1
    approves = local is not None and local.key != LOCAL and local.key in _deciders(call)
    asked = local and common and not approves
    named = documents.people(connection, organisation, reviewers)
    return {
        "processnod": str(_first(found.processes)) if found.processes else None,
        "overgripande": _hang_approval(desk, call, found, stated=given["overall"]),
        "galler_for": found.metadata.get("galler_for") or [],
        "enheter": used_in,
        "gemensamt": common,
        "lokala": document_life.local(connection, found.processes, local.key, found.authors, desk.now)
        if local and asked
        else [],
        "granskare": [{"id": one["id"], "namn": one["name"]} for one in named.values()],
    }


def _deciders(call: Call) -> set[str]:
    mandates = (call.profile.mandates[key] for key in (PROCESS_APPROVAL, ORDINARY_APPROVAL))
    return {role for mandate in mandates for role in mandate.decides}


def _units(desk: Desk, call: Call, found: Submitted) -> list[dict[str, Any]]:
    """Return the units where people work of those that the document applies to, with all below them."""
    organisation = call.case.organisation_id
    named = [UUID(one["id"]) for one in found.metadata.get("galler_for") or ()]
    if not named:
        return []
    below, kinds = (
        units.with_all_below(desk.connection, organisation, named),
        units.kinds(desk.connection, organisation),
    )
    worked_in = [one for one in below if kinds.get(one) == "enhet"]
    found_units = documents.units(desk.connection, organisation, worked_in)
    rows = ({"id": one["id"], "namn": one["name"], "typ": "enhet"} for one in found_units.values())
    return sorted(rows, key=lambda one: one["namn"])


def _reviewers(desk: Desk, call: Call, found: Submitted, more: Iterable[UUID]) -> list[UUID]:
    """Return whom the profile lets review, where the document belongs, and those who are named; never an author."""
    organisation = call.case.organisation_id
    scopes = {
        organisation,
        *found.processes,
        *(UUID(one["id"]) for one in found.metadata.get("galler_for") or ()),
    }
    people = set(more)
    for key in call.profile.switches.get("granskar_dokument", ()):
        people |= members.in_role(desk.connection, organisation, key, scopes, desk.now)
    return sorted(people - set(found.authors))


def _hang(desk: Desk, call: Call, found: Submitted) -> None:
    """Let the seat of whoever answers for the content stand under that of whoever maintains documents of the process."""
    organisation, case = call.case.organisation_id, call.case.case_id
    roles = (call.profile.roles.get(key) for key in call.profile.switches.get("forvaltar_dokument", ()))
    places = (_place(desk, call, role, found.processes) for role in roles if role)
    upper = next(filter(None, places), None) or Place(LAST, call.profile.roles[LAST].scope, organisation)
    owner = Place(OWNER, CASE_KIND, case)
    hang_under(desk.connection, organisation, call.profile, (owner, upper))
    hang_under(desk.connection, organisation, call.profile, (Place(REVIEWER, CASE_KIND, case), owner))


def _hang_approval(desk: Desk, call: Call, found: Submitted, *, stated: bool) -> bool:
    """Return whether others than the owner approve; then the case's own seat of the owner stands under theirs."""
    organisation, profile = call.case.organisation_id, call.profile
    if not stated and not document_life.owned_from_above(desk.connection, organisation, found.processes):
        return False
    roles = (profile.roles[key] for key in profile.switches.get("godkanner_overgripande", ()))
    upper = next(filter(None, (_place(desk, call, role, found.processes) for role in roles)), None)
    owners = (profile.roles[key] for key in profile.mandates[PROCESS_APPROVAL].decides)
    owner = next((role for role in owners if routing.in_cases(role)), None)
    if upper is None or owner is None:
        return False
    lower = Place(owner.key, CASE_KIND, call.case.case_id)
    hang_under(desk.connection, organisation, profile, (lower, upper))
    return True


def _place(desk: Desk, call: Call, role: Role, nodes: Iterable[UUID]) -> Place | None:
    organisation = call.case.organisation_id
    if role.scope in routing.ORGANISATION_KINDS:
        return Place(role.key, role.scope, organisation)
    ways = (processes.way_up(desk.connection, organisation, node) for node in nodes)
    fitting = (at for way in ways for at, kind in way if fits(call.profile, role, kind))
    at = next(fitting, None) if role.scope == "processnod" else None
    return Place(role.key, role.scope, at) if at else None


def _seat(desk: Desk, call: Call, role: str, people: Collection[UUID]) -> None:
    """Let these people hold a role in the case, beside those who do: by what the register says, not by appointment."""
    organisation, case = call.case.organisation_id, call.case.case_id
    place = Place(role, CASE_KIND, case)
    seat = seats_for(desk.connection, organisation, call.profile, [place])[place]
    there = members.in_role(desk.connection, organisation, role, {case}, desk.now)
    rows = [
        {"id": uuid4(), "seat_id": seat, "person_id": one, "valid_from": clock.day(desk.now)}
        for one in people
        if one not in there
    ]
    if rows:
        seats.assign(desk.connection, rows, desk.now)


def _first(people: Iterable[UUID]) -> UUID | None:
    return next(iter(people), None)
