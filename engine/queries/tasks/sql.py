"""The task rows, and which seats are a person's today."""

import json
from typing import Any

from sqlalchemy import Row

from engine import clock
from engine.desk import View
from engine.queries import names
from engine.queries.rows import TaskRow
from engine.store.members import NOW
from forms.text import Text

# My seats, and the vacant ones below them: whose tasks come to me while nobody holds them. What I hold is known
# already, so it is handed in; `mandates` and `process` limit what has been lent to me, `rank` puts my own first.
MY_SEATS = """
  mine AS (
    SELECT h.id, false AS stands_in, h.mandates, h.process, h.by, h.for_name, h.rank
      FROM jsonb_to_recordset(CAST(:held AS jsonb))
           AS h (id uuid, mandates text[], process text, by text, for_name text, rank int)
    UNION
    SELECT s.id, true, m.mandates, m.process, m.by, m.for_name, m.rank FROM seat s JOIN mine m ON s.superior_id = m.id
     WHERE NOT EXISTS (SELECT 1 FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
                        WHERE a.seat_id = s.id AND a.valid_from <= :today
                          AND (a.valid_to IS NULL OR a.valid_to >= :today)))
"""

# Whether a row of `mine` (m) reaches a task (t) of a case (c).
REACHES = (
    "(m.mandates IS NULL OR t.mandate = ANY (m.mandates)) AND (m.process IS NULL OR m.process = c.process)"
)

# By which of my rights I have the task (m), if any: one's own before a lent one, an appointment before a vacancy.
RIGHT = f"""
  LEFT JOIN LATERAL (SELECT m.stands_in, m.by, m.for_name FROM mine m WHERE m.id = t.seat_id AND {REACHES}
                      ORDER BY m.rank, m.stands_in LIMIT 1) m ON true
"""  # noqa: S608  constants

# A claim lapses when the one who made it can no longer do the task.
LAPSED = "coalesce(l.lapsed, false)"

_CLAIM = f"""
  LEFT JOIN LATERAL (SELECT NOT EXISTS (
     SELECT 1 FROM holding h
      WHERE h.person_id = t.assignee_id AND h.seat_id IN (t.seat_id, s.superior_id) AND {NOW}) AS lapsed
  ) l ON t.assignee_id IS NOT NULL
"""  # noqa: S608  constants

COLUMNS = f"""
  {LAPSED} AS lapsed,
  t.id, t.name, t.name_en, t.item, t.element, t.state, t.mandate, t.assignee_id, t.due_at, t.priority,
  t.created_at, t.ended_at, t.version, t.seat_id, t.form,
  c.id AS case_id, c.number, c.title, c.process, c.phase, c.model_hash, c.organisation_id,
  s.role, s.scope_kind, coalesce(u.name, n.name, CASE WHEN s.scope_kind = 'arende' THEN c.number END, o.name) AS scope_name,
  p.name AS assignee, m.stands_in, m.by, m.for_name,
  ARRAY(SELECT hp.name FROM role_assignment ha JOIN person hp ON hp.id = ha.person_id AND hp.active
         WHERE ha.seat_id = s.id AND ha.valid_from <= :today AND (ha.valid_to IS NULL OR ha.valid_to >= :today)
         ORDER BY hp.name LIMIT 12) AS holders
"""  # noqa: S608  constants

TABLES = f"""
  task t
  JOIN "case" c ON c.id = t.case_id
  JOIN organisation o ON o.id = c.organisation_id
  JOIN seat s ON s.id = t.seat_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN person p ON p.id = t.assignee_id
  {RIGHT}
  {_CLAIM}
"""


# What a task's row is called alike in the database and for people.
_SAME = (
    *(
        "id",
        "item",
        "state",
        "case_id",
        "process",
        "role",
        "scope_kind",
        "scope_name",
        "mandate",
        "due_at",
        "priority",
    ),
    *("created_at", "ended_at", "version", "by"),
)


def mine(view: View) -> dict[str, Any]:
    """Return the parameters that MY_SEATS and LAPSED need."""
    held = [
        {
            "id": str(one.seat_id),
            "mandates": None if one.mandates is None else list(one.mandates),
            "process": one.process,
            "by": one.by,
            "for_name": one.for_name,
            "rank": rank,
        }
        for rank, one in enumerate(view.actor.held)
    ]
    return {"held": json.dumps(held), "now": view.now, "today": clock.day(view.now)}


def as_row(view: View, row: Row[Any]) -> TaskRow:
    """Return the task as a row for people."""
    same = {name: getattr(row, name) for name in _SAME}
    return TaskRow(
        **same,
        name=Text(row.name, row.name_en),
        element_id=row.element,
        case_number=row.number,
        case_title=row.title,
        phase_name=names.element(view, row.model_hash, row.phase),
        role_name=names.role(view, row.role),
        mandate_name=names.mandate(view, row.mandate),
        assignee_id=None if row.lapsed else row.assignee_id,
        assignee=None if row.lapsed else row.assignee,
        holders=tuple(row.holders),
        mine=row.by is not None and (row.lapsed or row.assignee_id in (None, view.actor.person_id)),
        stands_in=bool(row.stands_in),
        on_behalf_of=row.for_name,
    )
