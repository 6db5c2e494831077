"""What the registers say of a seat and of those who are to be appointed to it, and the terms that follow."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine import clock
from engine.governance.terms import Term
from engine.store.seats import Place

# Whoever appoints to a seat holds it until the end of the transaction, so that the second of two sees what the first did.
# `forced` are those who hold one of the roles in a unit that the case concerns: members by right.
_LOCK = text("""
SELECT s.id, ARRAY(
         SELECT DISTINCT a.person_id FROM role_assignment a JOIN seat f ON f.id = a.seat_id
           JOIN person p ON p.id = a.person_id AND p.active
          WHERE f.role = ANY(:forced) AND f.scope_id IN (SELECT unnest(units) FROM "case" WHERE id = s.scope_id)
            AND a.valid_from <= :today AND (a.valid_to IS NULL OR a.valid_to >= :today)
          ORDER BY a.person_id) AS forced
  FROM seat s
 WHERE s.organisation_id = :organisation AND s.role = :role AND s.scope_kind = :kind AND s.scope_id = :scope
   FOR UPDATE OF s
""")

# A term that ends before it begins was never taken up.
_FACTS = text("""
SELECT (SELECT json_agg(json_build_object('id', a.id, 'person_id', a.person_id, 'start', a.valid_from, 'to', a.valid_to)
                        ORDER BY a.valid_from, a.id)
          FROM role_assignment a WHERE a.seat_id = :seat AND (a.valid_to IS NULL OR a.valid_to >= a.valid_from)) AS terms,
       p.id, p.name,
       ARRAY(SELECT s.role FROM role_assignment a JOIN seat s ON s.id = a.seat_id
              WHERE a.person_id = p.id AND a.valid_from <= :today
                AND (a.valid_to IS NULL OR a.valid_to >= :today)) AS roles,
       ARRAY(SELECT s.role FROM role_assignment a JOIN seat s ON s.id = a.seat_id
              WHERE a.person_id = p.id AND s.scope_id = :scope AND a.seat_id <> :seat
                AND (a.valid_to IS NULL OR a.valid_to >= greatest(a.valid_from, :today))) AS here,
       ARRAY(SELECT o.kind FROM position o WHERE o.person_id = p.id AND o.valid_from <= :today
                AND (o.valid_to IS NULL OR o.valid_to >= :today)) AS positions,
       coalesce((SELECT max(k.level) FROM competence k WHERE k.person_id = p.id AND k.attained_on <= :today
                    AND (k.valid_to IS NULL OR k.valid_to >= :today)), 0) AS competence
  FROM (SELECT 1) one
  LEFT JOIN person p ON p.id = ANY(:wanted) AND p.organisation_id = :organisation AND p.active
 ORDER BY p.name
""")

_ENDS = text("""
UPDATE role_assignment a SET valid_to = w.day
  FROM unnest(CAST(:ids AS uuid[]), CAST(:days AS date[])) AS w (id, day) WHERE a.id = w.id
""")


_SCOPES = text("""
SELECT 1 FROM unit WHERE id = :scope AND organisation_id = :organisation AND kind = :kind
UNION ALL
SELECT 1 FROM process_node WHERE id = :scope AND organisation_id = :organisation AND :kind = 'processnod'
""")
_SEAT_OF = text("""
SELECT a.id FROM role_assignment a JOIN seat s ON s.id = a.seat_id
 WHERE a.id = :id AND s.organisation_id = :organisation FOR UPDATE OF s
""")
_TERM = text("SELECT id, person_id, valid_from, valid_to FROM role_assignment WHERE id = :id")


@dataclass(frozen=True)
class Facts:
    """What the registers say of a person. `here`: the other roles in the same scope, now or to come."""

    id: UUID
    name: str
    roles: frozenset[str]
    here: frozenset[str]
    positions: frozenset[str]
    # The highest level that the register of competence has today.
    competence: int = 0


@dataclass(frozen=True)
class Seat:
    """A seat that has been locked, with those who are members by right."""

    id: UUID
    organisation_id: UUID
    place: Place
    forced: tuple[UUID, ...] = ()


def lock_seat(
    connection: Connection, organisation_id: UUID, place: Place, forced: Collection[str], now: datetime
) -> Seat | None:
    """Hold the seat until the transaction ends, and return it; None if there is none yet."""
    values = {"role": place.role, "kind": place.scope_kind, "scope": place.scope_id, "today": clock.day(now)}
    row = connection.execute(
        _LOCK, {"organisation": organisation_id, "forced": list(forced), **values}
    ).one_or_none()
    return Seat(row.id, organisation_id, place, tuple(row.forced)) if row else None


def facts(
    connection: Connection, seat: Seat, wanted: Collection[UUID], now: datetime
) -> tuple[list[Term], dict[UUID, Facts]]:
    """Return the terms of the seat, and the facts of those wanted who are active in the organisation, by name."""
    values = {
        "organisation": seat.organisation_id,
        "seat": seat.id,
        "scope": seat.place.scope_id,
        "wanted": list(wanted),
        "today": clock.day(now),
    }
    rows = connection.execute(_FACTS, values).all()
    return [_term(item) for item in rows[0].terms or ()], {row.id: _facts(row) for row in rows if row.id}


def end(connection: Connection, days: Mapping[UUID, date | None]) -> None:
    """Give assignments these last days; None is until further notice."""
    if days:
        connection.execute(_ENDS, {"ids": list(days), "days": list(days.values())})


def _term(item: Mapping[str, Any]) -> Term:
    to = date.fromisoformat(item["to"]) if item["to"] else None
    return Term(UUID(item["id"]), UUID(item["person_id"]), date.fromisoformat(item["start"]), to)


def _facts(row: Row[Any]) -> Facts:
    sets = {name: frozenset(getattr(row, name)) for name in ("roles", "here", "positions")}
    return Facts(id=row.id, name=row.name, competence=row.competence, **sets)


def is_scope(connection: Connection, organisation_id: UUID, scope_id: UUID, kind: str) -> bool:
    """Whether a role that is held in this kind of scope can be held there: a unit of the kind, or a process node."""
    asked = {"scope": scope_id, "organisation": organisation_id, "kind": kind}
    return connection.execute(_SCOPES, asked).first() is not None


def term_for_update(connection: Connection, assignment_id: UUID, organisation_id: UUID) -> Term | None:
    """Return a role assignment, and hold its seat like whoever appoints to it."""
    asked = {"id": assignment_id, "organisation": organisation_id}
    if connection.execute(_SEAT_OF, asked).first() is None:
        return None
    row = connection.execute(_TERM, asked).one()
    return Term(row.id, row.person_id, row.valid_from, row.valid_to)
