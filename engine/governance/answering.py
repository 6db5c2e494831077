"""Who answers for a case, and for what is measured in a unit, by the roles of the profile."""

from typing import Final
from uuid import UUID

from engine.governance.actor import Actor, Held
from engine.governance.profile import Profile

LEADER: Final = "projektledare"
OWNER: Final = "uppdragsagare"
MANAGER: Final = "chef"


def played(profile: Profile, role: str) -> str:
    """Return the key of the profile's role that is the models' role; that itself where the profile has none."""
    found = profile.role_for(role)
    return found.key if found else role


def answers_for(actor: Actor, profile: Profile, case_id: UUID) -> list[Held]:
    """Return the roles by which somebody answers for a case: those of its project leader and its assignment owner."""
    here = [one for one in actor.held if one.scope_id == case_id]
    roles = {played(profile, role) for role in (LEADER, OWNER)} if here else set()
    return [one for one in here if one.role in roles]
