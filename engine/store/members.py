"""Who holds a seat today."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, Row, select

from engine import clock
from engine.store.tables import case, person, role_assignment, seat


def deciders(connection: Connection, seat_id: UUID, now: datetime) -> dict[UUID, str]:
    """Return the members of a group who may be named as the one who decided, with their names."""
    rows = connection.execute(
        select(person.c.id, person.c.name)
        .join(role_assignment, role_assignment.c.person_id == person.c.id)
        .where(
            role_assignment.c.seat_id == seat_id,
            role_assignment.c.decides,
            person.c.active,
            *valid(clock.day(now)),
        )
        .order_by(person.c.name)
    )
    return {row.id: row.name for row in rows}


def holds_any(connection: Connection, person_id: UUID, seats: Collection[UUID], now: datetime) -> bool:
    """Whether an active person holds one of the seats today."""
    found = connection.execute(
        select(role_assignment.c.id)
        .join(person, person.c.id == role_assignment.c.person_id)
        .where(
            role_assignment.c.person_id == person_id,
            role_assignment.c.seat_id.in_(seats),
            person.c.active,
            *valid(clock.day(now)),
        )
    )
    return found.first() is not None


def person_named(connection: Connection, named: str) -> "Row[UUID, UUID] | None":
    """Return (id, organisation_id) of the person with this key or HSA-id."""
    return connection.execute(
        select(person.c.id, person.c.organisation_id).where(
            (person.c.key == named) | (person.c.hsa_id == named)
        )
    ).first()


def units_of_case(connection: Connection, case_id: UUID) -> list[UUID]:
    """Return the units that a case concerns."""
    found = connection.execute(select(case.c.units).where(case.c.id == case_id)).scalar_one_or_none()
    return list(found or ())


def in_role(
    connection: Connection, organisation_id: UUID, role: str, scopes: Collection[UUID], now: datetime
) -> set[UUID]:
    """Return everybody who holds the role today in one of the scopes."""
    found = connection.execute(
        select(role_assignment.c.person_id)
        .join(seat, seat.c.id == role_assignment.c.seat_id)
        .where(
            seat.c.organisation_id == organisation_id,
            seat.c.role == role,
            seat.c.scope_id.in_(scopes),
            *valid(clock.day(now)),
        )
    )
    return set(found.scalars())


def valid(today: date) -> tuple:  # type: ignore[type-arg]  # SQL expressions of several kinds
    """Return the conditions for an assignment to hold on a day."""
    assigned = role_assignment.c
    return (assigned.valid_from <= today, assigned.valid_to.is_(None) | (assigned.valid_to >= today))
