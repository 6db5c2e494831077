"""Writes how far a case has come: milestones, risks, roll-out, money and hours, all in one statement."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

from engine.store.progress import GONE_RISK, OPEN_RISK
from forms.jsonable import jsonable


def _said(column: str, kind: str, otherwise: str) -> str:
    """Return what a row (v) says of a column, and what it is otherwise."""
    return f"CASE WHEN v ? '{column}' THEN (v->>'{column}')::{kind} ELSE {otherwise} END"


def _set(columns: Mapping[str, str], table: str) -> str:
    return ", ".join(f"{name} = {_said(name, kind, f'{table}.{name}')}" for name, kind in columns.items())


def _given(columns: Mapping[str, str], table: str) -> str:
    return ", ".join(_said(name, kind, f"{table}.{name}") for name, kind in columns.items())


_MILESTONE: Final = {"name": "text", "planned_on": "date", "forecast_on": "date", "reached_on": "date"}
_RISK: Final = {
    "description": "text",
    "cause": "text",
    "likelihood": "integer",
    "consequence": "integer",
    "action": "text",
    "responsible_id": "uuid",
    "status": "text",
}
_UNIT: Final = {"status": "text", "planned_on": "date", "done_on": "date", "units_total": "integer"} | {
    "units_done": "integer",
    "comment": "text",
}
_MONEY: Final = dict.fromkeys(("planned", "used", "forecast", "hours_planned", "hours_used"), "numeric") | {
    "comment": "text"
}
_WRITE = text(f"""
WITH m AS (SELECT v, place - 1 AS place FROM jsonb_array_elements(CAST(:milestones AS jsonb)) WITH ORDINALITY AS r(v, place)),
 changed_m AS (
  UPDATE milestone t SET {_set(_MILESTONE, "t")}, position = m.place, removed_at = NULL FROM m
   WHERE t.case_id = :case AND t.id = (v->>'id')::uuid RETURNING t.id),
 new_m AS (
  INSERT INTO milestone (id, case_id, position, {", ".join(_MILESTONE)})
  SELECT gen_random_uuid(), :case, place, {_given(_MILESTONE, "e")} FROM m LEFT JOIN milestone e ON false
   WHERE NOT EXISTS (SELECT FROM milestone t WHERE t.case_id = :case AND t.id = (v->>'id')::uuid)),
 gone_m AS (
  UPDATE milestone SET removed_at = :now WHERE case_id = :case AND removed_at IS NULL AND id = ANY (CAST(:gone AS uuid[]))),
 gone_k AS (
  UPDATE risk SET status = :left_out, closed_at = :now
   WHERE case_id = :case AND status = :open AND id = ANY (CAST(:gone AS uuid[]))),
 k AS (SELECT v FROM jsonb_array_elements(CAST(:risks AS jsonb)) v),
 changed_k AS (
  UPDATE risk t SET {_set(_RISK, "t")},
         closed_at = CASE WHEN v->>'status' = :open THEN NULL ELSE coalesce(t.closed_at, :now) END FROM k
   WHERE t.case_id = :case AND t.id = (v->>'id')::uuid RETURNING t.id),
 new_k AS (
  INSERT INTO risk (id, case_id, raised_at, closed_at, cause, action, description, likelihood, consequence, responsible_id, status)
  SELECT gen_random_uuid(), :case, :now, CASE WHEN v->>'status' = :open THEN NULL ELSE CAST(:now AS timestamptz) END,
         coalesce(v->>'cause', ''), coalesce(v->>'action', ''), v->>'description', (v->>'likelihood')::integer,
         (v->>'consequence')::integer, (v->>'responsible_id')::uuid, v->>'status' FROM k
   WHERE NOT EXISTS (SELECT FROM risk t WHERE t.case_id = :case AND t.id = (v->>'id')::uuid)),
 u AS (SELECT v, (v->>'unit_id')::uuid AS unit_id FROM jsonb_array_elements(CAST(:rollout AS jsonb)) v),
 written_u AS (
  INSERT INTO rollout (case_id, unit_id, changed_at, {", ".join(_UNIT)})
  SELECT :case, u.unit_id, :now, {_given({name: kind for name, kind in _UNIT.items() if name != "comment"}, "e")},
         coalesce({_said("comment", "text", "e.comment")}, '')
    FROM u LEFT JOIN rollout e ON e.case_id = :case AND e.unit_id = u.unit_id
   WHERE NOT (CAST(:once AS boolean) AND e.unit_id IS NOT NULL)
  ON CONFLICT (case_id, unit_id) DO UPDATE SET changed_at = excluded.changed_at,
    {", ".join(f"{name} = excluded.{name}" for name in _UNIT)})
INSERT INTO budget (case_id, changed_by, changed_at, {", ".join(_MONEY)})
SELECT :case, CAST(:by AS uuid), :now, {_given({name: kind for name, kind in _MONEY.items() if name != "comment"}, "e")},
       coalesce({_said("comment", "text", "e.comment")}, '')
  FROM jsonb_array_elements(CAST(:budget AS jsonb)) v LEFT JOIN budget e ON e.case_id = :case
ON CONFLICT (case_id) DO UPDATE SET changed_by = excluded.changed_by, changed_at = excluded.changed_at,
  {", ".join(f"{name} = excluded.{name}" for name in _MONEY)}
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Said:
    """What is said of how far a case has come, by column. A milestone or risk with an `id` is changed, one without is new.

    `gone` are milestones and risks that are left out. `once`: units that have a row of the roll-out keep it.
    """

    milestones: Sequence[Mapping[str, Any]] = ()
    risks: Sequence[Mapping[str, Any]] = ()
    rollout: Sequence[Mapping[str, Any]] = ()
    budget: Mapping[str, Any] = field(default_factory=dict)
    gone: Sequence[str] = ()
    once: bool = False


def write(connection: Connection, case_id: UUID, said: Said, by: UUID | None, at: datetime) -> None:
    """Write what is said of how far a case has come, in one statement; what a row does not say stays as it is."""
    values = {
        "case": case_id,
        "by": by,
        "now": at,
        "open": OPEN_RISK,
        "left_out": GONE_RISK,
        "gone": list(said.gone),
        "once": said.once,
        "milestones": _json(said.milestones),
        "risks": _json([{"status": OPEN_RISK, **row} for row in said.risks]),
        "rollout": _json(list({str(row["unit_id"]): row for row in said.rollout}.values())),
        "budget": _json([said.budget] if said.budget else []),
    }
    connection.execute(_WRITE, values)


def _json(rows: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(jsonable(list(rows)))
