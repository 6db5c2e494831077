"""What there is to tell of: steps taken, days that draw near or have passed; and who is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine import clock
from engine.store.members import NOW
from engine.store.rows import as_json

SOON: Final = timedelta(days=2)
Steps = Sequence["Row[Any]"]

_BEGIN = text("INSERT INTO due_told (id, at) VALUES (1, :now) ON CONFLICT DO NOTHING")
_SINCE = text("SELECT least(at, :now) FROM due_told FOR UPDATE")
_UNTIL = text("UPDATE due_told SET at = :now")
_TAKE = text("""
DELETE FROM outbox WHERE (case_id, at) IN (SELECT case_id, at FROM outbox ORDER BY at LIMIT :most)
RETURNING case_id, at, person_id
""")

# The steps at hand; what a step did bears its instant.
STEPS: Final = (
    "jsonb_to_recordset(CAST(:steps AS jsonb)) AS step (case_id uuid, at timestamptz, person_id uuid)"
)
_NEW = text(f"""
SELECT t.id, step.person_id FROM {STEPS}
  JOIN task t ON t.case_id = step.case_id AND t.created_at = step.at AND t.state = 'open'
""")  # noqa: S608  constants

# A task that is born due soon has been told of as new.
_NEARS = "t.state = 'open' AND t.due_at > greatest(:now, :since + :soon) AND t.due_at <= :now + :soon AND t.due_at > t.created_at + :soon"
_PASSED = "t.state = 'open' AND t.due_at > :since AND t.due_at <= :now"
_DUE = text(f"""
SELECT 'due_soon' AS kind, t.id, t.due_at FROM task t WHERE {_NEARS}
UNION ALL
SELECT 'overdue', t.id, t.due_at FROM task t WHERE {_PASSED}
""")  # noqa: S608  constants

_ANYTHING = text(f"""
SELECT EXISTS (SELECT 1 FROM outbox)
    OR NOT EXISTS (SELECT 1 FROM due_told WHERE at <= :now)
    OR EXISTS (SELECT 1 FROM notification WHERE dispatch_id IS NULL AND at < :digest)
    OR EXISTS (SELECT 1 FROM due_told l, LATERAL (SELECT l.at AS since) s, task t
                WHERE ({_NEARS.replace(":since", "s.since")}) OR ({_PASSED.replace(":since", "s.since")}))
""")  # noqa: S608  constants

# Whoever started the case, has handed something in or follows it, unless having said no to that; but not those who
# took the decision. Followers have a notice of it already: that says who may know.
_DECIDED = text(f"""
SELECT d.id, d.case_id, w.person_id, step.at
  FROM {STEPS}
  JOIN decision d ON d.case_id = step.case_id AND d.recorded_at = step.at
  JOIN "case" c ON c.id = d.case_id
  JOIN LATERAL (SELECT c.started_by AS person_id
                UNION SELECT s.person_id FROM submission s WHERE s.case_id = c.id
                UNION SELECT n.person_id FROM notice n
                 WHERE n.case_id = c.id AND n.sent_at = step.at AND n.kind = 'followed') w
    ON w.person_id NOT IN (d.decider_id, d.recorded_by)
 WHERE NOT EXISTS (SELECT 1 FROM follower f
                    WHERE f.case_id = c.id AND f.person_id = w.person_id AND NOT f.follows)
""")  # noqa: S608  constants

# Of a decision followers are told as of a decision, once.
_NOTICED = text(f"""
SELECT n.id, n.kind, n.case_id, n.person_id, step.at
  FROM {STEPS}
  JOIN notice n ON n.case_id = step.case_id AND n.sent_at = step.at
 WHERE n.kind <> 'followed'
    OR NOT EXISTS (SELECT 1 FROM decision d WHERE d.case_id = step.case_id AND d.recorded_at = step.at)
""")  # noqa: S608  constants
_LATER = text("INSERT INTO outbox (case_id, at, person_id) VALUES (:case, :at, :by) ON CONFLICT DO NOTHING")

# The inbox from the other side (MY_SEATS in queries/tasks/sql.py): who holds the seat, or one above while it is vacant.
_HAVING = text(f"""
WITH RECURSIVE up AS (
  SELECT t.id AS task_id, t.seat_id FROM task t WHERE t.id = ANY (:tasks)
  UNION
  SELECT up.task_id, s.superior_id FROM up JOIN seat s ON s.id = up.seat_id
   WHERE s.superior_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
      WHERE a.seat_id = s.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)))
