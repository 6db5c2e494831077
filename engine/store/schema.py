"""Brings a database to the schema of this release (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from engine.store import wall
from engine.store.work import Database


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> str:
    """Run the migrations that are missing, all or none, and return the revision reached."""
    with database.transaction() as connection:
        command.upgrade(_config(connection), "head")
        wall.build(connection)
    return newest()


def newest() -> str:
    """Return the revision that this release needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError("There are no migrations in the package.")
    return head


def current(connection: Connection) -> str | None:
    """Return the revision that the database has, None if it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def is_current(connection: Connection) -> bool:
    """Whether the database has the schema that this release needs."""
    return current(connection) == newest()
