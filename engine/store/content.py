"""Published content: files named by the hash of the whole, and the versions of models that point to it."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store.tables import content, model_version, organisation


def keep(connection: Connection, named: str, files: Mapping[str, bytes]) -> None:
    """Store the files under the hash of their content, if they are not there already."""
    rows = [{"hash": named, "name": name, "data": data} for name, data in files.items()]
    connection.execute(upsert(content).values(rows).on_conflict_do_nothing())


def files_of(connection: Connection, named: str) -> dict[str, bytes]:
    """Return the files stored under a hash."""
    rows = connection.execute(select(content.c.name, content.c.data).where(content.c.hash == named))
    return {row.name: row.data for row in rows}


def publish(connection: Connection, row: dict[str, object]) -> int:
    """Make the next version of a model the one in force for new cases, and return its number."""
    number = connection.execute(
        select(func.coalesce(func.max(model_version.c.number), 0) + 1).where(
            model_version.c.organisation_id == row["organisation_id"], model_version.c.key == row["key"]
        )
    ).scalar_one()
    connection.execute(insert(model_version).values(id=uuid4(), number=number, **row))
    return int(number)


def in_force(connection: Connection, organisation_id: UUID, key: str) -> str | None:
    """Return the content hash of the version that new cases of this process run on."""
    return connection.execute(
        select(model_version.c.hash)
        .where(model_version.c.organisation_id == organisation_id, model_version.c.key == key)
        .order_by(model_version.c.number.desc())
        .limit(1)
    ).scalar_one_or_none()


def versions(connection: Connection, organisation_id: UUID, key: str) -> dict[int, tuple[UUID, str]]:
    """Return the versions of a process by number: id and content hash."""
    ours = (model_version.c.organisation_id == organisation_id, model_version.c.key == key)
    rows = connection.execute(
        select(model_version.c.number, model_version.c.id, model_version.c.hash).where(*ours)
    )
    return {row.number: (row.id, row.hash) for row in rows}


def governing(connection: Connection, organisation_id: UUID) -> tuple[str, str | None]:
    """Return the hashes of the profile that governs an organisation and of its calendar, if it has one of its own."""
    row = connection.execute(
        select(organisation.c.profile_hash, organisation.c.calendar_hash).where(
            organisation.c.id == organisation_id
        )
    ).one()
    return row.profile_hash, row.calendar_hash


def profile_of(connection: Connection, organisation_id: UUID) -> str:
    """Return the hash of the profile that governs an organisation."""
    named: str = connection.execute(
        select(organisation.c.profile_hash).where(organisation.c.id == organisation_id)
    ).scalar_one()
    return named
