"""Benefit goals of a case, the shares of units in them, and their measurements."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, insert, select, text, update

from engine.store.tables import goal, goal_share, measurement

_READ = text("""
SELECT g.id, g.name, g.status, g.baseline, g.target, g.direction, g.measured_in, g.end_on, g.interval,
       coalesce((SELECT json_agg(json_build_object('id', u.id, 'namn', u.name, 'typ', u.kind,
                                                   'overordnad', u.parent_id) ORDER BY u.code)
                   FROM goal_share s JOIN unit u ON u.id = s.unit_id WHERE s.goal_id = g.id), '[]') AS units
  FROM goal g WHERE g.case_id = :case ORDER BY g.end_on, g.name, g.id
""")


def of_case(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return the goals of a case as the process and the forms know them."""
    return [
        {
            "id": str(row.id),
            "namn": row.name,
            "status": row.status,
            "baslinje": row.baseline,
            "malvarde": row.target,
            "malriktning": row.direction,
            "matenhet": row.measured_in,
            "slutdatum": row.end_on,
            "matintervall": row.interval,
            "enheter": row.units,
        }
        for row in connection.execute(_READ, {"case": case_id})
    ]


def add(
    connection: Connection, rows: Sequence[Mapping[str, Any]], shares: Sequence[Mapping[str, Any]]
) -> None:
    """Write goals, each with its id, and the shares of units in them (one statement)."""
    if not rows:
        return
    statement = insert(goal).values(list(rows))
    if shares:
        statement = statement.add_cte(insert(goal_share).values(list(shares)).cte("shares"))
    connection.execute(statement)


def change(connection: Connection, case_id: UUID, goal_id: UUID, values: Mapping[str, Any]) -> bool:
    """Change a goal of the case; whether there was such a goal."""
    changed = update(goal).where(goal.c.id == goal_id, goal.c.case_id == case_id).values(**values)
    return connection.execute(changed.returning(goal.c.id)).first() is not None


def drop_proposals(connection: Connection, case_id: UUID, keep: Sequence[UUID]) -> None:
    """Remove proposed goals that are not among those to keep, with what was measured of them."""
    proposed = (goal.c.case_id == case_id, goal.c.status == "foreslaget", goal.c.id.not_in(keep))
    connection.execute(
        delete(measurement).where(measurement.c.goal_id.in_(select(goal.c.id).where(*proposed)))
    )
    connection.execute(delete(goal).where(*proposed))


def measure(connection: Connection, rows: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Write measurements."""
    if rows:
        connection.execute(
            insert(measurement).values([{"id": uuid4(), "recorded_at": at, **row} for row in rows])
        )


def ids_of_case(connection: Connection, case_id: UUID) -> set[UUID]:
    """Return the ids of the goals of a case."""
    return set(connection.execute(select(goal.c.id).where(goal.c.case_id == case_id)).scalars())
