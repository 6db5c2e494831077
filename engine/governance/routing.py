"""From what a model says of a task to the role that has it and where, and from a vacant seat to the one above."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from engine.governance.profile import Profile, Role

# Roles hang together from the strategic whole to the local application.
KRAV: Final = ("VGR-SYF-01",)
ORGANISATION_KINDS: Final = ("organisation", "forvaltning")
CASE_KIND: Final = "arende"
LAST: Final = "administrator"
# The lists of a case that say what it concerns, by the kind of scope.
CONCERNS: Final = {
    "regionomrade": "berorda_regionomraden",
    "enhet": "berorda_enheter",
    "stabsfunktion": "berorda_stabsfunktioner",
    "processnod": "berorda_processer",
}
# The kind of a scope and its id.
At = tuple[str, UUID]


def candidates(profile: Profile, drawn: str | None, mandate: str | None) -> tuple[Role, ...]:
    """Return the roles that can have a task, the first that has a place gets it.

    A task that decides goes by its mandate: to the role that the model draws if the profile has that role and it may
    decide, else to those who may, in the profile's order. Another task goes to the drawn role, or the one that plays it.
    """
    role, rule = profile.role_for(drawn or ""), profile.mandates.get(mandate or "")
    own = role is not None and role.key == drawn
    if rule is not None and not (own and drawn in rule.decides):
        return tuple(profile.roles[key] for key in rule.decides)
    if role is None:
        return ()
    return (role,) if own else tuple(profile.chain(role))


def in_cases(role: Role) -> bool:
    """Whether somebody can hold the role in one case."""
    return role.in_case or role.scope == CASE_KIND


def place(role: Role, named: Any, case: Mapping[str, Any], ids: tuple[UUID, UUID]) -> At | None:
    """Return where the role is held for a task, None when nothing says which unit or process node.

    `named` is what the model gives (an object or id); `case` what the case says of itself; `ids` are those of the
    case and the organisation. What the model gives comes first, then the case, then the only one that it concerns.
    """
    case_id, organisation_id = ids
    if role.scope in ORGANISATION_KINDS:
        return role.scope, organisation_id
    if role.scope == CASE_KIND:
        return CASE_KIND, case_id
    found = _id(named)
    if found is not None:
        return role.scope, found
    if role.in_case:
        return CASE_KIND, case_id
    only = _only(role, case.get(CONCERNS.get(role.scope, "")))
    return (role.scope, only) if only else None


def _id(named: Any) -> UUID | None:
    try:
        return UUID(str(named.get("id") if isinstance(named, Mapping) else named))
    except ValueError:
        return None


def _only(role: Role, concerned: Any) -> UUID | None:
    if not isinstance(concerned, Sequence) or len(concerned) != 1:
        return None
    one = concerned[0]
    kind = one.get("typ") if isinstance(one, Mapping) else None
    return None if role.scope_of and kind not in role.scope_of else _id(one)


def above(
    profile: Profile, role: Role, at: At, parents: Mapping[UUID, UUID | None], organisation_id: UUID
) -> tuple[Role, At] | None:
    """Return the role and scope that stand in for a vacant seat, None at the top.

    First a role that acts for this one in the same scope, then the superior, at last the administrator. A superior
    that is held where this place does not lead is passed over.
    """
    kind, scope = at
    if role.resolves_to:
        return profile.roles[role.resolves_to], at
    if role.superior is None:
        last = profile.roles.get(LAST)
        return None if last is None or last.key == role.key else (last, (last.scope, organisation_id))
    upper = profile.roles[role.superior.role]
    if upper.scope in ORGANISATION_KINDS:
        return upper, (upper.scope, organisation_id)
    if kind == CASE_KIND and in_cases(upper):
        return upper, at
    if CASE_KIND in (kind, upper.scope):
        return above(profile, upper, at, parents, organisation_id)
    up = parents.get(scope) or scope if role.superior.scope == "parent" else scope
    return upper, (upper.scope, up)
