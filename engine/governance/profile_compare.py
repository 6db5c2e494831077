"""What another edition, or another profile, changes for whom: role by role."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.governance.profile import Appointer, Cardinality, Mandate, Profile, Role
from forms.text import Text

# The rows of a mandate, and what it is called to stand in one.
RIGHTS: Final = {
    "decides": Text("beslutar", "decides"),
    "proposes": Text("föreslår", "proposes"),
    "consults": Text("rådfrågas", "is consulted"),
    "denied": Text("får aldrig besluta", "may never decide"),
}


@dataclass(frozen=True)
class Change:
    """One difference for a role. `what`: new, removed, gained, lost, appointed-by, cardinality, scope, superior, plays."""

    role: str
    what: str
    mandate: str | None
    text: Text


def compare(before: Profile, after: Profile) -> tuple[Change, ...]:
    """Return what changes from one profile to another, in order of role."""
    found: list[Change] = []
    for key in sorted({*before.roles, *after.roles}):
        old, new = before.roles.get(key), after.roles.get(key)
        if old is None and new is not None:
            found.append(_role(new, "new", "är ny", "is new"))
        elif old is not None and new is None:
            found.append(_role(old, "removed", "finns inte längre", "is no longer there"))
        elif old is not None and new is not None:
            found += _changed(old, new)
        name = after.role_name(key) if new else before.role_name(key)
        found += _rights(key, name, before, after)
    return tuple(found)


def _role(role: Role, what: str, sv: str, en: str) -> Change:
    return Change(role.key, what, None, Text(f"{role.name.sv} {sv}.", f"{role.name.en} {en}."))


def _changed(old: Role, new: Role) -> Iterator[Change]:
    facts = {
        "name": ("heter", "is called", old.name.sv, new.name.sv),
        "appointed-by": ("utses av", "is appointed by", _by(old.appointed_by), _by(new.appointed_by)),
        "cardinality": ("är till antalet", "are in number", _count(old.cardinality), _count(new.cardinality)),
        "scope": ("gäller", "is held for", old.scope, new.scope),
        "superior": ("har över sig", "has above", _above(old), _above(new)),
        "plays": ("är i modellerna", "is in the models", _list(old.plays), _list(new.plays)),
    }
    for what, (sv, en, was, now) in facts.items():
        if was != now:
            yield _role(new, what, f"{sv} {now} (förut {was})", f"{en} {now} (was {was})")


def _by(ways: tuple[Appointer, ...]) -> str:
    return _list([role + (f" ({one.table})" if one.table else "") for one in ways for role in one.roles])


def _count(cardinality: Cardinality) -> str:
    most = "*" if cardinality.most is None else str(cardinality.most)
    return str(cardinality.least) if most == str(cardinality.least) else f"{cardinality.least}..{most}"


def _above(role: Role) -> str:
    return f"{role.superior.role} ({role.superior.scope})" if role.superior else "-"


def _list(names: "list[str] | tuple[str, ...]") -> str:
    return ", ".join(names) or "-"


def _rights(role: str, name: Text, before: Profile, after: Profile) -> Iterator[Change]:
    """Yield each mandate in which the role comes to stand, or ceases to."""
    for key in sorted({*before.mandates, *after.mandates}):
        old, new = before.mandates.get(key), after.mandates.get(key)
        mandate = new or old
        if mandate is not None:
            for right, word in RIGHTS.items():
                had, has = _stands(old, right, role), _stands(new, right, role)
                if had != has:
                    yield _right(role, name, mandate, word, gained=has)


def _stands(mandate: Mandate | None, right: str, role: str) -> bool:
    return mandate is not None and role in getattr(mandate, right)


def _right(role: str, name: Text, mandate: Mandate, word: Text, *, gained: bool) -> Change:
    sv, en = ("nu", "now") if gained else ("inte längre", "no longer")
    text = Text(
        f"{name.sv} {word.sv} {sv}: {mandate.name.sv}.", f"{name.en} {en} {word.en}: {mandate.name.en}."
    )
    return Change(role, "gained" if gained else "lost", mandate.key, text)
