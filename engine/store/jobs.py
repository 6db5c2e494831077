"""Jobs: work that is done later, put in the queue by the same transaction that asks for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import procrastinate
from procrastinate.types import JSONDict
from sqlalchemy import Connection

WAKE: Final = "wake"
SEND: Final = "send"
MIGRATE: Final = "migrate-cases"
DELIVER: Final = "deliver"
QUEUE: Final = "rals"
# What waits for somebody else's machine has a queue of its own, so that no timer waits for it.
OUTGOING: Final = "outgoing"
QUEUES: Final = (QUEUE, OUTGOING)

# Deferring never opens this app: each job is put in on the connection of the transaction at hand.
_app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


def wake_at(connection: Connection, instance_id: UUID, at: datetime) -> None:
    """Ask for the instance to be woken at `at`; a job that comes early or late does no harm."""
    _defer(connection, WAKE, at, instance_id=str(instance_id))


def wake_now(connection: Connection, instance_id: UUID) -> None:
    """Ask for the instance to be woken as soon as a worker is free."""
    _defer(connection, WAKE, None, instance_id=str(instance_id))


def migrate(connection: Connection, migration_id: UUID) -> None:
    """Ask for the next cases of a migration to be taken as soon as a worker is free."""
    _defer(connection, MIGRATE, None, migration_id=str(migration_id))


def deliver(connection: Connection, case_id: UUID, message: str, at: datetime | None = None) -> None:
    """Ask for a case to be given a message as soon as a worker is free, or at `at`."""
    _defer(connection, DELIVER, at, case_id=str(case_id), message=message)


def send(connection: Connection, dispatches: Iterable[Any]) -> None:
    """Ask for dispatches to be sent as soon as a worker is free."""
    job = _app.configure_task(SEND, queue=OUTGOING, connection=connection.connection.driver_connection)
    asked: list[JSONDict] = [{"dispatch_id": str(one)} for one in dispatches]
    job.batch_defer(*asked)


def _defer(connection: Connection, name: str, at: datetime | None, **arguments: Any) -> None:
    job = _app.configure_task(
        name, queue=QUEUE, schedule_at=at, connection=connection.connection.driver_connection
    )
    job.defer(**arguments)
