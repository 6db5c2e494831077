"""What units have been booked for, by the decisions on execution."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

# The last decision of each other case that goes on, for the units of this one and those in its areas.
_OTHERS = text("""
WITH mine AS (SELECT organisation_id, units FROM "case" WHERE id = :case),
     decided AS (SELECT DISTINCT ON (s.case_id) s.case_id, s.answers
                   FROM submission s JOIN "case" c ON c.id = s.case_id JOIN mine ON mine.organisation_id = c.organisation_id
                  WHERE c.state = 'running' AND c.id <> :case AND s.form = 'f_genomforandebeslut' AND s.undone_at IS NULL
                  ORDER BY s.case_id, s.submitted_at DESC)
SELECT u.name, sum(coalesce((r.row ->> 'timmar')::numeric, 0)) AS hours, count(DISTINCT d.case_id) AS cases
  FROM decided d, mine, jsonb_array_elements(d.answers -> 'resurstilldelning') AS r (row), unit u
 WHERE d.answers ->> 'utfall' = 'genomfor' AND u.id::text = r.row -> 'enhet' ->> 'id'
   AND (u.id = ANY (mine.units) OR u.parent_id = ANY (mine.units))
 GROUP BY u.name ORDER BY u.name
""")


def of_others(connection: Connection, case_id: UUID) -> list[dict[str, Any]]:
    """Return hours and cases for each unit that a case concerns and that others have booked."""
    rows = connection.execute(_OTHERS, {"case": case_id})
    return [{"enhet": row.name, "timmar": row.hours, "arenden": row.cases} for row in rows]
