"""Seats: a role in a scope. Found or made, and given to people."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select, text

from engine.governance.rights import Above
from engine.store import rows
from engine.store.tables import role_assignment, seat


@dataclass(frozen=True)
class Place:
    """A role in a scope, before it is looked up."""

    role: str
    scope_kind: str
    scope_id: UUID


# Texts of our own, made once: these run at every step.
_FIND = text("""
SELECT s.id, s.role, s.scope_kind, s.scope_id
  FROM seat s
  JOIN unnest(CAST(:roles AS text[]), CAST(:kinds AS text[]), CAST(:scopes AS uuid[])) AS w (role, kind, scope)
    ON s.role = w.role AND s.scope_kind = w.kind AND s.scope_id = w.scope
 WHERE s.organisation_id = :organisation
""")
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(CAST(:organisation AS text), 0))")
# Seats of cases that are over have no tasks to come.
_IN_USE = text("""
SELECT s.id, s.role, s.scope_kind, s.scope_id, s.superior_id FROM seat s
  LEFT JOIN "case" c ON c.id = s.scope_id
 WHERE s.organisation_id = :organisation AND c.state IS DISTINCT FROM 'ended'
   AND (CAST(:scopes AS uuid[]) IS NULL OR s.scope_id = ANY (:scopes))
""")
# What is over hangs under nobody: whoever looks below a seat never meets it again.
_END_ALL = text("""
WITH over AS (UPDATE seat SET superior_id = NULL WHERE scope_id = :scope RETURNING id)
UPDATE role_assignment a SET valid_to = :day FROM over
 WHERE over.id = a.seat_id AND (a.valid_to IS NULL OR a.valid_to > :day)
""")


def find(connection: Connection, organisation_id: UUID, places: Iterable[Place]) -> dict[Place, UUID]:
    """Return the ids of the seats that exist among the places asked for (one statement)."""
    wanted = list(places)
    if not wanted:
        return {}
    values = {
        "organisation": organisation_id,
        "roles": [place.role for place in wanted],
        "kinds": [place.scope_kind for place in wanted],
        "scopes": [place.scope_id for place in wanted],
    }
    found = connection.execute(_FIND, values)
    return {Place(row.role, row.scope_kind, row.scope_id): row.id for row in found}


def hold(connection: Connection, organisation_id: UUID) -> None:
    """Let nobody else make seats of the organisation until this transaction has ended."""
    connection.execute(_HOLD, {"organisation": organisation_id})


def make(
    connection: Connection, organisation_id: UUID, new: Iterable[tuple[UUID, Place, UUID | None]]
) -> None:
    """Make seats: the id, the place, and the seat above it, which comes before it or exists."""
    values = [
        {
            "id": seat_id,
            "organisation_id": organisation_id,
            "role": place.role,
            "scope_kind": place.scope_kind,
            "scope_id": place.scope_id,
            "superior_id": superior_id,
        }
        for seat_id, place, superior_id in new
    ]
    rows.add(connection, seat, values)


def in_use(
    connection: Connection, organisation_id: UUID, scopes: Collection[UUID] | None
) -> Sequence[Row[Any]]:
    """Return the seats in these scopes (None: everywhere) that can still get tasks, each with the one above it."""
    values = {"organisation": organisation_id, "scopes": None if scopes is None else list(scopes)}
    return connection.execute(_IN_USE, values).all()


def hang(connection: Connection, superiors: Mapping[UUID, UUID | None]) -> None:
    """Give seats another one above them."""
    rows.change(connection, seat, [{"id": one, "superior_id": upper} for one, upper in superiors.items()])


def assign(connection: Connection, new: Sequence[Mapping[str, Any]], recorded_at: datetime) -> None:
    """Give seats to people; each row has id, seat_id, person_id, valid_from and what else it needs."""
    rows.add(connection, role_assignment, [{**row, "recorded_at": recorded_at} for row in new])


def end_all(connection: Connection, scope_id: UUID, last_day: date) -> None:
    """End every assignment in a scope after `last_day`: a case that is over needs nobody."""
    connection.execute(_END_ALL, {"scope": scope_id, "day": last_day})


def above(connection: Connection, seat_id: UUID) -> Above:
    """Return what stands above a seat."""
    found = connection.execute(select(seat.c.superior_id, seat.c.scope_id).where(seat.c.id == seat_id)).one()
    return Above(*found)
