"""The frozen rows that questions about documents return."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from forms.text import Text


@dataclass(frozen=True)
class Named:
    """Something that a document refers to."""

    id: UUID
    name: str


@dataclass(frozen=True)
class LinkRow:
    """A process that a document is about, and where one is named an element of its diagram."""

    process_id: UUID
    process: str
    code: str
    element: str
    element_name: Text | None


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list, with the version that the reader meets: the one in force, else the latest."""

    id: UUID
    number: str
    kind: str
    kind_name: Text
    title: str
    secret: bool
    responsible: str | None
    version_id: UUID
    version: int
    state: str
    valid_from: date | None
    valid_to: date | None
    # Its last day has passed, or comes within the time that the profile reminds of it.
    expired: bool
    expires_soon: bool
    processes: tuple[Named, ...]
    applies_to: tuple[str, ...]
    saved_at: datetime


@dataclass(frozen=True)
class Approval:
    """By whom a version was approved, and by which decision of which case."""

    person: str | None
    at: datetime | None
    case_id: UUID | None
    case_number: str | None
    decision: int | None


@dataclass(frozen=True)
class VersionRow:
    """A version in the list of a document's versions."""

    id: UUID
    number: int
    state: str
    title: str
    change: str | None
    content_kind: str
    hash: str
    valid_from: date | None
    valid_to: date | None
    revision: int
    created_by: str | None
    created_at: datetime
    saved_by: str | None
    saved_at: datetime
    approval: Approval
    published_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class FactValue:
    """One value of a piece of metadata; `kind` is text, date, person, unit, document, process, and `id` whose page it is."""

    text: str
    kind: str = "text"
    id: str | None = None


@dataclass(frozen=True)
class Fact:
    """A piece of metadata with its name."""

    key: str
    name: Text
    values: tuple[FactValue, ...]


@dataclass(frozen=True)
class DocumentWhole:
    """A document with its links and the versions that the reader may read, the latest first."""

    id: UUID
    number: str
    kind: str
    kind_name: Text
    title: str
    model_key: str | None
    secret: bool
    responsible_id: UUID | None
    responsible: str | None
    links: tuple[LinkRow, ...]
    versions: tuple[VersionRow, ...]
    # The version in force, if there is one; and the one on its way that the reader may read.
    in_force: VersionRow | None
    coming: VersionRow | None
    writes: bool


@dataclass(frozen=True)
class FileRow:
    """A file of a version."""

    name: str
    size: int


@dataclass(frozen=True)
class Readers:
    """How many were asked to read a version and have; whether and when the reader of this has."""

    asked: int
    read: int
    mine_asked: bool
    mine_read_at: datetime | None


@dataclass(frozen=True)
class VersionWhole:
    """A version with its metadata, content and readers. `given` is the metadata as a form gives it."""

    document: DocumentWhole
    version: VersionRow
    facts: tuple[Fact, ...]
    given: dict[str, object]
    text: str
    files: tuple[FileRow, ...]
    readers: Readers
    # May the reader change it now, see who has read it, and take it back from its approval?
    editable: bool
    sees_readers: bool
    withdrawable: bool
