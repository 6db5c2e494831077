"""The kinds of documents that a profile has: their metadata, how they are numbered, how long they are valid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import feel
from engine.governance.document_fields import FIELDS, TITLE, Field
from engine.governance.profile import Profile
from engine.governance.profile_source import Fault
from forms.text import Text

# Where a profile says nothing of numbers.
NUMBER: Final = "DOK-{year}-{serial}"
# Those that people draw in the modeller.
MODEL: Final = "processmodell"
DIAGRAM: Final = "processdiagram"


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. `required` are keys among the fields; the title stands first and is always required."""

    key: str
    name: Text
    fields: tuple[Field, ...]
    required: frozenset[str]
    # A pattern for the numbers, and what Räls makes them of: {year} and {serial}.
    id_pattern: str | None
    number: str
    valid_for: str | None
    valid_at_most: str | None
    mandate: str | None
    krav: tuple[str, ...]

    @property
    def typed(self) -> tuple[Field, ...]:
        """The fields that somebody fills in."""
        return tuple(one for one in self.fields if one.shape != "auto")

    def numbered(self, year: int, serial: int) -> str:
        """Return the number of the document with this serial."""
        return self.number.replace("{year}", str(year)).replace("{serial}", f"{serial:03d}")

    def fits(self, number: str) -> bool:
        """Whether a number that somebody gives is one of this kind."""
        return self.id_pattern is None or re.fullmatch(self.id_pattern, number) is not None

    def until(self, start: date) -> date | None:
        """Return the last day of what is valid from a day, as long as the profile says; None: until further notice."""
        return _after(start, self.valid_for)

    def at_most(self, start: date) -> date | None:
        """Return the last day that the profile allows; None: no limit."""
        return _after(start, self.valid_at_most)


def kinds(profile: Profile) -> Mapping[str, DocumentKind]:
    """Return the profile's kinds of documents by key."""
    return {key: _kind(key, raw) for key, raw in profile.documents.items()}


def _kind(key: str, raw: Mapping[str, Any]) -> DocumentKind:
    named = [TITLE, *(one for one in (*raw["required"], *raw.get("optional", ())) if one != TITLE)]
    own = raw.get("metadata", {})
    return DocumentKind(
        key=key,
        name=Text(raw["name"]["sv"], raw["name"]["en"]),
        fields=tuple(_field(one, own.get(one)) for one in dict.fromkeys(named)),
        required=frozenset({TITLE, *raw["required"]}),
        id_pattern=raw.get("id_pattern"),
        number=raw.get("number", NUMBER),
        valid_for=raw.get("valid_for"),
        valid_at_most=raw.get("valid_at_most"),
        mandate=raw.get("mandate"),
        krav=tuple(raw.get("krav", ())),
    )


def _field(key: str, own: Mapping[str, Any] | None) -> Field:
    if own is not None:
        return Field(key, Text(own["sv"], own["en"]), own.get("shape", "text"))
    return FIELDS.get(key) or Field(key, Text(key, key))


def faults(profile: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the documents of a profile: metadata without a name, numbers against their pattern."""
    for key, raw in profile.get("documents", {}).items():
        for name in (*raw["required"], *raw.get("optional", ())):
            if name not in FIELDS and name not in raw.get("metadata", {}):
                yield Fault.of(
                    ("documents", key),
                    f"Uppgiften {name} är okänd. Ge den ett namn under metadata.",
                    f"The metadata {name} is unknown. Give it a name under metadata.",
                )
        kind = _kind(key, raw)
        if kind.id_pattern and not kind.fits(kind.numbered(2026, 1)):
            yield Fault.of(
                ("documents", key, "number"),
                f"Numret {kind.numbered(2026, 1)} stämmer inte med id_pattern.",
                f"The number {kind.numbered(2026, 1)} does not fit id_pattern.",
            )


def _after(start: date, duration: str | None) -> date | None:
    return None if duration is None else feel.add(start, feel.parse_duration(duration))
