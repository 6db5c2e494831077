"""What the registers say of those who are to be appointed, in one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine import clock
from engine.store.seats import Place

_FACTS = text("""
WITH there AS (SELECT id FROM seat WHERE organisation_id = :organisation AND role = :role AND scope_kind = :kind
                  AND scope_id = :scope)
SELECT (SELECT id FROM there) AS seat_id, p.id, p.name,
       ARRAY(SELECT s.role FROM role_assignment a JOIN seat s ON s.id = a.seat_id
              WHERE a.person_id = p.id AND a.valid_from <= :today
                AND (a.valid_to IS NULL OR a.valid_to >= :today)) AS roles,
       ARRAY(SELECT s.role FROM role_assignment a JOIN seat s ON s.id = a.seat_id
              WHERE a.person_id = p.id AND s.scope_id = :scope AND (a.valid_to IS NULL OR a.valid_to >= :today)) AS here,
       ARRAY(SELECT o.kind FROM position o WHERE o.person_id = p.id AND o.valid_from <= :today
                AND (o.valid_to IS NULL OR o.valid_to >= :today)) AS positions,
       EXISTS (SELECT 1 FROM role_assignment a WHERE a.person_id = p.id AND a.seat_id = (SELECT id FROM there)
                  AND (a.valid_to IS NULL OR a.valid_to >= :today)) AS holds
  FROM (SELECT 1) one LEFT JOIN person p
    ON p.id = ANY(:wanted)
    OR p.id IN (SELECT a.person_id FROM role_assignment a WHERE a.seat_id = (SELECT id FROM there)
                   AND (a.valid_to IS NULL OR a.valid_to >= :today))
 ORDER BY p.name
""")

_FORCED = text("""
SELECT DISTINCT a.person_id FROM role_assignment a JOIN seat s ON s.id = a.seat_id
 WHERE s.role = ANY(:roles) AND s.scope_id IN (SELECT unnest(units) FROM "case" WHERE id = :case)
   AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
 ORDER BY a.person_id
""")


@dataclass(frozen=True)
class Facts:
    """What the registers say of a person. `here`: roles in the same scope, now or to come; `holds`: this very seat."""

    id: UUID
    name: str
    roles: frozenset[str]
    here: frozenset[str]
    positions: frozenset[str]
    holds: bool


def facts(
    connection: Connection, organisation_id: UUID, place: Place, wanted: Collection[UUID], now: datetime
) -> tuple[UUID | None, dict[UUID, Facts]]:
    """Return the seat, and the facts of the wanted persons and of those who hold it, in order of name."""
    values = {
        "organisation": organisation_id,
        "role": place.role,
        "kind": place.scope_kind,
        "scope": place.scope_id,
        "wanted": list(wanted),
        "today": clock.day(now),
    }
    rows = connection.execute(_FACTS, values).all()
    people = {row.id: _facts(row) for row in rows if row.id}
    return rows[0].seat_id, people


def _facts(row: Row[Any]) -> Facts:
    sets = {name: frozenset(getattr(row, name)) for name in ("roles", "here", "positions")}
    return Facts(id=row.id, name=row.name, holds=row.holds, **sets)


def by_right(connection: Connection, case_id: UUID, roles: Collection[str], now: datetime) -> list[UUID]:
    """Return those who hold one of the roles in a unit that the case concerns."""
    if not roles:
        return []
    found = connection.execute(_FORCED, {"roles": list(roles), "case": case_id, "today": clock.day(now)})
    return list(found.scalars())
