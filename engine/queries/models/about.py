"""What the registers know of a process: why it is there, who has its roles, how its cases go, which documents belong to it."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from engine import clock
from engine.desk import View
from engine.queries.processes.tree import RolesIn, Seated

_NODE: Final = text("SELECT id, name, purpose FROM process_node WHERE organisation_id = :o AND code = :key")
# Seats in cases are the case's own matter.
_HOLDERS: Final = text("""
SELECT s.role, array_agg(DISTINCT p.name ORDER BY p.name) AS people
  FROM seat s
  JOIN role_assignment a ON a.seat_id = s.id AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
  JOIN person p ON p.id = a.person_id AND p.active
 WHERE s.organisation_id = :o AND s.role = ANY(:roles)
   AND NOT EXISTS (SELECT 1 FROM "case" c WHERE c.id = s.scope_id)
 GROUP BY s.role
""")
_CASES: Final = text("""
SELECT count(*) FILTER (WHERE ended_at IS NULL) AS running,
       count(*) FILTER (WHERE ended_at > cast(:now AS timestamptz) - INTERVAL '1 year') AS ended,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at))
         FILTER (WHERE ended_at > cast(:now AS timestamptz) - INTERVAL '1 year') / 86400 AS days
  FROM "case" WHERE organisation_id = :o AND process = :key
""")
_GOALS: Final = text("""
SELECT count(*) AS goals, count(*) FILTER (WHERE g.status = 'uppnatt') AS reached
  FROM goal g JOIN "case" c ON c.id = g.case_id WHERE c.organisation_id = :o AND c.process = :key
""")
_DOCUMENTS: Final = text("""
SELECT DISTINCT d.id, d.number, d.title, v.number AS version, v.valid_from
  FROM document d
  JOIN document_version v ON v.document_id = d.id AND v.state = 'gallande'
  LEFT JOIN document_link l ON l.document_id = d.id
  LEFT JOIN process_node n ON n.id = l.process_id
 WHERE d.organisation_id = :o AND d.secrecy IS NULL AND (d.model_key = :key OR n.code = :key)
 ORDER BY d.number
""")


@dataclass(frozen=True)
class Measures:
    """How the cases of a process go: those that run, those that ended within a year and how many days half of them took."""

    running: int
    ended: int
    days: int | None
    goals: int
    reached: int


@dataclass(frozen=True)
class DocumentIn:
    """A document in force that belongs to the process."""

    id: UUID
    number: str
    title: str
    version: int
    valid_from: Any


@dataclass(frozen=True)
class About:
    """What the registers say. `seats` are the roles of the process itself, `holders` who has each role of its steps today."""

    node_id: UUID | None
    node_name: str | None
    purpose: str | None
    seats: tuple[Seated, ...]
    holders: dict[str, tuple[str, ...]]
    measures: Measures
    documents: tuple[DocumentIn, ...]


def about(view: View, key: str, roles: list[str]) -> About:
    """Return what the registers say of the process with this key."""
    asked = {"o": view.organisation_id, "key": key, "now": view.now}
    node = view.connection.execute(_NODE, asked).one_or_none()
    held = {"today": clock.day(view.now), "roles": roles}
    holders = view.connection.execute(_HOLDERS, {"o": view.organisation_id, **held})
    return About(
        node_id=node.id if node else None,
        node_name=node.name if node else None,
        purpose=node.purpose if node else None,
        seats=RolesIn(node.id).run(view) if node else (),
        holders={row.role: tuple(row.people) for row in holders},
        measures=_measures(view, asked),
        documents=tuple(DocumentIn(**row) for row in view.connection.execute(_DOCUMENTS, asked).mappings()),
    )


def _measures(view: View, asked: dict[str, Any]) -> Measures:
    cases = view.connection.execute(_CASES, asked).one()
    goals = view.connection.execute(_GOALS, asked).one()
    days = None if cases.days is None else round(cases.days)
    return Measures(cases.running, cases.ended, days, goals.goals, goals.reached)
