"""Databases beside that of the running house, to fill with what is to be measured."""

from collections.abc import Iterator
from contextlib import contextmanager

import yaml
from sqlalchemy import make_url, text

from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS
from engine.store import schema
from engine.store.work import Database
from web.cli import data


@contextmanager
def another(engine: Engine, name: str) -> Iterator[Engine]:
    """Give an engine on a new database beside this one, with the same schema, a profile and an organisation."""
    admin = engine.database.engine.execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(engine.database.url).set(database=name)
    database = Database(url.render_as_string(hide_password=False))
    try:
        schema.upgrade(database)
        other = Engine(database)
        other.do(
            LoadOrganisation(yaml.safe_load(data.ORGANISATION.read_bytes()), data.PROFILE.read_bytes()), RALS
        )
        yield other
    finally:
        database.close()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
