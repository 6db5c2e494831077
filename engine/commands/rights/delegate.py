"""Delegate mandates of a role to somebody else, and take them back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from engine import clock
from engine.commands.lending import for_own, known_process, receiver
from engine.desk import Desk
from engine.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.profile import Mandate
from engine.governance.rights import FEW, lendable, written
from engine.store import lending
from engine.store.tables import delegation
from engine.store.work import Event


@dataclass(frozen=True)
class Delegate:
    """Let somebody else decide by mandates of one's own role assignment, from one day to another, both included.

    Without `valid_to` it holds until it is revoked; it always ends with the assignment. A mandate that has been delegated
    to somebody cannot be delegated on. What is delegated already is the same delegation. Raises NotFoundError, ForbiddenError
    (not yours, not a mandate of the role, or not to be delegated to such a person)
    and InvalidError (days, yourself).
    """

    assignment_id: UUID
    delegate_id: UUID
    mandates: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    process: str | None = None

    def run(self, desk: Desk) -> UUID:
        """Check that it is the actor's to give, keep it, and return its id."""
        require(desk.actor, Permission.RIGHT_LEND)
        own = lending.own(desk.connection, self.assignment_id, desk.organisation_id)
        if own is None:
            raise NotFoundError("Rolltilldelningen finns inte.", "There is no such role assignment.")
        for_own(desk, own.person_id)
        name = receiver(desk, self.delegate_id, own.person_id)
        allowed = (desk.organisation_id, own.person_id)
        for mandate in self.mandates:
            _may_receive(desk, lendable(mandate, own.role, desk.profile), (self.delegate_id, name), allowed)
        known_process(desk, self.process)
        start = self.valid_from or clock.day(desk.now)
        _check(self, start, own.valid_to, clock.day(desk.now))
        row = self._row(desk, start)
        # Whoever presses twice has delegated once.
        lent = lending.delegated(desk.connection, row)
        if lent is None:
            lent = row["id"]
            lending.lend(desk.connection, delegation, row)
            details = {"id": str(lent), "to": name, "mandates": row["mandates"], "role": own.role}
            desk.work.record(Event("mandates-delegated", details=details))
        return lent

    def _row(self, desk: Desk, start: date) -> dict[str, Any]:
        return {
            "id": uuid4(),
            "organisation_id": desk.organisation_id,
            "assignment_id": self.assignment_id,
            "delegate_id": self.delegate_id,
            "mandates": list(dict.fromkeys(self.mandates)),
            "process": self.process,
            "valid_from": start,
            "valid_to": self.valid_to,
            "granted_by": desk.person_id,
            "granted_at": desk.now,
        }


@dataclass(frozen=True)
class RevokeDelegation:
    """Take delegated mandates back at once. Raises NotFoundError, ForbiddenError and ConflictError (already done)."""

    delegation_id: UUID

    def run(self, desk: Desk) -> None:
        """End it now; what has been decided by it stands."""
        require(desk.actor, Permission.RIGHT_LEND)
        lent = lending.for_update(desk.connection, delegation, self.delegation_id, desk.organisation_id)
        own = lending.own(desk.connection, lent.assignment_id, desk.organisation_id) if lent else None
        if lent is None or own is None:
            raise NotFoundError("Delegeringen finns inte.", "There is no such delegation.")
        for_own(desk, own.person_id)
        if lent.revoked_at is not None:
            raise ConflictError(
                "Delegeringen är redan återkallad.", "The delegation must be in force; it is revoked."
            )
        lending.revoke(desk.connection, delegation, lent.id, desk.person_id, desk.now)
        desk.work.record(Event("delegation-revoked", details={"id": str(lent.id)}))


def _may_receive(desk: Desk, mandate: Mandate, receiver: tuple[UUID, str], lender: tuple[UUID, UUID]) -> None:
    """Refuse somebody who has none of the roles that the profile lets the mandate be delegated to."""
    (person, name), today = receiver, clock.day(desk.now)
    to = mandate.delegable_to
    if not to or lending.roles_of(desk.connection, person, today) & set(to):
        return
    who = ", ".join(lending.some_in(desk.connection, to, lender, today, FEW))
    source = written(mandate, desk.profile)
    roles, roles_en = (words.join(each) for words, each in _named(desk, to))
    choose, choose_en = (f" Välj {who}.", f" Choose {who}.") if who else ("", "")
    raise ForbiddenError(
        f"Mandatet {mandate.name.sv} får delegeras till {roles} ({source.sv}). {name} har inte den rollen i dag.{choose}",
        f"The mandate {mandate.name.en} may be delegated to {roles_en} ({source.en}). {name} does not hold that role today.{choose_en}",
    )


def _named(desk: Desk, roles: tuple[str, ...]) -> tuple[tuple[str, list[str]], tuple[str, list[str]]]:
    names = [desk.profile.role_name(key) for key in roles]
    return (" eller ", [one.sv for one in names]), (" or ", [one.en for one in names])


def _check(asked: Delegate, start: date, ends: date | None, today: date) -> None:
    if not asked.mandates:
        raise InvalidError.at("/mandates", "Välj minst ett mandat.", "Choose at least one mandate.")
    if start < today:
        raise InvalidError.at(
            "/from",
            "En delegering kan inte börja gälla bakåt i tiden. Ange i dag eller en senare dag.",
            "A delegation cannot begin in the past. Give today or a later day.",
        )
    if asked.valid_to is not None and asked.valid_to < start:
        raise InvalidError.at(
            "/to",
            f"Delegeringen slutar {asked.valid_to} men börjar {start}. Ange en sista dag som inte är före den första.",
            f"The delegation ends {asked.valid_to} but begins {start}. Give a last day that is not before the first.",
        )
    if ends is not None and start > ends:
        raise InvalidError.at(
            "/from",
            f"Rollen upphör {ends}, så den kan inte delegeras från {start}.",
            f"The role ends {ends}, so it cannot be delegated from {start}.",
        )
