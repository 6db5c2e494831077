"""Finds out who acts: person, organisation and the roles held today, in one statement."""

import hashlib
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine.errors import UnknownActorError
from engine.governance.actor import Actor, Held, Identity

# Days are Swedish days, on the demo clock where there is one.
_ACTOR = text("""
WITH clock AS (SELECT coalesce((SELECT ahead FROM demo_clock), interval '0') AS ahead),
     today AS (SELECT ((now() + ahead) AT TIME ZONE 'Europe/Stockholm')::date AS day FROM clock)
SELECT p.id, p.name, p.organisation_id, o.profile_hash, (SELECT ahead FROM clock) AS ahead,
       (SELECT json_agg(json_build_object(
                 'assignment_id', a.id, 'seat_id', s.id, 'role', s.role, 'scope_kind', s.scope_kind,
                 'scope_id', s.scope_id, 'scope_name', coalesce(u.name, c.number, o.name),
                 'decides', a.decides, 'valid_from', a.valid_from, 'valid_to', a.valid_to)
               ORDER BY a.valid_from, a.id)
          FROM role_assignment a
          JOIN seat s ON s.id = a.seat_id
          LEFT JOIN unit u ON u.id = s.scope_id
          LEFT JOIN "case" c ON c.id = s.scope_id
         WHERE a.person_id = p.id AND a.valid_from <= today.day
           AND (a.valid_to IS NULL OR a.valid_to >= today.day)) AS held
  FROM person p
  JOIN organisation o ON o.id = p.organisation_id
  CROSS JOIN today
 WHERE p.active
   AND p.id = coalesce(cast(:person_id AS uuid),
                       (SELECT person_id FROM access_token WHERE hash = :hash AND expires_at > now()))
""")

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
    held = tuple(_held(item) for item in row.held or ())
    return Actor(row.id, row.name, row.organisation_id, row.profile_hash, held)


def _held(item: dict[str, Any]) -> Held:
    return Held(
        assignment_id=UUID(item["assignment_id"]),
        seat_id=UUID(item["seat_id"]),
        role=item["role"],
        scope_kind=item["scope_kind"],
        scope_id=UUID(item["scope_id"]),
        scope_name=item["scope_name"],
        decides=item["decides"],
        valid_from=date.fromisoformat(item["valid_from"]),
        valid_to=date.fromisoformat(item["valid_to"]) if item["valid_to"] else None,
    )
