"""What a version of a document is given, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

TEXT_FILE: Final = "text.md"

Links = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Content:
    """What a version holds: its kind (text, file, diagram, model, form or profile), its files, and what search looks in."""

    kind: str
    files: Mapping[str, bytes] = field(repr=False)
    text: str = ""

    @classmethod
    def of_text(cls, written: str) -> "Content":
        """Return the content of a document that is written here."""
        return cls("text", {TEXT_FILE: written.encode()} if written else {}, written)


@dataclass(frozen=True)
class Draft:
    """What somebody writes: metadata by key (ids of people and units, days), content, what has changed, what it is about.

    What is None stays as it is; metadata is replaced whole. `links` are processes, each with an element or "".
    """

    given: Mapping[str, Any] | None = None
    content: Content | None = None
    change: str | None = None
    links: Links | None = None


@dataclass(frozen=True)
class Made:
    """A document with its first version, or a new version of it."""

    document_id: UUID
    version_id: UUID
    number: str
    version: int
