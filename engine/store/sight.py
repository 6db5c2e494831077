"""What a person sees: which seats are theirs today, and which cases they may read."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from engine import clock
from engine.errors import NotFoundError
from engine.governance.actor import Actor

# The first who holds a seat, NULL if nobody does. Written so, and never as a join or EXISTS, that PostgreSQL looks up the few
# seats it meets by index: it takes a recursion for thousands of rows and would rather read whole tables.
_HOLDER = """
  SELECT a.id FROM role_assignment a JOIN person p ON p.id = a.person_id AND p.active
   WHERE a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today) AND a.seat_id =
"""

# My seats, and the vacant ones below them: whose tasks come to me while nobody holds them. What I hold is known
# already, so it is handed in; `mandates` and `process` limit what has been lent to me, `rank` puts my own first.
# `several`: others hold the seat too; `decides`: I am one of those who may decide there.
MY_SEATS = f"""
  mine AS (
    SELECT h.id, false AS stands_in, h.mandates, h.process, h.by, h.for_name, h.rank, h.decides,
           ({_HOLDER} h.id AND a.person_id <> :person LIMIT 1) IS NOT NULL AS several
      FROM jsonb_to_recordset(CAST(:held AS jsonb))
           AS h (id uuid, mandates text[], process text, by text, for_name text, rank int, decides boolean)
    UNION
    SELECT s.id, true, m.mandates, m.process, m.by, m.for_name, m.rank, false, false
      FROM mine m
     CROSS JOIN LATERAL (SELECT s.id FROM seat s
                          WHERE s.superior_id = m.id AND ({_HOLDER} s.id LIMIT 1) IS NULL OFFSET 0) s)
"""  # noqa: S608  constants

# Whether a row of `mine` (m) reaches a task (t) of a case (c).
REACHES = (
    "(m.mandates IS NULL OR t.mandate = ANY (m.mandates)) AND (m.process IS NULL OR m.process = c.process)"
)

# A secret case is seen by who started it and by who has, or had, a task in it: in a role of one's own, lent, or
# for a vacancy.
VISIBLE = f"""(NOT c.secret OR c.started_by = :person OR :operator
   OR EXISTS (SELECT 1 FROM task t JOIN mine m ON m.id = t.seat_id AND {REACHES}
               WHERE t.case_id = c.id AND t.state = 'open')
   OR EXISTS (SELECT 1 FROM submission w WHERE w.case_id = c.id AND w.person_id = :person)
   OR EXISTS (
      SELECT 1 FROM task t JOIN role_assignment a ON a.seat_id = t.seat_id
       WHERE t.case_id = c.id AND a.person_id = :person AND a.valid_from <= (coalesce(t.ended_at, :now) AT TIME ZONE 'Europe/Stockholm')::date
         AND (a.valid_to IS NULL OR a.valid_to >= (t.created_at AT TIME ZONE 'Europe/Stockholm')::date)))"""  # noqa: S608  constants

_CASE = text(f"""
WITH RECURSIVE {MY_SEATS}
SELECT c.id, c.organisation_id, c.number, c.title, c.state, c.secret, c.started_by FROM "case" c WHERE c.id = :case AND {VISIBLE}
   AND (cast(:organisation AS uuid) IS NULL OR c.organisation_id = :organisation)
""")  # noqa: S608  constants


@dataclass(frozen=True)
class Seen:
    """A case that the actor may see."""

    id: UUID
    organisation_id: UUID
    number: str
    title: str
    state: str
    secret: bool
    started_by: UUID | None


def mine(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the parameters that MY_SEATS needs."""
    held = [
        {
            "id": str(one.seat_id),
            "mandates": None if one.mandates is None else list(one.mandates),
            "process": one.process,
            "by": one.by,
            "for_name": one.for_name,
            "rank": rank,
            "decides": one.decides,
        }
        for rank, one in enumerate(actor.held)
    ]
    return {"held": json.dumps(held), "person": actor.person_id, "now": now, "today": clock.day(now)}


def reader(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the parameters that VISIBLE needs."""
    return {**mine(actor, now), "organisation": actor.organisation_id, "operator": actor.is_rals}


def case_of(connection: Connection, actor: Actor, now: datetime, case_id: UUID) -> Seen:
    """Return the case if the actor may see it; raise NotFoundError otherwise, and ForbiddenError for a key that does not reach it."""
    row = connection.execute(_CASE, {**reader(actor, now), "case": case_id}).one_or_none()
    if row is None:
        raise missing_case()
    require_reach(actor, row.id)
    return Seen(**row._mapping)  # noqa: SLF001  SQLAlchemy's public name


def require_reach(actor: Actor, case_id: UUID) -> None:
    """Refuse a case that the person may see but the key that is acted by does not reach."""
    if actor.token and actor.reach is not None and case_id not in actor.reach:
        raise actor.token.beyond()


def missing_case() -> NotFoundError:
    """Return the refusal for a case that is not there, or not for this reader."""
    return NotFoundError(
        "Ärendet finns inte, eller så får du inte se det. Gå till ärendelistan.",
        "There is no such case, or you may not see it. Go to the list of cases.",
    )
