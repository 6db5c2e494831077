"""The PostgreSQL of a test run."""

from itertools import count

from sqlalchemy import make_url, text

from engine.store.embedded import Embedded
from engine.store.work import Database

_numbers = count()


class Server:
    """The PostgreSQL of a test run, with one template for each kind of database."""

    def __init__(self, embedded: Embedded) -> None:
        self.embedded = embedded
        self.admin = Database(embedded.url("postgres"), pool=1)

    def execute(self, statement: str) -> None:
        """Run a statement that cannot stand in a transaction."""
        with self.admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))

    def copy(self, template: str) -> str:
        """Return the address of a fresh copy of a template."""
        name = f"test_{next(_numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.embedded.url(name)

    def drop(self, url: str) -> None:
        """Throw a copy away, whoever is still connected."""
        name = make_url(url).database
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")
