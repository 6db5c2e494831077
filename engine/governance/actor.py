"""Who acts: a person with the rights of today, in one chosen role."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from engine.errors import ForbiddenError
from engine.governance.routing import CASE_KIND
from engine.governance.tokens import AccessToken, Scope

ASSIGNMENT: Final = "assignment"
DELEGATION: Final = "delegation"
SUBSTITUTION: Final = "substitution"


@dataclass(frozen=True)
class Identity:
    """What a caller shows: a bearer token, a person's id (a session), or Räls itself (neither).

    `role` is the role the person chose to act in: a role key or the id of one of the rights in `GET /me`; `scope` what a
    key must have for what is asked.
    """

    token: str | None = None
    person_id: UUID | None = None
    role: str | None = None
    scope: Scope | None = None


RALS = Identity()


@dataclass(frozen=True)
class Held:
    """One right that is valid now: a role assignment of one's own, or another's that is lent.

    `right_id` is the assignment, the delegation or the substitution, as `by` says; `assignment_id` the assignment that
    it rests on. What is lent has `for_id` and `for_name`; a delegation has only its `mandates`; either may be for one
    `process` only.
    """

    assignment_id: UUID
    seat_id: UUID
    role: str
    scope_kind: str
    scope_id: UUID
    scope_name: str
    decides: bool
    valid_from: date
    valid_to: date | None
    right_id: UUID
    by: str = ASSIGNMENT
    for_id: UUID | None = None
    for_name: str | None = None
    mandates: tuple[str, ...] | None = None
    process: str | None = None
    ends_at: datetime | None = None

    @property
    def id(self) -> UUID:
        """What the right is chosen by: one substitution lends many roles, so there it is the assignment."""
        return self.right_id if self.by == DELEGATION else self.assignment_id

    def covers(self, mandate: str | None, process: str | None) -> bool:
        """Whether the right reaches a task with this mandate in this process."""
        return (self.mandates is None or mandate in self.mandates) and self.process in (None, process)

    def as_data(self) -> dict[str, Any]:
        """Return what is kept with whatever was done by this right."""
        lent = {"for": {"id": str(self.for_id), "name": self.for_name}} if self.for_id else {}
        return {"by": self.by, "id": str(self.right_id), "role": self.role, **lent}


@dataclass(frozen=True)
class Actor:
    """The one who acts. `person_id` is None when Räls itself acts (timers, jobs, operators' commands).

    `chosen` are the rights of the role that the person chose: one, or several when the role is held in several places;
    none when every task may decide. `acting` is the right that is acted by, as far as it is known. `token` is the key that
    the person acts by, when it is one.
    """

    person_id: UUID | None
    name: str
    organisation_id: UUID | None
    profile_hash: str
    held: tuple[Held, ...]
    acting: Held | None = None
    chosen: tuple[Held, ...] = field(default=())
    calendar_hash: str | None = None
    token: AccessToken | None = None

    @property
    def own_cases(self) -> frozenset[UUID]:
        """The cases in which the person has a role today."""
        return frozenset(held.scope_id for held in self.held if held.scope_kind == CASE_KIND)

    @property
    def reach(self) -> frozenset[UUID] | None:
        """The cases that the key of the actor reaches; None: all that the person may see."""
        if self.token is None or not self.token.own:
            return None
        return self.own_cases & {self.token.case_id} if self.token.case_id else self.own_cases

    @property
    def is_rals(self) -> bool:
        """Whether Räls itself acts."""
        return self.person_id is None

    def holds(self, role: str) -> bool:
        """Whether the person has the whole role anywhere today, of their own or for somebody who is away."""
        return any(held.role == role and held.by != DELEGATION and held.process is None for held in self.held)

    def within(self, organisation_id: UUID, profile_hash: str, calendar_hash: str | None) -> "Actor":
        """Return the actor at work in an organisation, with what governs it."""
        return replace(
            self, organisation_id=organisation_id, profile_hash=profile_hash, calendar_hash=calendar_hash
        )

    def choosing(self, role: str | None) -> "Actor":
        """Return the actor in the chosen role; a role that the person does not have is refused."""
        if role is None:
            return self
        chosen = tuple(held for held in self.held if role in (held.role, str(held.id)))
        if chosen:
            return replace(self, acting=chosen[0], chosen=chosen)
        raise ForbiddenError(
            f"Du har inte rollen {role} i dag. Välj en av rollerna under Du agerar som.",
            f"You do not hold the role {role} today. Choose one of your own roles.",
        )
