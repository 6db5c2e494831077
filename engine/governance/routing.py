"""From a role and what the model says of its scope to a seat, and from a vacant seat to the one above."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from engine.errors import InvalidError
from engine.governance.profile import Profile, Role

ORGANISATION_KINDS: Final = ("organisation", "forvaltning")
CASE_KIND: Final = "arende"
LAST: Final = "administrator"


def scope_id(role: Role, value: Any, case_id: UUID, organisation_id: UUID) -> UUID:
    """Return the id of the scope: the organisation, the case, or the unit that `value` (object or id) names."""
    if role.scope in ORGANISATION_KINDS:
        return organisation_id
    if role.scope == CASE_KIND:
        return case_id
    named = value.get("id") if isinstance(value, Mapping) else value
    try:
        return UUID(str(named))
    except ValueError as error:
        raise InvalidError(
            f"Rollen {role.name.sv} gäller en enhet ({role.scope}), men modellen gav {named!r}.",
            f"The role {role.name.en} is held in a unit ({role.scope}), but the model gave {named!r}.",
        ) from error


def above(
    profile: Profile, role: Role, scope: UUID, parents: Mapping[UUID, UUID | None], organisation_id: UUID
) -> tuple[Role, UUID] | None:
    """Return the role and scope that stand in for a vacant seat, None at the top.

    First a role that acts for this one in the same scope, then the superior, at last the administrator.
    """
    if role.resolves_to:
        return profile.roles[role.resolves_to], scope
    if role.superior is None:
        last = profile.roles.get(LAST)
        return None if last is None or last.key == role.key else (last, organisation_id)
    upper = profile.roles[role.superior.role]
    if upper.scope in ORGANISATION_KINDS:
        return upper, organisation_id
    if role.superior.scope == "parent":
        return upper, parents.get(scope) or scope
    return upper, scope
