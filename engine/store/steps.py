"""Writes everything that follows from a step in one statement, since round trips cost more than the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, TextClause, text

from engine import clock
from engine.store.followers import TELL, subject
from engine.store.instances import Locked, Stepped
from engine.store.rows import as_json
from forms.text import Text

Row = Mapping[str, Any]
# Which tables get rows, and which columns of each.
Shape = tuple[tuple[str, tuple[str, ...]], ...]

_STEP: Final = """
WITH stepped AS (
  UPDATE instance SET state = :state,
         before = CASE WHEN CAST(:done AS uuid) IS NOT NULL THEN state END, version = :version, next_due = :next_due, tokens = CAST(:tokens AS jsonb),
         status = CASE WHEN :over THEN 'ended' ELSE 'running' END
   WHERE id = :instance),
ended AS (
  UPDATE task SET state = CASE WHEN id = :done THEN 'completed' ELSE 'cancelled' END, ended_at = :at, ended_by = :by,
         version = version + 1
   WHERE id = ANY(:ended)),
forgotten AS (DELETE FROM draft WHERE task_id = ANY(:ended)),
mended AS (
  UPDATE incident SET resolved_at = :at, resolved_by = :by
   WHERE instance_id = :instance AND resolved_at IS NULL
     AND (CAST(step->>'task_id' AS uuid) = ANY(:ended) OR step->>'kind' = 'wake')),
to_tell AS (INSERT INTO outbox (case_id, at, person_id) VALUES (:case, :at, :by) ON CONFLICT DO NOTHING)"""

_INSERT: Final = """,
new_{table} AS (
  INSERT INTO {table} ({columns})
  SELECT {columns} FROM jsonb_populate_recordset(CAST(NULL AS {table}), CAST(:{table} AS jsonb)))"""

# The case is locked through its instance, so no two decisions get the same number.
_DECISION: Final = """,
new_decision AS (
  INSERT INTO decision (number, {columns})
  SELECT (SELECT coalesce(max(number), 0) + 1 FROM decision WHERE case_id = :case), {columns}
    FROM jsonb_populate_recordset(CAST(NULL AS decision), CAST(:decision AS jsonb)))"""

_CASE: Final = """
UPDATE "case" SET phase = :phase, state = CASE WHEN :over THEN 'ended' ELSE state END,
       ended_at = CASE WHEN :over THEN :at ELSE ended_at END, ended_in = coalesce(:ended_in, ended_in)
 WHERE id = :case"""


@dataclass(frozen=True)
class Written:
    """The rows of a step. `done` is the task that was completed, `gone` those that were withdrawn."""

    locked: Locked
    step: Stepped
    by: UUID | None
    done: UUID | None = None
    gone: Sequence[UUID] = ()
    opened: Sequence[Row] = ()
    submission: Row | None = None
    decision: Row | None = None
    trail: Sequence[Row] = field(default_factory=tuple)
    # What those who follow the case are told, if anything.
    told: Text | None = None


def write(connection: Connection, what: Written) -> None:
    """Store state, case, tasks, what was handed in, the decision and the trail."""
    rows: dict[str, list[Row]] = {
        "task": [{"state": "open", **row} for row in what.opened],
        "submission": [what.submission] if what.submission else [],
        "decision": [what.decision] if what.decision else [],
        "trail": list(what.trail),
    }
    new = {table: some for table, some in rows.items() if some}
    shape = tuple((table, tuple(some[0])) for table, some in new.items())
    connection.execute(
        _statement(shape, tells=what.told is not None),
        _step(what) | {table: as_json(some) for table, some in new.items()},
    )


def _step(what: Written) -> dict[str, Any]:
    step = what.step
    return {
        "instance": what.locked.instance_id,
        "case": what.locked.case_id,
        "state": step.state,
        "version": what.locked.version + 1,
        "next_due": step.next_due,
        "tokens": as_json(step.tokens),
        "phase": step.phase,
        "over": step.done,
        "ended_in": step.ended[-1] if step.done and step.ended else None,
        "at": step.at,
        "by": what.by,
        **_told(what),
        "done": what.done,
        "ended": [*([what.done] if what.done else []), *what.gone],
    }


def _told(what: Written) -> dict[str, Any]:
    if what.told is None:
        return {}
    about = {"but": what.by, "today": clock.day(what.step.at)}
    return {**subject(what.locked, what.told), "body": "", **about}


@lru_cache(maxsize=64)
def _statement(shape: Shape, *, tells: bool) -> TextClause:
    """Return the statement for steps of a shape. There are few, so PostgreSQL parses and plans each only once."""
    parts = [
        (_DECISION if table == "decision" else _INSERT).format(table=table, columns=", ".join(columns))
        for table, columns in shape
    ]
    told = [f",\ntold AS ({TELL})"] if tells else []
    return text(_STEP + "".join(parts + told) + _CASE)
