"""Appoint to a role outside a case, and end an assignment: the register of roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from engine import clock
from engine.connectors.appointment import Appointment, appoint
from engine.connectors.call import Behind
from engine.connectors.seating import register_place
from engine.desk import Desk
from engine.errors import NotFoundError
from engine.governance import terms
from engine.governance.permissions import Permission, require
from engine.governance.routing import CASE_KIND
from engine.store import appointing
from engine.store.seats import Place
from engine.store.work import Event


@dataclass(frozen=True)
class AppointRole:
    """Let a person hold a role in a scope from one day to another, both included; again prolongs the term.

    Where only one may hold the role, the present holder stays until the day before. `scope_id` is a unit or process
    node; the organisation has none. Raises NotFoundError, ForbiddenError (the profile does not allow it), InvalidError
    (ends before it begins) and ConflictError (no room).
    """

    role: str
    scope_id: UUID | None
    person_id: UUID
    start: date | None = None
    to: date | None = None
    extent_percent: int | None = None
    dispensation: str | None = None

    def run(self, desk: Desk) -> None:
        """Check it against the profile and the register, and keep it."""
        require(desk.actor, Permission.ROLE_APPOINT)
        place = self._place(desk)
        asked = Appointment(
            organisation_id=desk.organisation_id,
            profile=desk.profile,
            place=place,
            persons=(self.person_id,),
            start=self.start,
            to=self.to,
            behind=Behind(frozenset({desk.person_id})),
            alone=False,
            more=self._more(desk),
        )
        known = appoint(desk, asked)
        persons = [{"id": str(one.id), "namn": one.name} for one in known]
        desk.work.record(Event("role-assigned", details={"role": self.role, "persons": persons}))

    def _place(self, desk: Desk) -> Place:
        role = desk.profile.roles.get(self.role)
        if role is None or role.scope == CASE_KIND:
            raise NotFoundError(
                f"Rollen {self.role} finns inte, eller tillsätts i ett ärende.",
                f"There is no role {self.role}, or it is appointed to in a case.",
            )
        found = register_place(desk.connection, desk.organisation_id, role, self.scope_id)
        if found is None:
            raise NotFoundError(
                f"Rollen {role.name.sv} gäller {role.scope}. Ange en sådan ur registret.",
                f"The role {role.name.en} is held in {role.scope}. Give one of the register.",
            )
        return found

    def _more(self, desk: Desk) -> Mapping[str, Any]:
        return {
            "extent_percent": self.extent_percent,
            "dispensation": self.dispensation,
            "decides": not desk.profile.roles[self.role].is_group,
        }


@dataclass(frozen=True)
class EndAssignment:
    """End a role assignment after its last day, today or later; nothing that was done by it changes. The trail keeps why.

    Raises NotFoundError, InvalidError (a day that has been) and ConflictError (it ends earlier).
    """

    assignment_id: UUID
    last_day: date | None = None
    reason: str | None = None

    def run(self, desk: Desk) -> None:
        """Set the last day."""
        require(desk.actor, Permission.ROLE_APPOINT)
        term = appointing.term_for_update(desk.connection, self.assignment_id, desk.organisation_id)
        if term is None:
            raise NotFoundError("Rolltilldelningen finns inte.", "There is no such role assignment.")
        last = terms.early_end(term.start, term.to, self.last_day, clock.day(desk.now))
        appointing.end(desk.connection, {term.id: last})
        details = {"assignment": str(term.id), "person": str(term.person_id), "last_day": last.isoformat()}
        if self.reason:
            details["reason"] = self.reason
        desk.work.record(Event("role-ended", details=details))
