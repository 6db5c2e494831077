"""Documents with their versions and links. What a version holds is kept by its hash and never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, text, update

from engine.store import rows
from engine.store.tables import case, document, document_link, document_version, person, process_node, unit

# What everybody in the organisation reads; a secret document only those who need it.
PUBLISHED: Final = ("gallande", "ersatt", "upphavd", "utgangen")
# Not yet published: a document has one such version at a time.
COMING: Final = ("utkast", "under_granskning", "for_godkannande", "godkand")

_NUMBERING = text("SELECT pg_advisory_xact_lock(hashtextextended('document' || :organisation, 0))")


@dataclass(frozen=True)
class Version:
    """A version with what a command needs to know of its document."""

    id: UUID
    document_id: UUID
    number: int
    state: str
    revision: int
    metadata: Mapping[str, Any]
    text: str
    content_kind: str
    hash: str
    change: str | None
    valid_from: date | None
    valid_to: date | None
    created_by: UUID | None
    case_id: UUID | None
    saved_at: datetime
    saved_by: str | None
    document_number: str
    kind: str
    title: str
    model_key: str | None
    responsible_id: UUID | None
    secrecy: str | None


_VERSION: Final = (
    *(document_version.c[name] for name in ("id", "document_id", "number", "state", "revision", "metadata")),
    *(
        document_version.c[name]
        for name in ("text", "content_kind", "hash", "change", "valid_from", "valid_to")
    ),
    *(document_version.c[name] for name in ("created_by", "case_id", "saved_at")),
    person.c.name.label("saved_by"),
    document.c.number.label("document_number"),
    *(document.c[name] for name in ("kind", "title", "model_key", "responsible_id", "secrecy")),
)
_JOINED = document_version.join(document, document.c.id == document_version.c.document_id).outerjoin(
    person, person.c.id == document_version.c.saved_by
)


def take_serial(connection: Connection, organisation_id: UUID) -> int:
    """Return the next running number of the organisation's documents; the others wait until this transaction has ended."""
    connection.execute(_NUMBERING, {"organisation": str(organisation_id)})
    last = select(func.coalesce(func.max(document.c.serial), 0)).where(
        document.c.organisation_id == organisation_id
    )
    return int(connection.execute(last).scalar_one()) + 1


def number_taken(connection: Connection, organisation_id: UUID, number: str) -> bool:
    """Return whether a document has the number, also one that the reader may not see."""
    asked = select(document.c.id).where(
        document.c.organisation_id == organisation_id, document.c.number == number
    )
    return connection.execute(asked).first() is not None


def create(connection: Connection, row: Mapping[str, Any]) -> None:
    """Insert a document: the columns of the table, with the id that the caller has made."""
    connection.execute(insert(document).values(**row))


def change(connection: Connection, document_id: UUID, values: Mapping[str, Any]) -> None:
    """Give a document new values: title, unit, responsible, secrecy."""
    connection.execute(update(document).where(document.c.id == document_id).values(**values))


def of_model(connection: Connection, organisation_id: UUID, key: str) -> UUID | None:
    """Return the document whose versions are those of a model, if there is one."""
    found: UUID | None = connection.execute(
        select(document.c.id).where(
            document.c.organisation_id == organisation_id, document.c.model_key == key
        )
    ).scalar_one_or_none()
    return found


def hold(connection: Connection, document_id: UUID) -> bool:
    """Hold a document until the transaction has ended; return whether there is one."""
    asked = select(document.c.id).where(document.c.id == document_id).with_for_update()
    return connection.execute(asked).first() is not None


def add_version(connection: Connection, row: Mapping[str, Any]) -> int:
    """Insert the next version of a document that is held, as a draft, and return its number."""
    number: int = connection.execute(
        select(func.coalesce(func.max(document_version.c.number), 0) + 1).where(
            document_version.c.document_id == row["document_id"]
        )
    ).scalar_one()
    connection.execute(insert(document_version).values(number=number, state="utkast", **row))
    return number


def version(connection: Connection, version_id: UUID, *, held: bool = False) -> Version | None:
    """Return a version; with `held` nobody else changes it until the transaction has ended."""
    asked = select(*_VERSION).select_from(_JOINED).where(document_version.c.id == version_id)
    row = connection.execute(asked.with_for_update(of=document_version) if held else asked).one_or_none()
    return None if row is None else Version(*row)


def versions(connection: Connection, document_id: UUID) -> tuple[Version, ...]:
    """Return every version of a document, the latest first."""
    asked = select(*_VERSION).select_from(_JOINED).where(document.c.id == document_id)
    return tuple(
        Version(*row) for row in connection.execute(asked.order_by(document_version.c.number.desc()))
    )


def save(connection: Connection, version_id: UUID, values: Mapping[str, Any]) -> int:
    """Give a version that is held new values; return its revision, which is one more."""
    changed = (
        update(document_version)
        .where(document_version.c.id == version_id)
        .values(revision=document_version.c.revision + 1, **values)
        .returning(document_version.c.revision)
    )
    return int(connection.execute(changed).scalar_one())


def change_version(connection: Connection, version_id: UUID, values: Mapping[str, Any]) -> None:
    """Give a version values that are no change of what it says: state, case, decision, days of its life."""
    connection.execute(update(document_version).where(document_version.c.id == version_id).values(**values))


def running_case(connection: Connection, version_id: UUID) -> str | None:
    """Return the number of the case that a version is in, while that case runs."""
    asked = (
        select(case.c.number)
        .join(document_version, document_version.c.case_id == case.c.id)
        .where(document_version.c.id == version_id, case.c.state == "running")
    )
    found: str | None = connection.execute(asked).scalar_one_or_none()
    return found


def links(connection: Connection, document_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return the processes that a document is about, each with an element of its diagram, or with nothing."""
    asked = select(document_link.c.process_id, document_link.c.element).where(
        document_link.c.document_id == document_id
    )
    return tuple((row.process_id, row.element) for row in connection.execute(asked))


def link(connection: Connection, document_id: UUID, wanted: Iterable[tuple[UUID, str]]) -> None:
    """Let a document be about these processes and elements, and no others."""
    connection.execute(delete(document_link).where(document_link.c.document_id == document_id))
    new = [
        {"document_id": document_id, "process_id": process_id, "element": element}
        for process_id, element in dict.fromkeys(wanted)
    ]
    rows.add(connection, document_link, new)


def people(
    connection: Connection, organisation_id: UUID, ids: Iterable[UUID]
) -> dict[UUID, dict[str, str | None]]:
    """Return people of the organisation as metadata keeps them: with the name, the title and the user id of today, if there is one."""
    asked = select(person.c.id, person.c.user_id, person.c.name, person.c.title).where(
        person.c.organisation_id == organisation_id, person.c.id.in_(list(ids))
    )
    return {
        row.id: {"id": str(row.id), "user_id": row.user_id, "name": row.name, "title": row.title}
        for row in connection.execute(asked)
    }


def units(connection: Connection, organisation_id: UUID, ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Return units of the organisation as metadata keeps them."""
    asked = select(unit.c.id, unit.c.name).where(
        unit.c.organisation_id == organisation_id, unit.c.id.in_(list(ids))
    )
    return {row.id: {"id": str(row.id), "name": row.name} for row in connection.execute(asked)}


def processes(connection: Connection, organisation_id: UUID, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the ids that are processes of the organisation."""
    asked = select(process_node.c.id).where(
        process_node.c.organisation_id == organisation_id, process_node.c.id.in_(list(ids))
    )
    return set(connection.execute(asked).scalars())
