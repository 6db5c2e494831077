"""Opens the installation that the settings describe: its database, embedded or one's own, and the engine on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine.door import Engine
from engine.errors import InvalidError
from engine.settings import Settings
from engine.store.embedded import Embedded
from engine.store.work import Database


@dataclass(frozen=True)
class Place:
    """Where the database is. `keep_up` starts it anew if it is ours and has died, and returns whether it had."""

    url: str
    keep_up: Callable[[], bool]


@contextmanager
def place(settings: Settings) -> Iterator[Place]:
    """Give the place of the database, with the embedded server up when there is no other."""
    if settings.database_url:
        yield Place(_with_driver(settings.database_url), lambda: False)
        return
    embedded = Embedded(settings.data_dir)
    embedded.start()
    try:
        yield Place(embedded.url(), embedded.keep_up)
    finally:
        embedded.stop()


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Give the engine on the installation's database."""
    with place(settings) as found:
        database = Database(found.url)
        try:
            yield Engine(database, demo=settings.demo, outgoing=settings.outgoing)
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
