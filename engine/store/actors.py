"""Finds out who acts: person, organisation and the rights of today, in one statement."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine.errors import UnknownActorError
from engine.governance.actor import ASSIGNMENT, Actor, Held, Identity

# Days are Swedish days, on the demo clock where there is one.
_ACTOR = text("""
WITH clock AS (SELECT coalesce((SELECT ahead FROM demo_clock), interval '0') AS ahead),
     today AS (SELECT now() + ahead AS instant, ((now() + ahead) AT TIME ZONE 'Europe/Stockholm')::date AS day
                 FROM clock)
SELECT p.id, p.name, p.organisation_id, o.profile_hash, (SELECT ahead FROM clock) AS ahead,
       (SELECT json_agg(json_build_object(
                 'assignment_id', h.assignment_id, 'seat_id', s.id, 'role', s.role, 'scope_kind', s.scope_kind,
                 'scope_id', s.scope_id,
                 'scope_name', coalesce(CASE WHEN s.scope_kind = 'arende' THEN c.number
                                             WHEN s.scope_id <> o.id THEN coalesce(u.name, n.name) END, o.name),
                 'decides', h.decides, 'valid_from', h.valid_from, 'valid_to', h.valid_to, 'by', h.by,
                 'right_id', h.right_id, 'for_id', h.for_id, 'for_name', f.name, 'mandates', h.mandates,
                 'process', h.process, 'ends_at', h.ends_at)
               ORDER BY h.by, h.valid_from, h.assignment_id, h.right_id)
          FROM holding h
          JOIN seat s ON s.id = h.seat_id
          LEFT JOIN unit u ON u.id = s.scope_id
          LEFT JOIN process_node n ON n.id = s.scope_id
          LEFT JOIN "case" c ON c.id = s.scope_id
          LEFT JOIN person f ON f.id = h.for_id
         WHERE h.person_id = p.id AND h.valid_from <= today.day
           AND (h.valid_to IS NULL OR h.valid_to >= today.day)
           AND (h.starts_at IS NULL OR h.starts_at <= today.instant)
           AND (h.ends_at IS NULL OR h.ends_at > today.instant)) AS held
  FROM person p
  JOIN organisation o ON o.id = p.organisation_id
  CROSS JOIN today
 WHERE p.active
   AND p.id = coalesce(cast(:person_id AS uuid),
                       (SELECT person_id FROM access_token WHERE hash = :hash AND expires_at > now()))
""")

_OWN = dict.fromkeys(("for_id", "for_name", "mandates", "process", "ends_at")) | {"by": ASSIGNMENT}
_IDS = ("assignment_id", "seat_id", "scope_id", "right_id", "for_id")
_CLOCK = text("SELECT ahead FROM demo_clock")


def find(connection: Connection, identity: Identity) -> tuple[Actor, timedelta]:
    """Return the actor behind the identity, and how far ahead the demo clock runs.

    Raises UnknownActorError for a token or person that is unknown, inactive or out of date, and ForbiddenError
    for a role that the person does not hold today.
    """
    if identity.token is None and identity.person_id is None:
        return Actor(None, "Räls", None, "", ()), ahead(connection)
    row = connection.execute(
        _ACTOR, {"person_id": identity.person_id, "hash": token_hash(identity.token or "")}
    ).one_or_none()
    if row is None:
        raise UnknownActorError(
            "Du är inte inloggad, eller så har inloggningen gått ut. Logga in igen.",
            "You are not logged in, or your login or token has run out. Log in again.",
        )
    return _actor(row).choosing(identity.role), row.ahead


def ahead(connection: Connection) -> timedelta:
    """Return how far ahead of real time the demo clock runs."""
    return connection.execute(_CLOCK).scalar_one_or_none() or timedelta()


def token_hash(token: str) -> bytes:
    """Return what is stored in place of a bearer token."""
    return hashlib.sha256(token.encode()).digest()


def _actor(row: Row[Any]) -> Actor:
    held = tuple(held_from(item) for item in row.held or ())
    return Actor(row.id, row.name, row.organisation_id, row.profile_hash, held)


def held_from(item: Mapping[str, Any]) -> Held:
    """Return a right that was written as JSON; what was written before rights could be lent lacks the last ones."""
    item = {**_OWN, "right_id": item["assignment_id"], **item}
    dated = {
        "valid_from": date.fromisoformat(item["valid_from"]),
        "valid_to": date.fromisoformat(item["valid_to"]) if item["valid_to"] else None,
        "ends_at": datetime.fromisoformat(item["ends_at"]) if item["ends_at"] else None,
    }
    ids = {name: UUID(item[name]) if item[name] else None for name in _IDS}
    return Held(**{**item, **dated, **ids, "mandates": tuple(item["mandates"]) if item["mandates"] else None})
