"""What lead times are measured with: percentiles of the tasks, or the cases, that a reader may see. The bones of SQL, all constants."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import text

from engine.store.sight import VISIBLE

STEP, ROLE, UNIT = "step", "role", "unit"
KEYS: Final[Mapping[str, tuple[str, str]]] = {
    STEP: ("t.element", ""),
    ROLE: ("s.role", ""),
    UNIT: ("up.at::text", "LEFT JOIN up ON up.unit = s.scope_id"),
}
# A unit with all units that it lies in; and how many working days there have been up to each day.
UP: Final = """
  up (unit, at) AS (SELECT u.id, u.id FROM unit u WHERE u.organisation_id = :organisation
                    UNION SELECT up.unit, u.parent_id FROM up JOIN unit u ON u.id = up.at WHERE u.parent_id IS NOT NULL)"""
DAYS: Final = "worked (day, n) AS (SELECT * FROM unnest(CAST(:days AS date[]), CAST(:worked AS int[])))"
_OF: Final = f"""c.organisation_id = :organisation AND c.process = :process
   AND (CAST(:hash AS text) IS NULL OR c.model_hash = :hash) AND {VISIBLE}"""
_ENDED: Final = "{0}.ended_at >= :from_at AND {0}.ended_at < :to_at"
# The role and unit of a task are those that it was given to, also when it has gone on for a conflict of interest.
TASKS: Final = f"""
SELECT {{key}} COLLATE "C" AS key, t.state = 'completed' AS done, t.created_at, CASE WHEN :guarded THEN t.ended_by END AS ended_by, s.role, CAST(extract(epoch FROM t.ended_at - t.created_at) AS float8) AS wait,
       after.n - before.n AS worked
  FROM "case" c JOIN task t ON t.case_id = c.id JOIN seat s ON s.id = coalesce(t.from_seat_id, t.seat_id) {{join}}
  LEFT JOIN worked before ON before.day = (t.created_at AT TIME ZONE 'Europe/Stockholm')::date
  LEFT JOIN worked after ON after.day = (t.ended_at AT TIME ZONE 'Europe/Stockholm')::date
 WHERE {_OF} AND (t.state = 'open' OR (t.state = 'completed' AND {_ENDED.format("t")}))"""  # noqa: S608  constants
CASES: Final = f"""
SELECT NULL AS key, c.state = 'ended' AS done, c.started_at AS created_at, NULL::uuid AS ended_by, NULL::text AS role,
       CAST(extract(epoch FROM c.ended_at - c.started_at) AS float8) AS wait, after.n - before.n AS worked
  FROM "case" c
  LEFT JOIN worked before ON before.day = (c.started_at AT TIME ZONE 'Europe/Stockholm')::date
  LEFT JOIN worked after ON after.day = (c.ended_at AT TIME ZONE 'Europe/Stockholm')::date
 WHERE {_OF} AND (c.state = 'running' OR (c.state = 'ended' AND {_ENDED.format("c")}))"""  # noqa: S608  constants
# What few are behind never leaves the database.
ROWS: Final = """
SELECT key, completed, open, roles, shown, CASE WHEN shown THEN waits[1] END AS median, CASE WHEN shown THEN waits[2] END AS p90,
       CASE WHEN shown THEN worked END AS worked, CASE WHEN shown THEN extract(epoch FROM CAST(:now AS timestamptz) - oldest) END AS oldest
  FROM (SELECT key, count(*) FILTER (WHERE done) AS completed, count(*) FILTER (WHERE NOT done) AS open,
               array_agg(DISTINCT role COLLATE "C") AS roles, min(created_at) FILTER (WHERE NOT done) AS oldest,
               percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY wait) FILTER (WHERE done) AS waits,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY worked) FILTER (WHERE done) AS worked,
               NOT :guarded OR (count(*) FILTER (WHERE done) >= :fewest AND count(DISTINCT ended_by) >= :fewest) AS shown
          FROM ({measured}) measured GROUP BY key) grouped"""
FIRST: Final = text(
    'SELECT min(started_at) FROM "case" WHERE organisation_id = :organisation AND process = :process'
)
UNITS: Final = text(
    "SELECT u.id::text AS id, u.name, p.name AS above FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.organisation_id = :organisation"
)
BUSIEST: Final = text(
    'SELECT process FROM "case" WHERE organisation_id = :organisation GROUP BY process ORDER BY count(*) DESC, process LIMIT 1'
)
