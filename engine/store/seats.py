"""Seats: a role in a scope. Found or made, and given to people."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store.tables import role_assignment, seat


@dataclass(frozen=True)
class Place:
    """A role in a scope, before it is looked up."""

    role: str
    scope_kind: str
    scope_id: UUID


_KEY = (seat.c.role, seat.c.scope_kind, seat.c.scope_id)


def find(connection: Connection, organisation_id: UUID, places: Iterable[Place]) -> dict[Place, UUID]:
    """Return the ids of the seats that exist among the places asked for (one statement)."""
    wanted = {(place.role, place.scope_kind, place.scope_id) for place in places}
    if not wanted:
        return {}
    rows = connection.execute(
        select(seat.c.id, *_KEY).where(seat.c.organisation_id == organisation_id, tuple_(*_KEY).in_(wanted))
    )
    return {Place(row.role, row.scope_kind, row.scope_id): row.id for row in rows}


def make(connection: Connection, organisation_id: UUID, place: Place, superior_id: UUID | None) -> UUID:
    """Make a seat, or return it if somebody else just did."""
    made = (
        upsert(seat)
        .values(
            id=uuid4(),
            organisation_id=organisation_id,
            role=place.role,
            scope_kind=place.scope_kind,
            scope_id=place.scope_id,
            superior_id=superior_id,
        )
        .on_conflict_do_update(
            constraint="uq_seat_organisation_id_role_scope_kind_scope_id", set_={"role": place.role}
        )
        .returning(seat.c.id)
    )
    found: UUID = connection.execute(made).scalar_one()
    return found


def assign(connection: Connection, rows: Sequence[Mapping[str, Any]], recorded_at: datetime) -> None:
    """Give seats to people; each row has id, seat_id, person_id, valid_from and what else it needs."""
    if rows:
        connection.execute(
            insert(role_assignment).values([{**row, "recorded_at": recorded_at} for row in rows])
        )


def end(connection: Connection, seat_id: UUID, persons: Collection[UUID], day: date) -> None:
    """End these persons' assignments to the seat: from `day` on they do not hold it."""
    if persons:
        connection.execute(
            update(role_assignment)
            .where(
                role_assignment.c.seat_id == seat_id,
                role_assignment.c.person_id.in_(persons),
                role_assignment.c.valid_to.is_(None) | (role_assignment.c.valid_to >= day),
            )
            .values(valid_to=day - timedelta(days=1))
        )


def end_all(connection: Connection, scope_id: UUID, last_day: date) -> None:
    """End every assignment in a scope after `last_day`: a case that is over needs nobody."""
    connection.execute(
        update(role_assignment)
        .where(
            role_assignment.c.seat_id.in_(select(seat.c.id).where(seat.c.scope_id == scope_id)),
            role_assignment.c.valid_to.is_(None) | (role_assignment.c.valid_to > last_day),
        )
        .values(valid_to=last_day)
    )
