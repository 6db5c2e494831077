"""Delegations and substitutions: made, and taken back. Nothing is removed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, select, text, update

from engine import clock
from engine.store import rows
from engine.store.tables import delegation, person, role_assignment, seat, substitution

_ROLES = """ARRAY(SELECT s.role FROM role_assignment a JOIN seat s ON s.id = a.seat_id
                    WHERE a.person_id = p.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
                    ORDER BY a.valid_from, a.id)"""
_IN_FORCE = text(f"""
SELECT s.role, m.mandate, p.name, {_ROLES} AS held
  FROM delegation d
  CROSS JOIN unnest(d.mandates) AS m (mandate)
  JOIN role_assignment a ON a.id = d.assignment_id
  JOIN seat s ON s.id = a.seat_id AND s.role = ANY (:roles)
  JOIN person l ON l.id = a.person_id AND l.active
  JOIN person p ON p.id = d.delegate_id AND p.active
 WHERE d.organisation_id = :organisation AND d.revoked_at IS NULL AND (d.process IS NULL OR d.process = :process)
   AND greatest(a.valid_from, d.valid_from) <= :today AND coalesce(least(a.valid_to, d.valid_to) >= :today, true)
 ORDER BY d.valid_from DESC, d.id, m.mandate
""")  # noqa: S608  constants
_HELD = text(f"SELECT {_ROLES} AS held FROM person p WHERE p.id = :person")  # noqa: S608  constants
_HOLDERS = text("""
SELECT DISTINCT p.name FROM role_assignment a JOIN seat s ON s.id = a.seat_id AND s.role = ANY (:roles)
  JOIN person p ON p.id = a.person_id AND p.active
 WHERE s.organisation_id = :organisation AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
   AND p.id <> :not_this ORDER BY p.name LIMIT :most
""")


@dataclass(frozen=True)
class Lent:
    """A mandate that the holder of a role has lent to somebody, with the roles that the receiver holds today."""

    role: str
    mandate: str
    name: str
    held: tuple[str, ...]


def in_force(
    connection: Connection, roles: Collection[str], at: tuple[UUID, str], now: datetime
) -> list[Lent]:
    """Return what holders of these roles have lent in an organisation for a process, today, the latest first."""
    asked = {"roles": list(roles), "organisation": at[0], "process": at[1], "today": clock.day(now)}
    return [
        Lent(row.role, row.mandate, row.name, tuple(row.held)) for row in connection.execute(_IN_FORCE, asked)
    ]


def roles_of(connection: Connection, person_id: UUID, today: date) -> frozenset[str]:
    """Return the roles that a person holds today."""
    held = connection.execute(_HELD, {"person": person_id, "today": today}).scalar_one()
    return frozenset(held)


def some_in(
    connection: Connection, roles: Collection[str], at: tuple[UUID, UUID], today: date, most: int
) -> list[str]:
    """Return the names of some who hold one of the roles in the organisation, but not of the person."""
    asked = {"roles": list(roles), "organisation": at[0], "not_this": at[1], "today": today, "most": most}
    return list(connection.execute(_HOLDERS, asked).scalars())


def own(connection: Connection, assignment_id: UUID, organisation_id: UUID) -> "Row[*tuple[Any, ...]] | None":
    """Return the assignment (person_id, role, valid_to) and hold it, so that it is not ended or lent from meanwhile."""
    return connection.execute(
        select(role_assignment.c.person_id, seat.c.role, role_assignment.c.valid_to)
        .join(seat, seat.c.id == role_assignment.c.seat_id)
        .where(role_assignment.c.id == assignment_id, seat.c.organisation_id == organisation_id)
        .with_for_update(of=role_assignment, key_share=True)
    ).one_or_none()


def active_name(connection: Connection, person_id: UUID, organisation_id: UUID) -> str | None:
    """Return the name of an active person of the organisation."""
    found = connection.execute(
        select(person.c.name).where(
            person.c.id == person_id, person.c.organisation_id == organisation_id, person.c.active
        )
    )
    return found.scalar_one_or_none()


def delegated(connection: Connection, row: Mapping[str, Any]) -> UUID | None:
    """Return the delegation that is just this and has not been taken back."""
    named = ("assignment_id", "delegate_id", "process", "valid_from", "valid_to")
    mandates = delegation.c.mandates
    found = select(delegation.c.id).where(
        *(delegation.c[name].is_not_distinct_from(row[name]) for name in named),
        mandates.contains(row["mandates"]),
        mandates.contained_by(row["mandates"]),
        delegation.c.revoked_at.is_(None),
    )
    return connection.execute(found).scalars().first()


def substituted(connection: Connection, row: Mapping[str, Any]) -> UUID | None:
    """Return the substitution that is just this and has not been ended; the absent one's row is held meanwhile."""
    connection.execute(
        select(person.c.id).where(person.c.id == row["absent_id"]).with_for_update(key_share=True)
    )
    named = ("absent_id", "deputy_id", "process", "starts_at", "ends_at")
    found = select(substitution.c.id).where(
        *(substitution.c[name].is_not_distinct_from(row[name]) for name in named),
        substitution.c.revoked_at.is_(None),
    )
    return connection.execute(found).scalars().first()


def lend(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Keep a delegation or a substitution."""
    rows.add(connection, table, [row])


def for_update(
    connection: Connection, table: Table, lent_id: UUID, organisation_id: UUID
) -> "Row[*tuple[Any, ...]] | None":
    """Return a delegation or substitution, and hold it."""
    return connection.execute(
        select(*table.c)
        .where(table.c.id == lent_id, table.c.organisation_id == organisation_id)
        .with_for_update()
    ).one_or_none()


def revoke(connection: Connection, table: Table, lent_id: UUID, by: UUID, at: datetime) -> None:
    """Take it back, from now on."""
    connection.execute(update(table).where(table.c.id == lent_id).values(revoked_at=at, revoked_by=by))
