"""Who holds a seat today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, select, text

from engine import clock
from engine.store.instances import Locked
from engine.store.submissions import DONE
from engine.store.tables import case, person, role_assignment, seat

# Of the view `holding` (migration 0002): what holds at :now, on the Swedish day :today.
NOW: Final = """
  h.valid_from <= :today AND (h.valid_to IS NULL OR h.valid_to >= :today)
  AND (h.starts_at IS NULL OR h.starts_at <= :now) AND (h.ends_at IS NULL OR h.ends_at > :now)
"""


@dataclass(frozen=True)
class Decider:
    """A member of a group, and by which right.

    `decides`: may be named as the one who decided. `done`: which of the elements asked for this person has done.
    """

    id: UUID
    name: str
    assignment_id: UUID
    by_right: dict[str, Any]
    decides: bool = True
    done: str | None = None


@dataclass(frozen=True)
class Asked:
    """What a group is to decide: by which mandate, in which case, and which elements it must not have done itself."""

    mandate: str
    at: Locked
    separate_from: Collection[str]


# Nobody is named as a substitute in what they have started or written themselves.
_MEMBERS = text(f"""
SELECT DISTINCT ON (p.name, p.id) p.id, p.name, h.assignment_id, h.by, h.right_id, h.for_id, f.name AS for_name, s.role,
       h.decides, (SELECT min(d.element) FROM ({DONE}) d WHERE d.person_id = p.id AND d.element = ANY (:elements)) AS done
  FROM holding h
  JOIN person p ON p.id = h.person_id
  JOIN seat s ON s.id = h.seat_id
  LEFT JOIN person f ON f.id = h.for_id
 WHERE h.seat_id = :seat AND {NOW}
   AND (h.mandates IS NULL OR :mandate = ANY (h.mandates)) AND (h.process IS NULL OR h.process = :process)
   AND NOT (h.by = 'substitution'
            AND (p.id = :starter OR EXISTS (SELECT 1 FROM submission w WHERE w.case_id = :case AND w.person_id = p.id AND w.undone_at IS NULL
                                               AND w.by_right->>'by' IS DISTINCT FROM 'substitution')))
 ORDER BY p.name, p.id, h.decides DESC, h.by
""")  # noqa: S608  constants

_HOLDS_ANY = text(f"""
SELECT 1 FROM holding h WHERE h.person_id = :person AND h.seat_id = ANY (:seats) AND {NOW} LIMIT 1
""")  # noqa: S608  constants

_NAMES = text(f"""
SELECT DISTINCT p.name FROM holding h JOIN person p ON p.id = h.person_id
 WHERE h.seat_id = ANY (:seats) AND h.by = 'assignment' AND {NOW} ORDER BY p.name
""")  # noqa: S608  constants


def of_group(connection: Connection, seat_id: UUID, asked: Asked, now: datetime) -> dict[UUID, Decider]:
    """Return the members of a group by id, in order of name."""
    values = {
        "seat": seat_id,
        "mandate": asked.mandate,
        "process": asked.at.process,
        "case": asked.at.case_id,
        "starter": asked.at.started_by,
        "elements": list(asked.separate_from),
        **_moment(now),
    }
    return {row.id: _decider(row) for row in connection.execute(_MEMBERS, values)}


def _decider(row: Row[Any]) -> Decider:
    return Decider(row.id, row.name, row.assignment_id, _by_right(row), row.decides, row.done)


def _by_right(row: Row[Any]) -> dict[str, Any]:
    lent = {"for": {"id": str(row.for_id), "name": row.for_name}} if row.for_id else {}
    return {"by": row.by, "id": str(row.right_id), "role": row.role, **lent}


def holds_any(connection: Connection, person_id: UUID, seats: Collection[UUID], now: datetime) -> bool:
    """Whether an active person holds one of the seats now, of their own or for somebody else."""
    found = connection.execute(_HOLDS_ANY, {"person": person_id, "seats": list(seats), **_moment(now)})
    return found.first() is not None


def names(connection: Connection, seats: Collection[UUID], now: datetime) -> list[str]:
    """Return the names of those who have been appointed to the seats, today."""
    return list(connection.execute(_NAMES, {"seats": list(seats), **_moment(now)}).scalars())


def _moment(now: datetime) -> dict[str, Any]:
    return {"now": now, "today": clock.day(now)}


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


def named_in_role(
    connection: Connection, organisation_id: UUID, role: str, scopes: Collection[UUID], now: datetime
) -> list[dict[str, str]]:
    """Return everybody who holds the role today in one of the scopes, as {id, namn}, by name."""
    found = in_role(connection, organisation_id, role, scopes, now)
    rows = connection.execute(
        select(person.c.id, person.c.name).where(person.c.id.in_(found)).order_by(person.c.name)
    )
    return [{"id": str(row.id), "namn": row.name} for row in rows]


_FIRST_ABOVE = text("""
WITH RECURSIVE up AS (
  SELECT s.id, s.superior_id, 0 AS height FROM seat s WHERE s.role = :role AND s.scope_id = :scope
  UNION ALL
  SELECT s.id, s.superior_id, up.height + 1 FROM seat s JOIN up ON s.id = up.superior_id
   WHERE up.height < 20 AND NOT EXISTS (
     SELECT 1 FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
      WHERE a.seat_id = up.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)))
SELECT a.person_id FROM role_assignment a JOIN up ON up.id = a.seat_id
  JOIN person p ON p.id = a.person_id AND p.active
 WHERE a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
""")


def first_above(connection: Connection, at: tuple[str, UUID], now: datetime) -> set[UUID]:
    """Return those who hold the seat of a role in a case today, or while it is vacant the nearest one above."""
    asked = {"role": at[0], "scope": at[1], "today": clock.day(now)}
    return set(connection.execute(_FIRST_ABOVE, asked).scalars())


def valid(today: date) -> tuple:  # type: ignore[type-arg]  # SQL expressions of several kinds
    """Return the conditions for an assignment to hold on a day."""
    assigned = role_assignment.c
    return (assigned.valid_from <= today, assigned.valid_to.is_(None) | (assigned.valid_to >= today))
