"""The statements of an agenda."""

from typing import Final

from engine.queries.reports.portfolio_sql import HELD
from engine.queries.reports.questions import ANSWERED, ASKED, KEPT, OPEN, RAISED
from engine.store.sight import MY_SEATS, VISIBLE

_OURS: Final = f"c.organisation_id = :organisation AND c.state = 'running' AND {VISIBLE}"
_OWNER: Final = HELD.format(role="uppdragsagare", case="c")
# Open decisions of the role, an escalation where it lies now; for those who lead the cases also everybody else's that are past their day.
TASKS: Final = f"""
WITH RECURSIVE {MY_SEATS}
SELECT t.id, t.name, t.name_en, t.item, t.form, t.due_at, at.role, c.id AS case_id, c.number, c.title,
       e.content AS raised, p.name AS raised_by, e.role AS raised_as, {_OWNER} AS owner, b.name AS starter,
       (SELECT jsonb_build_object('form', w.form, 'answers', w.answers, 'role', w.role, 'by', q.name)
          FROM submission w LEFT JOIN person q ON q.id = w.person_id
         WHERE w.case_id = c.id AND w.form = CAST(:forms AS jsonb)->>t.form AND w.undone_at IS NULL
         ORDER BY w.submitted_at DESC LIMIT 1) AS proposed
  FROM task t JOIN "case" c ON c.id = t.case_id JOIN seat s ON s.id = t.seat_id
  LEFT JOIN escalation e ON e.case_id = c.id LEFT JOIN person p ON p.id = e.raised_by
  LEFT JOIN person b ON b.id = c.started_by
 CROSS JOIN LATERAL (SELECT coalesce((SELECT l.role FROM escalation_level l WHERE l.escalation_id = e.id
   AND l.answered_at IS NULL ORDER BY l.number DESC LIMIT 1), s.role) AS role) at
 WHERE t.state = 'open' AND t.mandate IS NOT NULL AND {_OURS}
   AND (at.role = :role OR (:leads AND t.due_at < :now))
 ORDER BY t.due_at, t.id LIMIT 200
"""  # noqa: S608  constants
# Latest reports that are red, or have questions without a decision.
REPORTS: Final = f"""
WITH RECURSIVE {MY_SEATS}, found AS (
  SELECT c.id, c.number, c.title, r.id AS report_id, r.number AS report_number, r.total, r.trend, r.role AS raised_as,
         p.name AS raised_by, r.content->>'atgard' AS action, r.content->>'sammanfattning' AS summary,
         {OPEN} AS needed, {ASKED} AS tasks, {ANSWERED} AS answered, {KEPT} AS kept, {RAISED} AS raised
    FROM "case" c JOIN status_report r ON r.organisation_id = :organisation AND r.case_id = c.id AND r.latest
    JOIN person p ON p.id = r.submitted_by
   WHERE {_OURS})
SELECT * FROM found WHERE total = 'rod' OR needed IS NOT NULL
 ORDER BY CASE total WHEN 'rod' THEN 0 WHEN 'gul' THEN 1 ELSE 2 END, number LIMIT 200
"""  # noqa: S608  constants
GOALS_PAST: Final = f"""
WITH RECURSIVE {MY_SEATS}
SELECT c.id, c.number, c.title, g.name AS goal, g.end_on, p.name AS raised_by, NULL AS raised_as
  FROM goal g JOIN "case" c ON c.id = g.case_id LEFT JOIN person p ON p.id = g.responsible_id
 WHERE g.status = 'beslutat' AND g.end_on < :today AND {_OURS} ORDER BY g.end_on, c.number LIMIT 200
"""  # noqa: S608  constants
