"""The governing texts that the statements stand in, with their annexes, related texts and whom they concern."""

from dataclasses import dataclass

from engine.desk import View
from engine.governance.governing_texts import GoverningText, Relation
from engine.governance.permissions import Permission, require
from engine.governance.profile import Profile
from engine.library import PRODUCT, product_profile, statements
from forms.text import Text


@dataclass(frozen=True)
class Concerned:
    """A role that a text concerns, and the page that shows it."""

    role: str
    name: Text
    address: str


@dataclass(frozen=True)
class RelatedRow:
    """What a governing text stands in relation to, with the statements that say so."""

    kind: str
    label: Text
    name: Text
    roles: tuple[Concerned, ...]
    krav: tuple[str, ...]


@dataclass(frozen=True)
class TextRow:
    """A governing text; `profile` is the profile that builds on it."""

    key: str
    name: Text
    profile: str
    relations: tuple[RelatedRow, ...]


@dataclass(frozen=True)
class GoverningTexts:
    """Which texts are there, those of the reader's own profile as that profile tells of them?"""

    def run(self, view: View) -> tuple[TextRow, ...]:
        """Return the texts in the order of the catalogue, then those that only the own profile has."""
        require(view.actor, Permission.MODEL_READ)
        own = {one.key: _row(view.profile, one, "") for one in view.profile.texts}
        order = dict.fromkeys(one.document for one in statements().values())
        found = {**order, **_product(), **own}
        return tuple(row for row in found.values() if row)


def _product() -> dict[str, TextRow]:
    """Return the texts of the product's profiles by key."""
    files = sorted((PRODUCT / "bpmn" / "profiles").glob("*.yaml"))
    profiles = [product_profile(one.stem) for one in files]
    return {text.key: _row(one, text, f"?profil={one.key}") for one in profiles for text in one.texts}


def _row(profile: Profile, text: GoverningText, query: str) -> TextRow:
    related = tuple(_related(profile, one, query) for one in text.relations)
    return TextRow(text.key, text.name, profile.key, related)


def _related(profile: Profile, one: Relation, query: str) -> RelatedRow:
    roles = (Concerned(key, profile.role_name(key), f"/roller/{key}{query}") for key in one.roles)
    return RelatedRow(one.kind, one.label, one.name, tuple(roles), one.krav)
