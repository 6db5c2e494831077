"""Read receipts: that somebody has read a version of a document."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func
from sqlalchemy.dialects.postgresql import insert

from engine.store.tables import read_receipt


def read(connection: Connection, version_id: UUID, person_id: UUID, at: datetime) -> datetime:
    """Keep that a person has read a version, asked or not, and return when: the first time stays."""
    wanted = insert(read_receipt).values(version_id=version_id, person_id=person_id, asked_at=at, read_at=at)
    kept = wanted.on_conflict_do_update(
        index_elements=[read_receipt.c.version_id, read_receipt.c.person_id],
        set_={"read_at": func.coalesce(read_receipt.c.read_at, wanted.excluded.read_at)},
    ).returning(read_receipt.c.read_at)
    found: datetime = connection.execute(kept).scalar_one()
    return found
