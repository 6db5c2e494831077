"""The task rows, and which seats are a person's today."""

from typing import Any

from sqlalchemy import Row, text

from engine.desk import View
from engine.queries import names
from engine.queries.rows import TaskRow
from forms.text import Text

# My seats, and the vacant ones below them: whose tasks come to me while nobody holds them.
MY_SEATS = """
  mine AS (
    SELECT a.seat_id AS id, false AS stands_in FROM role_assignment a
     WHERE a.person_id = :person AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
    UNION
    SELECT s.id, true FROM seat s JOIN mine m ON s.superior_id = m.id
     WHERE NOT EXISTS (SELECT 1 FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
                        WHERE a.seat_id = s.id AND a.valid_from <= :today
                          AND (a.valid_to IS NULL OR a.valid_to >= :today)))
"""

# A claim lapses when the one who made it can no longer do the task.
LAPSED = """
  (t.assignee_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM role_assignment ca JOIN person cp ON cp.id = ca.person_id AND cp.active
      WHERE ca.person_id = t.assignee_id AND ca.seat_id IN (t.seat_id, s.superior_id)
        AND ca.valid_from <= :today AND (ca.valid_to IS NULL OR ca.valid_to >= :today)))
"""

COLUMNS = f"""
  {LAPSED} AS lapsed,
  t.id, t.name, t.name_en, t.item, t.element, t.state, t.mandate, t.assignee_id, t.due_at, t.priority,
  t.created_at, t.ended_at, t.version, t.seat_id, t.form,
  c.id AS case_id, c.number, c.title, c.process, c.phase, c.model_hash, c.organisation_id,
  s.role, s.scope_kind, coalesce(u.name, CASE WHEN s.scope_kind = 'arende' THEN c.number END, o.name) AS scope_name,
  p.name AS assignee,
  ARRAY(SELECT hp.name FROM role_assignment ha JOIN person hp ON hp.id = ha.person_id AND hp.active
         WHERE ha.seat_id = s.id AND ha.valid_from <= :today AND (ha.valid_to IS NULL OR ha.valid_to >= :today)
         ORDER BY hp.name LIMIT 12) AS holders
"""  # noqa: S608  constants

TABLES = """
  task t
  JOIN "case" c ON c.id = t.case_id
  JOIN organisation o ON o.id = c.organisation_id
  JOIN seat s ON s.id = t.seat_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN person p ON p.id = t.assignee_id
"""

_MY_SEATS = text(f"WITH RECURSIVE {MY_SEATS} SELECT id, stands_in FROM mine")  # noqa: S608  constants


def my_seats(view: View, today: object) -> dict[object, bool]:
    """Return the seats whose tasks are the reader's today; the value says whether for a vacancy."""
    rows = view.connection.execute(_MY_SEATS, {"person": view.actor.person_id, "today": today})
    found: dict[object, bool] = {}
    for row in rows:
        found[row.id] = found.get(row.id, True) and row.stands_in
    return found


def as_row(view: View, row: Row[Any], seats: dict[object, bool]) -> TaskRow:
    """Return the task as a row for people."""
    return TaskRow(
        id=row.id,
        name=Text(row.name, row.name_en),
        item=row.item,
        element_id=row.element,
        state=row.state,
        case_id=row.case_id,
        case_number=row.number,
        case_title=row.title,
        process=row.process,
        phase_name=names.element(view, row.model_hash, row.phase),
        role=row.role,
        role_name=names.role(view, row.role),
        scope_kind=row.scope_kind,
        scope_name=row.scope_name,
        mandate=row.mandate,
        mandate_name=names.mandate(view, row.mandate),
        assignee_id=None if row.lapsed else row.assignee_id,
        assignee=None if row.lapsed else row.assignee,
        holders=tuple(row.holders),
        due_at=row.due_at,
        priority=row.priority,
        created_at=row.created_at,
        ended_at=row.ended_at,
        version=row.version,
        mine=row.seat_id in seats and (row.lapsed or row.assignee_id in (None, view.actor.person_id)),
        stands_in=seats.get(row.seat_id, False),
    )
