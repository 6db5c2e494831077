"""Appoints people to a seat: who may hold it, what happens to the terms that are there, and how many it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from engine import clock
from engine.connectors.call import Behind
from engine.connectors.seating import seats_for
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, NotFoundError
from engine.governance.eligibility import Candidate, obstacle
from engine.governance.profile import Profile, Role
from engine.governance.terms import Change, Term, Wanted, change, most_at_once
from engine.store import appointing, seats
from engine.store.appointing import Facts, Seat
from engine.store.seats import Place


@dataclass(frozen=True)
class Appointment:
    """Who is to hold a place, from when to when, by which decision. `alone`: nobody else does from then on."""

    organisation_id: UUID
    profile: Profile
    place: Place
    persons: Sequence[UUID]
    start: date | None
    to: date | None
    behind: Behind
    alone: bool = True
    # What else is kept with the assignments: extent_percent, dispensation, decides.
    more: Mapping[str, Any] | None = None
    # Which rules of eligibility whoever appoints attests; None where nobody is asked.
    attested: frozenset[str] | None = None

    @property
    def dispensation(self) -> str | None:
        """Why a demand is waived."""
        return (self.more or {}).get("dispensation")


def appoint(desk: Desk, asked: Appointment) -> list[Facts]:
    """Begin, prolong and end terms; return those who hold it by it. Refuses whom the profile does not allow."""
    role = asked.profile.roles[asked.place.role]
    seat = _locked(desk, asked, role)
    persons = tuple(dict.fromkeys((*asked.persons, *seat.forced)))
    terms, known = appointing.facts(desk.connection, seat, persons, desk.now)
    missing = [person for person in persons if person not in known]
    if missing:
        raise NotFoundError(
            "Personen finns inte i organisationens register, eller är inte längre aktiv. Välj någon annan.",
            "There is no such person in the organisation, or not an active one. Choose somebody else.",
        )
    today = clock.day(desk.now)
    wanted = Wanted(persons, asked.start or today, asked.to, asked.alone or role.most == 1)
    changed = change(terms, wanted, today)
    for person in changed.begins:
        _fit(desk, asked, role, known[person])
    _room(role, terms, changed, asked.to)
    appointing.end(desk.connection, changed.ends)
    seats.assign(
        desk.connection, [_row(desk, asked, seat.id, one, changed) for one in changed.begins], desk.now
    )
    return list(known.values())


def _locked(desk: Desk, asked: Appointment, role: Role) -> Seat:
    organisation, place = asked.organisation_id, asked.place
    found = appointing.lock_seat(desk.connection, organisation, place, role.forced_members, desk.now)
    if found is not None:
        return found
    # The seats of a case are made when it starts; one that a newer profile added is made here.
    seats_for(desk.connection, organisation, asked.profile, [place])
    return _locked(desk, asked, role)


def _fit(desk: Desk, asked: Appointment, role: Role, facts: Facts) -> None:
    is_actor = facts.id == desk.actor.person_id or facts.id in asked.behind.persons
    found = obstacle(
        asked.profile, role, candidate(facts, asked.attested, asked.dispensation, is_actor=is_actor)
    )
    if found is not None:
        raise ForbiddenError(found.sv, found.en)


def candidate(
    facts: Facts, attested: frozenset[str] | None, dispensation: str | None, *, is_actor: bool = False
) -> Candidate:
    """Return what is known of a person who is to be appointed."""
    return Candidate(
        name=facts.name,
        is_actor=is_actor,
        roles=facts.roles,
        roles_here=facts.here,
        positions=facts.positions,
        competence=facts.competence,
        attested=attested,
        dispensation=dispensation,
    )


def _room(role: Role, terms: Sequence[Term], changed: Change, to: date | None) -> None:
    after = [
        Term(term.id, term.person_id, term.start, changed.ends.get(term.id, term.to)) for term in terms
    ] + [Term(uuid4(), person, changed.start, to) for person in changed.begins]
    taken = [term for term in after if term.to is None or term.to >= changed.start]
    if role.most is not None and most_at_once(taken) > role.most:
        raise ConflictError(
            f"{role.name.sv} kan ha högst {role.most} innehavare samtidigt här. Avsluta ett annat förordnande först.",
            f"{role.name.en} can have at most {role.most} holders at once here. End another appointment first.",
        )


def _row(desk: Desk, asked: Appointment, seat_id: UUID, person_id: UUID, changed: Change) -> dict[str, Any]:
    acting = desk.actor.acting
    return {
        **(asked.more or {}),
        "id": uuid4(),
        "seat_id": seat_id,
        "person_id": person_id,
        "valid_from": changed.start,
        "valid_to": asked.to,
        "appointed_by": desk.actor.person_id,
        "appointed_as": acting.role if acting else None,
        "decision_id": asked.behind.decision_id,
    }
