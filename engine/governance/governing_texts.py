"""The texts that a profile builds on, and what each of them stands in relation to: annexes, related texts, readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from forms.text import Text

# What something is to the text. What the text only names is named, without a link.
RELATIONS: Final[Mapping[str, Text]] = {
    "fortydligar": Text("Förtydligar", "Clarifies"),
    "stod_for": Text("Stöd för", "Supports"),
    "del_av": Text("Del av", "Part of"),
    "forlaga": Text("Förlaga", "Modelled on"),
    "bilaga": Text("Bilaga", "Annex"),
    "relaterat": Text("Relaterat dokument", "Related document"),
    "stod": Text("Till stöd", "To help"),
}


@dataclass(frozen=True)
class Relation:
    """Something that a governing text stands in relation to. `kind` is one of RELATIONS, `roles` whom it concerns."""

    kind: str
    name: Text
    roles: tuple[str, ...]
    krav: tuple[str, ...]

    @property
    def label(self) -> Text:
        """What it is to the text."""
        return RELATIONS[self.kind]


@dataclass(frozen=True)
class GoverningText:
    """A text that statements stand in. `key` is what their ids begin with, e.g. VGR."""

    key: str
    name: Text
    relations: tuple[Relation, ...]


def governing_text(raw: Mapping[str, Any]) -> GoverningText:
    """Return a text from an entry of `source` in a profile."""
    return GoverningText(
        raw["document"],
        Text(raw["name"]["sv"], raw["name"]["en"]),
        tuple(_relation(one) for one in raw.get("relations", ())),
    )


def _relation(raw: Mapping[str, Any]) -> Relation:
    name = Text(raw["sv"], raw["en"])
    return Relation(raw["kind"], name, tuple(raw.get("roles", ())), tuple(raw.get("krav", ())))
