"""Organisations, units, people and their positions: what the demo and the imports write."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, union_all, update
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store.tables import demo_clock, organisation, person, position, process_node, unit


def parents(connection: Connection, organisation_id: UUID) -> dict[UUID, UUID | None]:
    """Return each unit and process node of the organisation with the one above it."""
    above = [
        select(one.c.id, one.c.parent_id).where(one.c.organisation_id == organisation_id)
        for one in (unit, process_node)
    ]
    rows = connection.execute(union_all(*above))
    return {row.id: row.parent_id for row in rows}


def kinds(connection: Connection, organisation_id: UUID) -> dict[UUID, str]:
    """Return the kind of each unit of the organisation."""
    rows = connection.execute(select(unit.c.id, unit.c.kind).where(unit.c.organisation_id == organisation_id))
    return {row.id: row.kind for row in rows}


def named(connection: Connection, organisation_id: UUID) -> list[tuple[UUID, str, str]]:
    """Return the units of the organisation with their names and codes."""
    found = select(unit.c.id, unit.c.name, unit.c.code).where(unit.c.organisation_id == organisation_id)
    return [(row.id, row.name, row.code) for row in connection.execute(found)]


def of_person(connection: Connection, organisation_id: UUID, person_id: UUID) -> UUID | None:
    """Return the unit where a person works: the one of the register of people, else that of a position."""
    place = select(position.c.unit_id).where(position.c.person_id == person.c.id)
    latest = place.order_by(position.c.valid_from.desc()).limit(1).scalar_subquery()
    found = select(func.coalesce(person.c.unit_id, latest)).where(
        person.c.id == person_id, person.c.organisation_id == organisation_id
    )
    return connection.execute(found).scalar_one_or_none()


def organisation_named(connection: Connection, key: str) -> UUID | None:
    """Return the organisation with this key."""
    return connection.execute(select(organisation.c.id).where(organisation.c.key == key)).scalar_one_or_none()


def work_by(connection: Connection, organisation_id: UUID, named: str) -> None:
    """Let the calendar with this hash be the organisation's from now on."""
    connection.execute(
        update(organisation).where(organisation.c.id == organisation_id).values(calendar_hash=named)
    )


def organisation_or_only(connection: Connection, key: str | None) -> "Row[UUID, str] | None":
    """Return (id, profile_hash) of the organisation with this key; without a key, of the only one there is."""
    found = select(organisation.c.id, organisation.c.profile_hash)
    rows = connection.execute(found if key is None else found.where(organisation.c.key == key)).all()
    return rows[0] if len(rows) == 1 else None


def move_clock(connection: Connection, ahead: Any) -> None:
    """Set how far ahead of real time the demo clock runs."""
    connection.execute(
        upsert(demo_clock)
        .values(id=1, ahead=ahead)
        .on_conflict_do_update(index_elements=[demo_clock.c.id], set_={"ahead": ahead})
    )


def with_all_below(connection: Connection, organisation_id: UUID, named: Iterable[UUID]) -> set[UUID]:
    """Return these units and all units under them."""
    up = parents(connection, organisation_id)
    found = set(named)
    while True:
        below = {child for child, parent in up.items() if parent in found and child not in found}
        if not below:
            return found
        found |= below
