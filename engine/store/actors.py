"""Finds out who acts: person, organisation and the rights of today, in one statement."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from engine.errors import UnknownActorError
from engine.governance.actor import ASSIGNMENT, Actor, Held, Identity
from engine.governance.tokens import AccessToken
from engine.store import wall

# Days are Swedish days, on the demo clock where there is one.
_ACTOR = text(f"""
WITH clock AS (SELECT coalesce((SELECT ahead FROM demo_clock), interval '0') AS ahead),
     today AS (SELECT now() + ahead AS instant, ((now() + ahead) AT TIME ZONE 'Europe/Stockholm')::date AS day
                 FROM clock),
     token AS (SELECT * FROM access_token WHERE hash = :hash AND expires_at > now())
SELECT p.id, p.name, p.organisation_id, o.profile_hash, o.calendar_hash, (SELECT ahead FROM clock) AS ahead,
       (SELECT json_agg(json_build_array(
                 h.assignment_id, h.seat_id, s.role, s.scope_kind, s.scope_id,
                 CASE WHEN s.scope_id = o.id THEN o.name
                      WHEN s.scope_kind = 'arende' THEN (SELECT number FROM "case" WHERE id = s.scope_id)
                      ELSE coalesce((SELECT name FROM unit WHERE id = s.scope_id),
                                    (SELECT name FROM process_node WHERE id = s.scope_id), o.name) END,
                 h.decides, h.valid_from, h.valid_to, h.right_id, h.by,
                 h.for_id, (SELECT name FROM person WHERE id = h.for_id), h.mandates, h.process, h.ends_at)
               ORDER BY h.by, h.valid_from, h.assignment_id, h.right_id)
          FROM holding h
          JOIN seat s ON s.id = h.seat_id
         WHERE h.person_id = p.id AND h.valid_from <= today.day
           AND (h.valid_to IS NULL OR h.valid_to >= today.day)
           AND (h.starts_at IS NULL OR h.starts_at <= today.instant)
           AND (h.ends_at IS NULL OR h.ends_at > today.instant)) AS held,
       (SELECT json_build_array(k.id, k.name, k.scopes, k.own, k.case_id, k.used_at IS NULL
                                OR k.used_at < today.instant - interval '1 hour')
          FROM token k WHERE k.name IS NOT NULL) AS token,
       {wall.BEHIND}
  FROM person p
  JOIN organisation o ON o.id = p.organisation_id
  CROSS JOIN today
 WHERE p.active
   AND p.id = coalesce(cast(:person_id AS uuid), (SELECT person_id FROM token))
""")  # noqa: S608  constants

# The fields of a right, in the order of the statement; and those of what was written before rights could be lent.
_FIELDS = tuple(Held.__dataclass_fields__)
_OWN = dict.fromkeys(_FIELDS) | {"by": ASSIGNMENT}
_CLOCK = text("SELECT ahead FROM demo_clock")


def find(connection: Connection, identity: Identity) -> tuple[Actor, timedelta]:
    """Return the actor behind the identity, and how far ahead the demo clock runs.

    From here on the transaction of a person reaches its own organisation only.

    Raises UnknownActorError for a token or person that is unknown, inactive or out of date, and ForbiddenError
    for a role that the person does not hold today, or a key without the scope that is asked for.
    """
    if identity.token is None and identity.person_id is None:
        return Actor(None, "Räls", None, "", ()), ahead(connection)
    row = connection.execute(
        _ACTOR, {"person_id": identity.person_id, "hash": token_hash(identity.token or "")}
    ).one_or_none()
    if row is None and identity.token:
        raise UnknownActorError(
            "Din bearer-token är okänd, återkallad eller för gammal. Skapa en ny nyckel under Mina roller, Nycklar.",
            "Your bearer token is unknown, revoked or too old. Make a new key under My roles, Keys.",
        )
    if row is None:
        raise UnknownActorError(
            "Du är inte inloggad, eller så har inloggningen gått ut. Logga in igen.",
            "You are not logged in, or your login has run out. Log in again.",
        )
    actor = _actor(row)
    if actor.token:
        actor.token.require_scope(identity.scope)
    return actor.choosing(identity.role), row.ahead


def ahead(connection: Connection) -> timedelta:
    """Return how far ahead of real time the demo clock runs."""
    return connection.execute(_CLOCK).scalar_one_or_none() or timedelta()


def new_token() -> str:
    """Return a new bearer token; only its hash is kept."""
    return f"rals_{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> bytes:
    """Return what is stored in place of a bearer token."""
    return hashlib.sha256(token.encode()).digest()


def _actor(row: Row[Any]) -> Actor:
    held = tuple(_held(*item) for item in row.held or ())
    return Actor(
        row.id,
        row.name,
        row.organisation_id,
        row.profile_hash,
        held,
        calendar_hash=row.calendar_hash,
        token=row.token and _token(*row.token),
    )


def _token(token: str, name: str, scopes: list[str], *reach: Any) -> AccessToken:
    own, case_id, unnoted = reach
    return AccessToken(UUID(token), name, tuple(scopes), own, case_id and UUID(case_id), unnoted)


def held_from(item: Mapping[str, Any]) -> Held:
    """Return a right that was kept as JSON, with an incident."""
    whole = {**_OWN, "right_id": item["assignment_id"], **item}
    return _held(*(whole[name] for name in _FIELDS))


def _held(*given: Any) -> Held:
    # Everything that is done begins here, once for each right: so no more is made than there is.
    assignment, seat, role, kind, scope, name, decides, start, to, right, by, lender, *lent = given
    lender_name, mandates, process, ends_at = lent
    assignment_id = UUID(assignment)
    return Held(
        assignment_id,
        UUID(seat),
        role,
        kind,
        UUID(scope),
        name,
        decides,
        date.fromisoformat(start),
        to and date.fromisoformat(to),
        assignment_id if right == assignment else UUID(right),
        by,
        lender and UUID(lender),
        lender_name,
        None if mandates is None else tuple(mandates),
        process,
        ends_at and datetime.fromisoformat(ends_at),
    )
