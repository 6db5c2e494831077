"""Licences that people have for systems."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select, update

from engine.store.tables import licence, person


@dataclass(frozen=True)
class Licence:
    """A licence. Without `to` it holds until further notice."""

    id: UUID
    person_id: UUID
    system: str
    start: date
    to: date | None


def for_update(connection: Connection, licence_id: UUID, organisation_id: UUID) -> Licence | None:
    """Return a licence of somebody in the organisation, and hold it until the transaction has ended."""
    columns = licence.c
    asked = (
        select(columns.id, columns.person_id, columns.system, columns.valid_from, columns.valid_to)
        .join(person, person.c.id == columns.person_id)
        .where(columns.id == licence_id, person.c.organisation_id == organisation_id)
    )
    row = connection.execute(asked.with_for_update(of=licence)).one_or_none()
    return None if row is None else Licence(*row)


def end(connection: Connection, licence_id: UUID, last: date) -> None:
    """Give a licence that is held its last day."""
    connection.execute(update(licence).where(licence.c.id == licence_id).values(valid_to=last))
