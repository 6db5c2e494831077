"""May this person hold this role? Rules of the profile, held against what the registers say."""

from dataclasses import dataclass

from engine.governance.profile import Eligibility, Profile, Role
from forms.text import Text


@dataclass(frozen=True)
class Candidate:
    """What the registers say of a person who is to hold a role."""

    name: str
    is_actor: bool
    roles: frozenset[str]
    # In the same case or unit.
    roles_here: frozenset[str]
    positions: frozenset[str]


def obstacle(profile: Profile, role: Role, candidate: Candidate) -> Text | None:
    """Return the first reason why the person may not hold the role, None if there is none."""
    if candidate.is_actor and not role.is_group and "utse" in profile.nobody_themselves:
        return Text(
            "Ingen utser sig själv. Välj någon annan, eller låt en annan i gruppen fatta beslutet.",
            "Nobody appoints themselves. Choose somebody else, or let another member of the group decide.",
        )
    for demand in role.eligibility:
        if demand.hard and not _meets(profile, demand, candidate):
            rule = profile.rules[demand.rule]
            source = ", ".join(demand.krav) or profile.name.sv
            return Text(
                f"{role.name.sv} ska vara någon som {rule.name.sv} ({source}). Det gäller inte {candidate.name} i dag.",
                f"{role.name.en} must be somebody who {rule.name.en} ({source}). {candidate.name} is not, today.",
            )
    return _clash(profile, role, candidate)


def _meets(profile: Profile, demand: Eligibility, candidate: Candidate) -> bool:
    rule = profile.rules[demand.rule]
    if rule.member_of is not None and rule.member_of not in candidate.roles:
        return False
    return not rule.positions or bool(candidate.positions & set(rule.positions))


def _clash(profile: Profile, role: Role, candidate: Candidate) -> Text | None:
    for pair in profile.incompatible:
        other = pair.roles - {role.key}
        if pair.rule != "forbidden" or role.key not in pair.roles or not other:
            continue
        held = candidate.roles_here if pair.within == role.scope else candidate.roles
        if other <= held:
            taken = ", ".join(profile.role_name(key).sv for key in other)
            taken_en = ", ".join(profile.role_name(key).en for key in other)
            return Text(
                f"{candidate.name} är redan {taken}. {pair.reason.sv}",
                f"{candidate.name} already is {taken_en}. {pair.reason.en}",
            )
    return None
