"""Keys of the demo's people, as they make them on their own page."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine import clock
from engine.commands.access.make_key import MakeKey
from engine.door import Engine
from engine.governance.actor import Identity


def person(engine: Engine, key: str) -> Identity:
    """Return who is logged in as this person."""
    with engine.database.snapshot() as connection:
        asked = text("SELECT id FROM person WHERE key = :key")
        found: UUID = connection.execute(asked, {"key": key}).scalar_one()
    return Identity(person_id=found)


def made(engine: Engine, who: str, *scopes: str, **more: Any) -> str:
    """Let a person make a key for a month, and return the token."""
    until = clock.day(engine.now()) + timedelta(days=30)
    return engine.do(MakeKey("Veckorapport", scopes, until, **more), person(engine, who))


def headers(engine: Engine, who: str, *scopes: str, **more: Any) -> dict[str, str]:
    """Return what a program sends with such a key."""
    return {"Authorization": f"Bearer {made(engine, who, *scopes, **more)}"}
