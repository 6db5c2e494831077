"""Looks at a database from outside, before anything is known about it: does it answer, and is it one of ours?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from engine import clock
from engine.errors import InvalidError, UnavailableError
from engine.store import schema, wall
from engine.store.work import Database

CONNECT_SECONDS: Final = 5

_SERVER = text("SELECT current_setting('server_version_num')::int AS version, clock_timestamp() AS now")


@dataclass(frozen=True)
class Probe:
    """What was found. `version` is PostgreSQL's, e.g. 150004; `ahead` is how far its clock is ahead of ours.

    `walled` is whether row-level security stands behind the queries.
    """

    version: int
    ahead: timedelta
    revision: str | None
    needed: str
    walled: bool


def probe(url: str) -> Probe:
    """Look at the database; UnavailableError says why it cannot be reached, InvalidError that its address is wrong."""
    try:
        return _look(url)
    except (SQLAlchemyError, UnavailableError) as error:
        reason = _reason(error)
        raise UnavailableError(
            f"Databasen går inte att nå: {reason}", f"The database cannot be reached: {reason}"
        ) from error


def _look(url: str) -> Probe:
    database = Database(_hurried(url), pool=1)
    try:
        with database.snapshot() as connection:
            server = connection.execute(_SERVER).one()
            ahead = server.now - clock.now()
            return Probe(
                server.version, ahead, schema.current(connection), schema.newest(), wall.stands(connection)
            )
    finally:
        database.close()


def _hurried(url: str) -> str:
    try:
        read = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The error is not repeated: a badly written address is cut in the wrong places, also in its password.
        raise InvalidError(
            "RALS_DATABASE_URL går inte att läsa. Skriv tecken som :/@ i lösenordet med procent, %3A %2F %40.",
            "RALS_DATABASE_URL cannot be read. Write signs such as :/@ in the password as %3A %2F %40.",
        ) from error
    hurried = read.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    return hurried.render_as_string(hide_password=False)


def _reason(error: Exception) -> str:
    cause = error if isinstance(error, SQLAlchemyError) else error.__cause__
    said = str(cause.orig if isinstance(cause, DBAPIError) else cause).strip()
    return said.splitlines()[0] if said else type(cause).__name__
