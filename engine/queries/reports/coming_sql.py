"""The statements of what comes to a part of the organisation: the unit and all that lies under it."""

from typing import Final

from engine.queries.reports.portfolio_sql import BELOW
from engine.store.sight import MY_SEATS, VISIBLE

UNIT: Final = "SELECT id, name, kind FROM unit WHERE id = :unit AND organisation_id = :organisation"
# The running cases that name a unit there, or have come some way in one.
_REACHING: Final = f"""
WITH RECURSIVE {MY_SEATS}, {BELOW}, reaching AS MATERIALIZED (
  SELECT c.id, c.number, c.title, c.units FROM "case" c
   WHERE c.organisation_id = :organisation AND c.state = 'running' AND {VISIBLE}
     AND (c.units && ARRAY(SELECT b.id FROM below b)
          OR EXISTS (SELECT FROM rollout r JOIN below b ON b.id = r.unit_id WHERE r.case_id = c.id)))
"""  # noqa: S608  constants
ARRIVALS: Final = f"""
{_REACHING}
SELECT 'rollout' AS kind, coalesce(r.done_on, r.planned_on)::text AS day, r.comment AS name, u.id AS unit_id, u.name AS unit,
       u.kind AS unit_kind, r.status, c.id AS case_id, c.number, c.title
  FROM reaching c JOIN rollout r ON r.case_id = c.id JOIN below b ON b.id = r.unit_id JOIN unit u ON u.id = b.id
 WHERE r.status <> 'ej_aktuellt' AND u.kind IN ('regionomrade', 'enhet')
UNION ALL
SELECT 'concerned', (SELECT w.answers->>'onskat_datum' FROM submission w WHERE w.case_id = c.id AND w.task_id IS NULL LIMIT 1), '',
       u.id, u.name, u.kind, 'ej_paborjat', c.id, c.number, c.title
  FROM reaching c JOIN unit u ON u.id = ANY (c.units) JOIN below b ON b.id = u.id
 WHERE u.kind IN ('regionomrade', 'enhet') AND NOT EXISTS (SELECT FROM rollout r WHERE r.case_id = c.id AND r.unit_id = u.id)
UNION ALL
SELECT 'activity', a.value->>'start', coalesce(a.value->>'namn', ''), u.id, u.name, u.kind, 'ej_paborjat', c.id, c.number, c.title
  FROM reaching c JOIN submission w ON w.case_id = c.id AND w.form = 'f_forandringsplan' AND w.undone_at IS NULL
  JOIN task t ON t.id = w.task_id JOIN seat s ON s.id = t.seat_id JOIN below b ON b.id = s.scope_id JOIN unit u ON u.id = b.id
 CROSS JOIN LATERAL jsonb_array_elements(coalesce(w.answers->'aktiviteter', '[]')) a
 WHERE (a.value->>'start') >= (:today)::text
UNION ALL
SELECT 'milestone', coalesce(m.forecast_on, m.planned_on)::text, m.name, NULL, NULL, NULL, 'ej_paborjat', c.id, c.number, c.title
  FROM reaching c JOIN milestone m ON m.case_id = c.id WHERE m.reached_on IS NULL
"""  # noqa: S608  constants
AFFECTED: Final = f"""
{_REACHING}
SELECT u.id, u.name, u.kind,
       (SELECT count(*) FROM reaching c WHERE u.id = ANY (c.units)
           OR EXISTS (SELECT FROM rollout r WHERE r.case_id = c.id AND r.unit_id = u.id AND r.status <> 'ej_aktuellt')) AS cases,
       (SELECT jsonb_object_agg(h.role, h.people) FROM (
          SELECT s.role, jsonb_agg(DISTINCT p.name) AS people FROM seat s
            JOIN role_assignment a ON a.seat_id = s.id JOIN person p ON p.id = a.person_id AND p.active
           WHERE s.scope_id = u.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
           GROUP BY s.role) h) AS people
  FROM below b JOIN unit u ON u.id = b.id ORDER BY u.kind <> 'regionomrade', u.code
"""  # noqa: S608  constants
AROUND: Final = f"""
{_REACHING}
SELECT ARRAY(SELECT DISTINCT u.name FROM reaching c JOIN unit u ON u.id = ANY (c.units) AND u.kind = 'stabsfunktion' ORDER BY 1) AS staff,
       ARRAY(SELECT DISTINCT w.answers->>'malgrupp' FROM reaching c
               JOIN submission w ON w.case_id = c.id AND w.form = 'f_information' AND w.undone_at IS NULL
               JOIN task t ON t.id = w.task_id JOIN seat s ON s.id = t.seat_id JOIN below b ON b.id = s.scope_id
              WHERE w.answers->>'malgrupp' <> '' ORDER BY 1) AS told
"""  # noqa: S608  constants
EXPECTED: Final = f"""
{_REACHING}
SELECT t.id, t.name, t.name_en, t.item, t.due_at, s.role, u.name AS unit, c.id AS case_id, c.number, c.title,
       ARRAY(SELECT p.name FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
              WHERE a.seat_id = s.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
              ORDER BY p.name LIMIT 12) AS holders
  FROM task t JOIN "case" c ON c.id = t.case_id JOIN seat s ON s.id = t.seat_id
  JOIN below b ON b.id = s.scope_id JOIN unit u ON u.id = b.id
 WHERE t.state = 'open' AND c.organisation_id = :organisation AND {VISIBLE} ORDER BY t.due_at, u.code, t.id LIMIT 200
"""  # noqa: S608  constants