SELECT DISTINCT t.id, t.case_id, h.person_id
  FROM up
  JOIN task t ON t.id = up.task_id AND t.state = 'open'
  JOIN "case" c ON c.id = t.case_id
  JOIN seat s ON s.id = t.seat_id
  JOIN holding h ON h.seat_id = up.seat_id AND {NOW}
   AND (h.mandates IS NULL OR t.mandate = ANY (h.mandates)) AND (h.process IS NULL OR h.process = c.process)
 WHERE NOT EXISTS (SELECT 1 FROM conflict_of_interest k WHERE k.task_id = t.id AND k.withdrawn_at IS NULL AND k.person_id = h.person_id)
   AND (t.assignee_id IS NULL OR t.assignee_id = h.person_id
        OR NOT EXISTS (SELECT 1 FROM holding h WHERE h.person_id = t.assignee_id
                          AND h.seat_id IN (t.seat_id, s.superior_id) AND {NOW}))
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Told:
    """A person to tell of a task, a decision or a notice; `key` makes it the same notification.

    `step`: when the step was taken that it tells of; None for a day that draws near.
    """

    kind: str
    person_id: UUID
    case_id: UUID
    key: str
    task_id: UUID | None = None
    decision_id: UUID | None = None
    notice_id: UUID | None = None
    step: datetime | None = None


def anything(connection: Connection, now: datetime, digest: datetime) -> bool:
    """Whether there is anything to tell of, or digests from before `digest` to send."""
    found: bool = connection.execute(_ANYTHING, {"now": now, "soon": SOON, "digest": digest}).scalar_one()
    return found


def begin(connection: Connection, now: datetime) -> datetime:
    """Return up to when due dates have been told of. Only one tells at a time: the others wait here."""
    connection.execute(_BEGIN, {"now": now})
    since: datetime = connection.execute(_SINCE, {"now": now}).scalar_one()
    connection.execute(_UNTIL, {"now": now})
    return since


def later(connection: Connection, case_id: UUID, at: datetime, by: UUID | None) -> None:
    """Let people be told of what was done in a case outside of a step, at this instant, by a person."""
    connection.execute(_LATER, {"case": case_id, "at": at, "by": by})


def take(connection: Connection, most: int) -> Steps:
    """Take the oldest steps (case_id, at, person_id) out of the outbox."""
    return connection.execute(_TAKE, {"most": most}).all()


def steps_as_json(steps: Steps) -> str:
    """Return the steps as the statements of this room take them."""
    return as_json([dict(step._mapping) for step in steps])  # noqa: SLF001  SQLAlchemy's public name


def new_tasks(connection: Connection, steps: Steps, now: datetime) -> list[Told]:
    """Return who has got which task by these steps; who took the step has been shown what follows."""
    took = {row.id: row.person_id for row in connection.execute(_NEW, {"steps": steps_as_json(steps)})}
    return [
        Told("new_task", person_id, case_id, str(task_id), task_id)
        for task_id, case_id, person_id in having(connection, took, now)
        if person_id != took[task_id]
    ]


def due_tasks(connection: Connection, since: datetime, now: datetime) -> list[Told]:
    """Return whose tasks have come near their day, or passed it, since another time."""
    asked = {"since": since, "now": now, "soon": SOON}
    found = {(row.id, row.kind): row.due_at for row in connection.execute(_DUE, asked)}
    who = having(connection, {task_id for task_id, _ in found}, now)
    return [
        Told(kind, person_id, case_id, f"{task_id} {due_at.isoformat()}", task_id)
        for task_id, case_id, person_id in who
        for (other, kind), due_at in found.items()
        if other == task_id
    ]


def decisions(connection: Connection, steps: Steps) -> list[Told]:
    """Return who is told of the decisions of these steps."""
    found = connection.execute(_DECIDED, {"steps": steps_as_json(steps)})
    return [
        Told("decision", row.person_id, row.case_id, str(row.id), decision_id=row.id, step=row.at)
        for row in found
    ]


def notices(connection: Connection, steps: Steps) -> list[Told]:
    """Return who has got a notice by these steps; what tells of a decision is left to `decisions`."""
    found = connection.execute(_NOTICED, {"steps": steps_as_json(steps)})
    return [
        Told(row.kind, row.person_id, row.case_id, str(row.id), notice_id=row.id, step=row.at)
        for row in found
    ]


def having(connection: Connection, tasks: Collection[UUID], now: datetime) -> list[tuple[UUID, UUID, UUID]]:
    """Return (task, case, person) for everybody in whose inbox these open tasks stand."""
    if not tasks:
        return []
    asked = {"tasks": list(tasks), "now": now, "today": clock.day(now)}
    return [(row.id, row.case_id, row.person_id) for row in connection.execute(_HAVING, asked)]
