"""Benefit goals of a case, the shares of units in them, what has been said of them, and their measurements."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, Insert, delete, insert, select, text, update

from engine.store import rows as writing
from engine.store.tables import goal, goal_history, goal_share, measurement
from forms.text import Text

# What is in such a state is measured no more. What was reached is: its effect is to last.
GIVEN_UP: Final = {
    "avskrivet": Text("avskrivet", "written off"),
    "ej_uppnatt": Text("avslutat som inte uppnått", "closed as not reached"),
}
_READ = text("""
SELECT g.id, g.name, g.status, g.baseline, g.target, g.direction, g.measured_in, g.end_on, g.interval,
       coalesce((SELECT json_agg(json_build_object('id', u.id, 'namn', u.name, 'typ', u.kind,
                                                   'overordnad', u.parent_id) ORDER BY u.code)
                   FROM goal_share s JOIN unit u ON u.id = s.unit_id WHERE s.goal_id = g.id), '[]') AS units
  FROM goal g WHERE g.case_id = :case ORDER BY g.end_on, g.name, g.id
""")
_SHARES = text("""
SELECT g.id, ARRAY(SELECT s.unit_id FROM goal_share s WHERE s.goal_id = g.id) AS units FROM goal g WHERE g.case_id = :case
""")
# What counts of each unit and day.
_MEASURED = text("""
SELECT DISTINCT ON (m.goal_id, m.unit_id, m.measured_on) m.goal_id, m.unit_id, m.measured_on, m.value
  FROM measurement m JOIN goal g ON g.id = m.goal_id WHERE g.case_id = :case
 ORDER BY m.goal_id, m.unit_id, m.measured_on, m.recorded_at DESC, m.id
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
    connection: Connection,
    rows: Sequence[Mapping[str, Any]],
    shares: Sequence[Mapping[str, Any]],
    said: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Write goals, each with its id, the shares of units in them, and what was said of them."""
    if not rows:
        return
    statement = insert(goal).values(list(rows))
    if shares:
        statement = statement.add_cte(insert(goal_share).values(list(shares)).cte("shares"))
    connection.execute(statement)
    if said:
        # The wall lets through only what is of a goal that it can see, hence afterwards.
        connection.execute(_noted(said))


def change(
    connection: Connection, case_id: UUID, goal_id: UUID, values: Mapping[str, Any], said: Mapping[str, Any]
) -> None:
    """Change a goal of the case, and keep what was said of it (one statement)."""
    changed = update(goal).where(goal.c.id == goal_id, goal.c.case_id == case_id).values(**values)
    connection.execute(changed.add_cte(_noted([said]).cte("said")))


def drop(connection: Connection, goal_ids: Collection[UUID]) -> None:
    """Remove goals that have been proposed only, with what was measured of them (one statement)."""
    measured = delete(measurement).where(measurement.c.goal_id.in_(goal_ids)).cte("measured")
    connection.execute(delete(goal).where(goal.c.id.in_(goal_ids)).add_cte(measured))


def _noted(said: Sequence[Mapping[str, Any]]) -> Insert:
    return insert(goal_history).values([{"id": uuid4(), **one} for one in said])


def measure(connection: Connection, rows: Sequence[Mapping[str, Any]], at: datetime) -> None:
    """Write measurements, all with the same columns."""
    made = [{"id": uuid4(), "recorded_at": at, **row, "value": str(row["value"])} for row in rows]
    writing.add(connection, measurement, made)


def measured(connection: Connection, case_id: UUID) -> dict[tuple[UUID, UUID | None, Any], Any]:
    """Return the value that counts of each goal, unit and day of a case."""
    found = connection.execute(_MEASURED, {"case": case_id})
    return {(row.goal_id, row.unit_id, row.measured_on): row.value for row in found}


def shares_of_case(connection: Connection, case_id: UUID) -> dict[UUID, frozenset[UUID]]:
    """Return the units with a share in each goal of a case."""
    found = connection.execute(_SHARES, {"case": case_id})
    return {row.id: frozenset(row.units) for row in found}


def names_of_case(connection: Connection, case_id: UUID) -> list[tuple[UUID, str]]:
    """Return the goals of a case with their names."""
    found = connection.execute(select(goal.c.id, goal.c.name).where(goal.c.case_id == case_id))
    return [(row.id, row.name) for row in found]


def states_of_case(connection: Connection, case_id: UUID) -> dict[UUID, str]:
    """Return the state of each goal of a case, by its id."""
    found = connection.execute(select(goal.c.id, goal.c.status).where(goal.c.case_id == case_id))
    return {row.id: row.status for row in found}
