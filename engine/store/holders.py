"""Where roles can be held in an organisation and where they are held, in two statements."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from engine.governance.vacancies import Holding, Spot

_SPOTS = text("""
SELECT 'organisation' AS kind, id, name, '' AS node FROM organisation WHERE id = :organisation
UNION ALL
SELECT kind, id, name, '' FROM unit
 WHERE organisation_id = :organisation AND coalesce(active_from, :day) <= :day AND coalesce(active_to, :day) >= :day
UNION ALL
SELECT 'processnod', id, name, kind FROM process_node WHERE organisation_id = :organisation
 ORDER BY 1, 3
""")
_HELD = text("""
SELECT DISTINCT s.role, s.scope_id
  FROM seat s
  JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :day AND coalesce(a.valid_to, :day) >= :day
  JOIN person p ON p.id = a.person_id AND p.active
 WHERE s.organisation_id = :organisation
""")


def holding(connection: Connection, organisation_id: UUID, day: date) -> Holding:
    """Return the places of an organisation and what is held in them on a day."""
    asked = {"organisation": organisation_id, "day": day}
    return Holding(
        tuple(Spot(row.kind, row.id, row.name, row.node) for row in connection.execute(_SPOTS, asked)),
        frozenset((row.role, row.scope_id) for row in connection.execute(_HELD, asked)),
    )
