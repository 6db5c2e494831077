"""May this person hold this role? Rules of the profile, held against what the registers say and what is attested."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.governance.profile import Eligibility, Incompatible, Profile, Role
from forms.text import Text


@dataclass(frozen=True)
class Candidate:
    """What the registers say of a person who is to hold a role, and what whoever appoints says."""

    name: str
    is_actor: bool
    roles: frozenset[str]
    # In the same case or unit.
    roles_here: frozenset[str]
    positions: frozenset[str]
    # The highest level in the register of competence today.
    competence: int = 0
    # The keys of the rules that are attested; None where nobody is asked, and then none are demanded.
    attested: frozenset[str] | None = None
    # Why a demand is waived, where the profile lets it be.
    dispensation: str | None = None


@dataclass(frozen=True)
class Hindrance:
    """Something against the person, or in doubt. `hard`: it refuses; else it is for whoever appoints to weigh."""

    krav: tuple[str, ...]
    text: Text
    hard: bool
    # It can be waived by a reason in writing.
    waivable: bool = False


def obstacle(profile: Profile, role: Role, candidate: Candidate) -> Text | None:
    """Return the first reason why the person may not hold the role, None if there is none."""
    if candidate.is_actor and not role.is_group and "utse" in profile.nobody_themselves:
        return Text(
            "Ingen utser sig själv. Välj någon annan, eller låt en annan i gruppen fatta beslutet.",
            "Nobody appoints themselves. Choose somebody else, or let another member of the group decide.",
        )
    return next((one.text for one in hindrances(profile, role, candidate) if one.hard), None)


def hindrances(profile: Profile, role: Role, candidate: Candidate) -> Iterator[Hindrance]:
    """Yield all that the profile has against the person in the role, hard and soft."""
    for demand in role.eligibility:
        if not _meets(profile, demand, candidate):
            hard = demand.hard and not (demand.dispensable and candidate.dispensation)
            yield Hindrance(
                demand.krav, _demanded(profile, role, demand, candidate), hard, demand.dispensable
            )
    for pair in profile.incompatible:
        other = pair.roles - {role.key}
        held = candidate.roles_here if pair.within == role.scope else candidate.roles
        if pair.rule != "allowed" and role.key in pair.roles and other and other <= held:
            yield Hindrance(pair.krav, _taken(profile, pair, other, candidate), pair.rule == "forbidden")


def _demanded(profile: Profile, role: Role, demand: Eligibility, candidate: Candidate) -> Text:
    rule = profile.rules[demand.rule]
    source = ", ".join(demand.krav) or profile.name.sv
    who, who_en = "ska vara någon som", "must be somebody who"
    if not demand.hard:
        who, who_en = "är oftast någon som", "is most often somebody who"
    sv = f"{role.name.sv} {who} {rule.name.sv} ({source}). "
    en = f"{role.name.en} {who_en} {rule.name.en} ({source}). "
    if rule.attested and rule.competence_level is None:
        return Text(
            f"{sv}Det är inte intygat om {candidate.name}.", f"{en}It is not attested of {candidate.name}."
        )
    return Text(f"{sv}Det gäller inte {candidate.name} i dag.", f"{en}{candidate.name} is not, today.")


def _meets(profile: Profile, demand: Eligibility, candidate: Candidate) -> bool:
    rule = profile.rules[demand.rule]
    if rule.member_of is not None and rule.member_of not in candidate.roles:
        return False
    if rule.positions and not candidate.positions & set(rule.positions):
        return False
    if candidate.attested is None:
        return True
    if rule.competence_level is not None:
        return candidate.competence >= rule.competence_level
    return not rule.attested or rule.key in candidate.attested


def _taken(profile: Profile, pair: Incompatible, other: frozenset[str], candidate: Candidate) -> Text:
    taken = ", ".join(profile.role_name(key).sv for key in other)
    taken_en = ", ".join(profile.role_name(key).en for key in other)
    return Text(
        f"{candidate.name} är redan {taken}. {pair.reason.sv}",
        f"{candidate.name} already is {taken_en}. {pair.reason.en}",
    )
