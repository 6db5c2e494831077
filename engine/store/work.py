"""The unit of work: one transaction, opened by the door. The only file that commits and rolls back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from procrastinate.exceptions import ConnectorException
from sqlalchemy import Connection as Connection  # noqa: PLC0414  the type that commands hold
from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from engine.errors import ConflictError, EngineError, InvalidError, UnavailableError
from engine.governance.actor import Actor
from engine.store import tables

LOCK_NOT_AVAILABLE = "55P03"
DEADLOCK = "40P01"
# Classes of SQLSTATE: no disk, memory or connections left; the system around PostgreSQL fails.
EXHAUSTED = ("53", "58")


@dataclass(frozen=True)
class Event:
    """One line of the trail."""

    kind: str
    case_id: UUID | None = None
    element: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    # None: the organisation of the one who acts.
    organisation_id: UUID | None = None


@dataclass
class Work:
    """What a command works with: the transaction, the time, and the events that become the trail."""

    connection: Connection
    now: datetime
    actor: Actor
    events: list[Event] = field(default_factory=list)
    # What has been recorded in all, for the log: the kinds, and the case that it was about.
    kinds: list[str] = field(default_factory=list)
    case_id: UUID | None = None

    def record(self, event: Event) -> None:
        """Add a line to the trail; it is written with the transaction or not at all."""
        self.events.append(event)
        self.kinds.append(event.kind)
        self.case_id = event.case_id or self.case_id

    def write_trail(self) -> None:
        """Write the recorded events that no step has written yet, in one statement."""
        rows = self.trail_rows()
        if rows:
            self.connection.execute(insert(tables.trail).values(rows))

    def trail_rows(self) -> list[dict[str, Any]]:
        """Return the recorded events as rows, and regard them as written."""
        acting = self.actor.acting
        rows = [
            {
                "organisation_id": event.organisation_id or self.actor.organisation_id,
                "case_id": event.case_id,
                "at": self.now,
                "person_id": self.actor.person_id,
                "role": acting.role if acting else None,
                "kind": event.kind,
                "element": event.element,
                "details": event.details,
                "by_right": acting.as_data() if acting else None,
            }
            for event in self.events
        ]
        self.events.clear()
        return rows


class LostError(UnavailableError):
    """The connection broke before the commit: nothing was stored, and it is safe to try again."""


class Database:
    """The way to PostgreSQL, shared by the threads of a process.

    `pool` connections are kept and as many more opened when needed; who finds none waits at most `patience` seconds.
    """

    def __init__(self, url: str, *, pool: int = 10, patience: float = 10) -> None:
        self.url = url
        self.engine: Engine = create_engine(
            url,
            pool_size=pool,
            max_overflow=pool,
            pool_timeout=patience,
            # An error ends up in the log; what somebody answered must not.
            hide_parameters=True,
        )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open one transaction; commit it if all went well, roll it back on any exception."""
        with _translated(committing=False), self.engine.connect() as connection:
            # Explicit, since jobs are deferred on the driver's connection, which begins nothing by itself.
            connection.begin()
            yield connection
            with _translated(committing=True):
                connection.commit()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a transaction that only reads and sees one moment."""
        level = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with _translated(committing=False), self.engine.connect().execution_options(**level) as connection:
            yield connection
            # Nothing was written; but after a rollback psycopg forgets the prepared statements of the connection.
            connection.commit()

    def close(self) -> None:
        """Close the idle connections."""
        self.engine.dispose()


@contextmanager
def _translated(*, committing: bool) -> Iterator[None]:
    try:
        yield
    except (DataError, UnicodeEncodeError) as error:
        raise InvalidError(
            "Ett värde går inte att använda: det är för stort, av fel slag eller har otillåtna tecken.",
            "A value cannot be used: it is too large, of the wrong kind or has characters that are not allowed.",
        ) from error
    except PoolTimeoutError as error:
        raise UnavailableError(
            "Många arbetar samtidigt just nu. Inget har sparats. Försök igen om en stund.",
            "Many are working at the same time right now. Nothing was stored. Try again in a moment.",
        ) from error
    except (DBAPIError, ConnectorException) as error:
        # Jobs are put in on the driver's own connection, and Procrastinate wraps what it says.
        cause = error.orig if isinstance(error, DBAPIError) else error.__cause__
        refusal = _refusal(cause, committing=committing)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(cause: BaseException | None, *, committing: bool) -> EngineError | None:
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return UnavailableError(
            "Databasen saknar tabeller som behövs. Kör rals db upgrade, eller rals demo load för demon.",
            "The database lacks tables that are needed. Run rals db upgrade, or rals demo load for the demo.",
        )
    # Commands look before they write, so what is there all the same was written by another in the same moment.
    if isinstance(cause, psycopg.errors.UniqueViolation):
        return _busy()
    if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return None
    state = cause.sqlstate
    if state in (LOCK_NOT_AVAILABLE, DEADLOCK):
        return _busy()
    if state is not None and state.startswith(EXHAUSTED):
        return UnavailableError(
            "Databasen kan inte ta emot mer just nu; disken kan vara full. Inget har sparats. Försök igen om en stund.",
            "The database cannot take more right now; its disk may be full. Nothing was stored. Try again in a moment.",
        )
    return _gone(committing=committing) if state is None or state.startswith(("08", "57P")) else None


def _busy() -> ConflictError:
    return ConflictError(
        "Någon annan ändrade samma sak i samma ögonblick. Inget har sparats. Försök igen.",
        "Somebody else changed the same thing in the same moment. Nothing was stored. Try again.",
    )


def _gone(*, committing: bool) -> UnavailableError:
    if committing:
        return UnavailableError(
            "Databasen försvann medan det sparades. Ladda om sidan och se om det kom med innan du försöker igen.",
            "The database went away while saving. Reload and see whether it was stored before you try again.",
        )
    return LostError(
        "Databasen svarar inte just nu. Inget har sparats. Försök igen om en stund.",
        "The database does not answer right now. Nothing was stored. Try again in a moment.",
    )
