"""What gunicorn runs: one engine in each process, on the database of the settings."""

from flask import Flask

from engine import settings, watch
from engine.door import Engine
from engine.errors import InvalidError
from engine.store.work import Database
from web.app import create_app


def make() -> Flask:
    """Return the application. `rals serve` sets RALS_DATABASE_URL also for the embedded database."""
    watch.show()
    read = settings.read()
    if read.database_url is None:
        raise InvalidError(
            "RALS_DATABASE_URL saknas. Starta med rals serve.",
            "RALS_DATABASE_URL is missing. Start with rals serve.",
        )
    engine = Engine(Database(read.database_url), demo=read.demo, outgoing=read.outgoing)
    return create_app(engine, read)
