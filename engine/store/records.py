"""What is kept for ever, and what people are told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, insert, select, update

from engine.store.tables import incident, notice


def notify(connection: Connection, rows: Sequence[dict[str, Any]], at: datetime) -> None:
    """Tell people something."""
    if rows:
        connection.execute(insert(notice).values([{"id": uuid4(), "sent_at": at, **row} for row in rows]))


def read_notices(connection: Connection, person_id: UUID, until: datetime, at: datetime) -> int:
    """Mark a person's notices up to an instant as read; return how many were unread."""
    mine = (notice.c.person_id == person_id, notice.c.read_at.is_(None), notice.c.sent_at <= until)
    return connection.execute(update(notice).where(*mine).values(read_at=at)).rowcount


def raise_incident(connection: Connection, row: dict[str, Any]) -> UUID:
    """Write an incident and return its id."""
    incident_id = uuid4()
    connection.execute(insert(incident).values(id=incident_id, **row))
    return incident_id


def incident_for_update(connection: Connection, incident_id: UUID) -> "Row[*tuple[Any, ...]] | None":
    """Return the incident (instance_id, element, step, resolved_at) and hold it."""
    columns = (incident.c.instance_id, incident.c.element, incident.c.step, incident.c.resolved_at)
    return connection.execute(
        select(*columns).where(incident.c.id == incident_id).with_for_update()
    ).one_or_none()


def resolve_incident(connection: Connection, incident_id: UUID, by: UUID | None, at: datetime) -> None:
    """Mark an incident as mended."""
    connection.execute(
        update(incident).where(incident.c.id == incident_id).values(resolved_at=at, resolved_by=by)
    )
