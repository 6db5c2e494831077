"""Opens the installation that the settings describe: its database, embedded or one's own, and the engine on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.door import Engine
from engine.errors import InvalidError
from engine.settings import Settings
from engine.store.embedded import Embedded
from engine.store.work import Database


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """Give the address of the database, and keep the embedded server up for as long as it is needed."""
    if settings.database_url:
        yield _with_driver(settings.database_url)
        return
    embedded = Embedded(settings.data_dir)
    embedded.start()
    try:
        yield embedded.url()
    finally:
        embedded.stop()


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Give the engine on the installation's database."""
    with database_url(settings) as url:
        database = Database(url)
        try:
            yield Engine(database, demo=settings.demo)
        finally:
            database.close()


def _with_driver(url: str) -> str:
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    raise InvalidError(
        "RALS_DATABASE_URL ska börja med postgresql://, till exempel postgresql://rals@db/rals.",
        "RALS_DATABASE_URL must begin with postgresql://, for example postgresql://rals@db/rals.",
    )
