"""Who holds a seat today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, Row, select, text

from engine import clock
from engine.store.submissions import DONE
from engine.store.tables import case, person, role_assignment, seat


@dataclass(frozen=True)
class Member:
    """A member of a group. `done` is what of the elements asked for this person has done in the case."""

    name: str
    decides: bool
    done: str | None


_MEMBERS = text(f"""
SELECT p.id, p.name, bool_or(a.decides) AS decides, min(d.element) AS done
  FROM role_assignment a
  JOIN person p ON p.id = a.person_id AND p.active
  LEFT JOIN ({DONE}) d ON d.person_id = p.id AND d.element = ANY(:elements)
 WHERE a.seat_id = :seat AND a.valid_from <= :day AND coalesce(a.valid_to, :day) >= :day
 GROUP BY p.id, p.name
 ORDER BY p.name
""")  # noqa: S608  a constant


def of_group(
    connection: Connection, seat_id: UUID, now: datetime, case_id: UUID, elements: Collection[str]
) -> dict[UUID, Member]:
    """Return the members of a group today, with what each has done of these elements in the case."""
    asked = {"seat": seat_id, "day": clock.day(now), "case": case_id, "elements": list(elements)}
    return {row.id: Member(row.name, row.decides, row.done) for row in connection.execute(_MEMBERS, asked)}


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
