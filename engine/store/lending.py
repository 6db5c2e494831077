"""Delegations and substitutions: made, and taken back. Nothing is removed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table, select, update

from engine.store import rows
from engine.store.tables import delegation, person, role_assignment, seat, substitution


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
