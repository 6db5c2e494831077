"""One role on one card: what it answers for, who appoints to it, what is demanded, what it may decide and never decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.governance.process_kinds import kinds
from engine.governance.profile import Forum, Mandate, Profile, Role, Said
from engine.library import product_profile
from forms.text import Text


@dataclass(frozen=True)
class Line:
    """Something that is said of a role, and the statements that say so (none: practice)."""

    text: Text
    krav: tuple[str, ...]


@dataclass(frozen=True)
class RoleCard:
    """A role of a profile. `level` is S, T, O or P; `most` None for any number in each scope."""

    key: str
    name: Text
    profile: str
    profile_name: Text
    kind: str
    level: tuple[str, ...]
    scope: Text
    least: int
    most: int | None
    superior: Text | None
    aliases: tuple[Line, ...]
    responsibilities: tuple[Line, ...]
    leads: tuple[Line, ...]
    appointed_by: tuple[Line, ...]
    demands: tuple[Line, ...]
    decides: tuple[Line, ...]
    proposes: tuple[Line, ...]
    consulted: tuple[Line, ...]
    denied: tuple[Line, ...]
    pairs: tuple[Line, ...]
    forums: tuple[Line, ...]
    texts: tuple[Line, ...]


@dataclass(frozen=True)
class RoleByKey:
    """A role of the reader's profile, or of another profile of the product. Raises NotFoundError."""

    key: str
    profile: str | None = None

    def run(self, view: View) -> RoleCard:
        """Return the role's card."""
        require(view.actor, Permission.MODEL_READ)
        return card(product_profile(self.profile) if self.profile else view.profile, self.key)


def card(profile: Profile, key: str) -> RoleCard:
    """Return the card of a role in a profile; raises NotFoundError."""
    role = _known(profile, key)
    held = profile.mandates.values()
    return RoleCard(
        key=role.key,
        name=role.name,
        profile=profile.key,
        profile_name=profile.name,
        kind=role.kind,
        level=role.level,
        scope=profile.words.get(role.scope, Text(role.scope, role.scope)),
        least=role.cardinality.least,
        most=role.cardinality.most,
        superior=profile.role_name(role.superior.role) if role.superior else None,
        aliases=tuple(Line(Text(one, one), role.aliases_krav) for one in role.aliases),
        responsibilities=tuple(Line(one.text, one.krav) for one in role.responsibilities),
        leads=_leads(profile, role.key),
        appointed_by=_appointers(profile, role),
        demands=tuple(Line(profile.rules[one.rule].name, one.krav) for one in role.eligibility),
        decides=_lines(one for one in held if role.key in one.decides),
        proposes=_lines(one for one in held if role.key in one.proposes),
        consulted=_lines(one for one in held if role.key in one.consults),
        denied=tuple(Line(one.name, one.denied_krav) for one in held if role.key in one.denied),
        pairs=tuple(Line(one.reason, one.krav) for one in profile.incompatible if role.key in one.roles),
        forums=_forums(profile, role.key),
        texts=_texts(profile, role.key),
    )


def _known(profile: Profile, key: str) -> Role:
    role = profile.role_for(key)
    if role is None:
        raise NotFoundError(
            f"Rollen {key} finns inte i profilen {profile.name.sv}.",
            f"There is no role {key} in the profile {profile.name.en}.",
        )
    return role


def _leads(profile: Profile, role: str) -> tuple[Line, ...]:
    return tuple(Line(kind.described, kind.krav) for kind in kinds(profile).values() if kind.role == role)


def _appointers(profile: Profile, role: Role) -> tuple[Line, ...]:
    return tuple(
        Line(
            Text(
                " eller ".join(profile.role_name(key).sv for key in one.roles),
                " or ".join(profile.role_name(key).en for key in one.roles),
            ),
            one.krav,
        )
        for one in role.appointed_by
    )


def _lines(mandates: Iterable[Mandate]) -> tuple[Line, ...]:
    return tuple(Line(one.name, one.krav) for one in mandates)


def _forums(profile: Profile, key: str) -> tuple[Line, ...]:
    """Return the forums that the role calls, leads, is in or supports, each with who does what there and what for."""
    return tuple(
        Line(_forum(profile, one), (*one.krav, *(krav for said in _said(one) for krav in said[1].krav)))
        for one in profile.forums.values()
        if key in (one.key, one.convener, one.chair, *one.members, *one.support)
    )


def _texts(profile: Profile, role: str) -> tuple[Line, ...]:
    """Return what the governing texts have for the role: annexes and the like, each with the text that names it."""
    return tuple(
        Line(
            Text(
                f"{one.label.sv}: {one.name.sv} ({text.name.sv})",
                f"{one.label.en}: {one.name.en} ({text.name.en})",
            ),
            one.krav,
        )
        for text in profile.texts
        for one in text.relations
        if role in one.roles
    )


def _said(forum: Forum) -> list[tuple[Text, Said]]:
    heads = (
        (Text("Syfte", "Purpose"), forum.purpose),
        (Text("Resultatet används till", "Its result is used for"), forum.result),
    )
    return [(head, said) for head, said in heads if said is not None]


def _forum(profile: Profile, forum: Forum) -> Text:
    called = profile.role_name(forum.convener)
    sv = f"{forum.name.sv}: {called.sv} sammankallar"
    en = f"{forum.name.en}: convened by {called.en}"
    if forum.chair:
        chair = profile.role_name(forum.chair)
        sv, en = f"{sv}, {chair.sv} leder", f"{en}, led by {chair.en}"
    if forum.min_per_year:
        sv, en = (
            f"{sv}, minst {forum.min_per_year} gånger om året",
            f"{en}, at least {forum.min_per_year} times a year",
        )
    parts = [(Text("Med", "With"), _named(profile, forum.members))]
    if forum.support:
        parts.append((Text("Stöd", "Support"), _named(profile, forum.support)))
    parts += [(head, said.text) for head, said in _said(forum)]
    return Text(
        " ".join((f"{sv}.", *(f"{head.sv}: {said.sv}." for head, said in parts))),
        " ".join((f"{en}.", *(f"{head.en}: {said.en}." for head, said in parts))),
    )


def _named(profile: Profile, roles: Iterable[str]) -> Text:
    names = [profile.role_name(one) for one in roles]
    return Text(", ".join(one.sv for one in names), ", ".join(one.en for one in names))
