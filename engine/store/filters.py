"""Filters of the inbox that are kept under a name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from engine.store.tables import saved_filter


def save(connection: Connection, row: Mapping[str, Any]) -> UUID:
    """Keep a filter, in place of the person's own of the same name, and return its id."""
    changed = {name: row[name] for name in ("query", "shared_with", "saved_at")}
    kept = (
        insert(saved_filter)
        .values(**row)
        .on_conflict_do_update(index_elements=["person_id", "name"], set_=changed)
        .returning(saved_filter.c.id)
    )
    found: UUID = connection.execute(kept).scalar_one()
    return found


def count(connection: Connection, person_id: UUID) -> int:
    """Return how many a person has."""
    mine = select(func.count()).where(saved_filter.c.person_id == person_id)
    return int(connection.execute(mine).scalar_one())


def remove(connection: Connection, filter_id: UUID, person_id: UUID) -> bool:
    """Remove a person's own filter; False when there is none."""
    gone = delete(saved_filter).where(saved_filter.c.id == filter_id, saved_filter.c.person_id == person_id)
    return connection.execute(gone).rowcount == 1
