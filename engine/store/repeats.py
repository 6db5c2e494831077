"""Answers given under an Idempotency-Key, so that a repeated request gets the first answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from engine.errors import InvalidError
from engine.governance.actor import Actor
from engine.store.tables import repeat


def keep(
    connection: Connection, actor: Actor, key: str, fingerprint: bytes, result: dict[str, Any], at: datetime
) -> None:
    """Keep the answer; a second one under the same key breaks the primary key (ConflictError), and the transaction with it."""
    row = {"person_id": actor.person_id, "key": key, "fingerprint": fingerprint, "result": result, "at": at}
    connection.execute(insert(repeat).values(**row))


def find(connection: Connection, actor: Actor, key: str, fingerprint: bytes) -> dict[str, Any] | None:
    """Return the answer kept under the key, if any; the key with another request is refused."""
    row = connection.execute(
        select(repeat.c.fingerprint, repeat.c.result).where(
            repeat.c.person_id == actor.person_id, repeat.c.key == key
        )
    ).one_or_none()
    if row is None:
        return None
    if bytes(row.fingerprint) != fingerprint:
        raise InvalidError(
            "Samma Idempotency-Key har redan använts för något annat. Välj en ny nyckel.",
            "The same Idempotency-Key was used for something else. Choose a new key.",
        )
    found: dict[str, Any] = row.result
    return found
