"""The task rows, and by which right a person has a task."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row

from engine.desk import View
from engine.queries import names
from engine.queries.handed import helped, returned
from engine.queries.rows import TaskRow
from engine.store import sight
from engine.store.conflicts import DECLARED
from engine.store.members import NOW
from engine.store.sight import REACHES
from forms.text import Text

# By which of my rights I have the task (m), if any: one's own before a lent one, an appointment before a vacancy.
RIGHT = f"""
  LEFT JOIN LATERAL (SELECT m.stands_in, m.by, m.for_name, m.several, m.decides FROM mine m
                     WHERE m.id = t.seat_id AND {REACHES}
                       AND NOT {DECLARED}
                      ORDER BY m.rank, m.stands_in LIMIT 1) m ON true
"""  # noqa: S608  constants

# A claim lapses when the one who made it can no longer do the task.
LAPSED = "l.lapsed"

CLAIM = f"""
  CROSS JOIN LATERAL (SELECT CASE WHEN t.assignee_id IS NULL THEN false ELSE NOT EXISTS (
     SELECT 1 FROM holding h
      WHERE h.person_id = t.assignee_id AND h.seat_id IN (t.seat_id, s.superior_id) AND {NOW}) END AS lapsed) l
"""  # noqa: S608  constants

# What several could do is the group's until somebody takes it; but what is to be decided is its decider's.
SHARED = f"((t.assignee_id IS NULL OR {LAPSED}) AND m.several AND NOT (m.decides AND t.mandate IS NOT NULL))"

# How many comments and files a case (c) has: counted by index, for the rows that are shown.
FLAGS = """
  (SELECT count(*) FROM comment k WHERE k.case_id = c.id AND k.withdrawn_at IS NULL) AS comments,
  (SELECT count(*) FROM file f WHERE f.case_id = c.id) AS files
"""

COLUMNS = f"""
  {LAPSED} AS lapsed,
  t.id, t.name, t.name_en, t.item, t.element, t.state, t.mandate, t.assignee_id, t.due_at, t.priority,
  t.created_at, t.ended_at, t.follow_up_on, t.helper_id, t.help, t.returned, t.version, t.seat_id, t.form,
  c.id AS case_id, c.number, c.title, c.started_at AS case_started_at, c.diary_number,
  coalesce((SELECT name FROM person WHERE id = c.started_by), 'Räls') AS case_starter, c.process, c.phase, c.model_hash, c.organisation_id,
  s.role, s.scope_kind, coalesce(u.name, n.name, CASE WHEN s.scope_kind = 'arende' THEN c.number END, o.name) AS scope_name,
  p.name AS assignee, m.stands_in, m.by, m.for_name,
  ARRAY(SELECT hp.name FROM role_assignment ha JOIN person hp ON hp.id = ha.person_id AND hp.active
         WHERE ha.seat_id = s.id AND ha.valid_from <= :today AND (ha.valid_to IS NULL OR ha.valid_to >= :today)
         ORDER BY hp.name LIMIT 12) AS holders,
  {FLAGS}
"""  # noqa: S608  constants

# What stands beside a task (t).
BESIDE = f"""
  JOIN "case" c ON c.id = t.case_id
  JOIN organisation o ON o.id = c.organisation_id
  JOIN seat s ON s.id = t.seat_id
  LEFT JOIN unit u ON u.id = s.scope_id
  LEFT JOIN process_node n ON n.id = s.scope_id
  LEFT JOIN person p ON p.id = t.assignee_id
  {RIGHT}
  {CLAIM}
"""
TABLES = f"task t {BESIDE}"


# What a task's row is called alike in the database and for people.
_SAME = (
    *(
        "id",
        "item",
        "state",
        "case_id",
        "case_started_at",
        "case_starter",
        "diary_number",
        "process",
        "role",
        "scope_kind",
        "scope_name",
        "mandate",
        "due_at",
        "priority",
    ),
    *("created_at", "ended_at", "follow_up_on", "version", "by", "comments", "files"),
)


NOTHING: Final[Mapping[str, Text]] = MappingProxyType({})


def mine(view: View) -> dict[str, Any]:
    """Return the parameters that MY_SEATS and CLAIM need."""
    return sight.mine(view.actor, view.now)


def as_row(view: View, row: Row[Any], started_with: Mapping[str, Text] = NOTHING) -> TaskRow:
    """Return the task as a row for people, with what is wanted of what its case was started with."""
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
        help=helped(row.help),
        returned=returned(row.returned),
        started_with=started_with,
    )
