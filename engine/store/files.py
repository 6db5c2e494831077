"""Files: kept once, in the database or in the bucket, and attached to the case that they are handed in with."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from engine.errors import DamagedError
from engine.governance.actor import Actor
from engine.outgoing import bucket as storage
from engine.settings import Bucket
from engine.store.tables import file


@dataclass(frozen=True)
class Upload:
    """What somebody sent: its name, its media type as it was said, its content."""

    name: str
    kind: str
    data: bytes = field(repr=False)


def keep(connection: Connection, actor: Actor, sent: Upload, bucket: Bucket | None, at: datetime) -> UUID:
    """Store a file and return its id. With a bucket its content lies there first, under its hash.

    So a transaction that comes to nothing leaves only content that nobody points to, and a new try writes the same.
    """
    file_id, digest = uuid4(), hashlib.sha256(sent.data)
    if bucket is not None:
        storage.put(bucket, digest.hexdigest(), sent.data)
    connection.execute(
        insert(file).values(
            id=file_id,
            organisation_id=actor.organisation_id,
            name=sent.name,
            kind=sent.kind,
            size=len(sent.data),
            sha256=digest.digest(),
            data=b"" if bucket else sent.data,
            uploaded_by=actor.person_id,
            uploaded_at=at,
        )
    )
    return file_id


def content(row: Row[Any], bucket: Bucket | None) -> bytes:
    """Return the content of a row, from where it lies; raise DamagedError when it is not what was stored."""
    data = bytes(row.data) or _from(bucket, row.sha256.hex())
    if hashlib.sha256(data).digest() != row.sha256:
        raise DamagedError(
            "Filens innehåll är inte det som sparades, så den lämnas inte ut. Säg till den som driver Räls.",
            "The content of the file is not what was stored, so it is not given out. Tell those who run Räls.",
        )
    return data


def _from(bucket: Bucket | None, named: str) -> bytes:
    found = storage.get(bucket, named) if bucket else None
    if found is None:
        raise DamagedError(
            "Filens innehåll saknas i fillagret. Säg till den som driver Räls.",
            "The content of the file is missing from the file storage. Tell those who run Räls.",
        )
    return found


def move_next(connection: Connection, bucket: Bucket, after: UUID | None, *, out: bool) -> UUID | None:
    """Move the content of the next file, by id, to the bucket or back from it; return its id, None after the last."""
    inside = func.octet_length(file.c.data) > 0
    wanted = select(file).where(inside if out else ~inside).order_by(file.c.id).limit(1)
    later = wanted if after is None else wanted.where(file.c.id > after)
    row = connection.execute(later.with_for_update()).one_or_none()
    if row is None:
        return None
    data = content(row, bucket)
    if out:
        storage.put(bucket, row.sha256.hex(), data)
    connection.execute(update(file).where(file.c.id == row.id).values(data=b"" if out else data))
    moved: UUID = row.id
    return moved


def hand(connection: Connection, wanted: Collection[UUID], giver: UUID, taker: UUID) -> None:
    """Make those of a person's uploads that belong to no case yet another's."""
    loose = (file.c.id.in_(wanted), file.c.uploaded_by == giver, file.c.case_id.is_(None))
    connection.execute(update(file).where(*loose).values(uploaded_by=taker))


def attach(
    connection: Connection, wanted: Collection[UUID], person_id: UUID, case_id: UUID
) -> dict[UUID, tuple[str, int, str]]:
    """Attach the person's own uploads to the case; return (name, size, kind) of those that now belong to it."""
    mine = (file.c.uploaded_by == person_id) & file.c.case_id.is_(None)
    attached = (
        update(file)
        .where(file.c.id.in_(wanted), or_(mine, file.c.case_id == case_id))
        .values(case_id=case_id)
        .returning(file.c.id, file.c.name, file.c.size, file.c.kind)
    )
    return {row.id: (row.name, row.size, row.kind) for row in connection.execute(attached)}
