"""Who acts: a person with the roles held today, in one chosen role."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from engine.errors import ForbiddenError


@dataclass(frozen=True)
class Identity:
    """What a caller shows: a bearer token, a person's id (a session), or Räls itself (neither).

    `role` is the role the person chose to act in: a role key or the id of a role assignment.
    """

    token: str | None = None
    person_id: UUID | None = None
    role: str | None = None


RALS = Identity()


@dataclass(frozen=True)
class Held:
    """One role assignment that is valid today."""

    assignment_id: UUID
    seat_id: UUID
    role: str
    scope_kind: str
    scope_id: UUID
    scope_name: str
    decides: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Actor:
    """The one who acts. `person_id` is None when Räls itself acts (timers, jobs, operators' commands)."""

    person_id: UUID | None
    name: str
    organisation_id: UUID | None
    profile_hash: str
    held: tuple[Held, ...]
    acting: Held | None = None

    @property
    def is_rals(self) -> bool:
        """Whether Räls itself acts."""
        return self.person_id is None

    def holds(self, role: str) -> bool:
        """Whether the person holds the role anywhere today."""
        return any(held.role == role for held in self.held)

    def choosing(self, role: str | None) -> "Actor":
        """Return the actor in the chosen role; a role that the person does not hold is refused."""
        if role is None:
            return self
        for held in self.held:
            if role in (held.role, str(held.assignment_id)):
                return replace(self, acting=held)
        raise ForbiddenError(
            f"Du har inte rollen {role} i dag. Välj en av rollerna under Du agerar som.",
            f"You do not hold the role {role} today. Choose one of your own roles.",
        )
