"""Files: kept once, and attached to the case that they are handed in with."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, or_, update

from engine.governance.actor import Actor
from engine.store.tables import file


def keep(connection: Connection, actor: Actor, name: str, kind: str, data: bytes, at: datetime) -> UUID:
    """Store a file and return its id."""
    file_id = uuid4()
    connection.execute(
        insert(file).values(
            id=file_id,
            organisation_id=actor.organisation_id,
            name=name,
            kind=kind,
            size=len(data),
            sha256=hashlib.sha256(data).digest(),
            data=data,
            uploaded_by=actor.person_id,
            uploaded_at=at,
        )
    )
    return file_id


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
