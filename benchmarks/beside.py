"""Databases beside that of the running house, to fill with what is to be measured."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

import yaml
from sqlalchemy import make_url, text

from engine.commands.models.publish import PublishModel
from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from engine.store import schema
from engine.store.work import Database
from web.cli import data, models


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


def publish(engine: Engine, process: str) -> None:
    """Publish one of the product's processes for the organisation."""
    organisation = engine.ask(Organisations(), RALS)[0]
    engine.do(PublishModel(models.files_of(PRODUCT / "bpmn" / process), organisation.id), RALS)


def fill(engine: Engine, statements: Iterable[str], found: str, **sizes: int) -> UUID:
    """Run the statements in one transaction, each with the sizes that it names, and return the id that the last one finds."""
    with engine.database.transaction() as connection:
        for statement in statements:
            used = {name: value for name, value in sizes.items() if f":{name}" in statement}
            connection.execute(text(statement), used)
        return UUID(str(connection.execute(text(found)).scalar_one()))
