"""Bearer tokens: made, listed, noted when they are used, and revoked. Only their hashes are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, and_, cast, func, insert, or_, select, update
from sqlalchemy import case as sql_case

from engine.store.tables import access_token, case, person

MOST_EACH: Final = 20


def give(connection: Connection, row: dict[str, Any]) -> None:
    """Keep the hash of a bearer token, with what it may do."""
    connection.execute(insert(access_token).values(**row))


def note_use(connection: Connection, token_id: UUID, at: datetime) -> None:
    """Write when a key was used."""
    connection.execute(update(access_token).where(access_token.c.id == token_id).values(used_at=at))


@dataclass(frozen=True)
class Listed:
    """Which keys are asked for: of a person, or of everybody in the organisation; so many, after one (its end and id)."""

    organisation_id: UUID
    person_id: UUID | None
    limit: int
    after: Sequence[str] | None = None


def listed(connection: Connection, of: Listed, ahead: timedelta) -> Sequence[Any]:
    """Return the keys, those in force first.

    What everybody has tells no number of a secret case. `ends_at` is by the demo clock, as the other times are.
    """
    person_id, end = of.person_id, access_token.c.expires_at
    number = case.c.number if person_id else sql_case((case.c.secret, None), else_=case.c.number)
    found = (
        select(
            *(access_token.c[name] for name in ("id", "name", "scopes", "own", "made_at", "used_at")),
            (end + ahead).label("ends_at"),
            end.label("expires_at"),
            (end > func.now()).label("in_force"),
            person.c.name.label("owner"),
            number.label("case_number"),
        )
        .join(person, person.c.id == access_token.c.person_id)
        .outerjoin(case, case.c.id == access_token.c.case_id)
        .where(person.c.organisation_id == of.organisation_id, access_token.c.name.is_not(None))
        .order_by(end.desc(), access_token.c.id)
        .limit(of.limit)
    )
    if person_id is not None:
        found = found.where(access_token.c.person_id == person_id)
    if of.after is not None:
        at, last = cast(of.after[0], end.type), cast(of.after[1], access_token.c.id.type)
        found = found.where(or_(end < at, and_(end == at, access_token.c.id > last)))
    return connection.execute(found).all()


def in_force(connection: Connection, person_id: UUID) -> int:
    """Return how many keys of a person are in force."""
    counted = select(func.count()).where(
        access_token.c.person_id == person_id,
        access_token.c.name.is_not(None),
        access_token.c.expires_at > func.now(),
    )
    return connection.execute(counted).scalar_one()


def revoke(
    connection: Connection, token_id: UUID, organisation_id: UUID, person_id: UUID | None
) -> "Row[str, UUID] | None":
    """Let a key in force end now; return (name, person_id), None if there is none, or not of this person."""
    of_ours = select(person.c.id).where(person.c.organisation_id == organisation_id)
    ended = update(access_token).where(
        access_token.c.id == token_id,
        access_token.c.name.is_not(None),
        access_token.c.expires_at > func.now(),
        access_token.c.person_id.in_(of_ours),
    )
    mine = ended if person_id is None else ended.where(access_token.c.person_id == person_id)
    returned = mine.values(expires_at=func.now()).returning(access_token.c.name, access_token.c.person_id)
    return connection.execute(returned).one_or_none()


def cases(connection: Connection, ids: frozenset[UUID]) -> Sequence[Any]:
    """Return (id, number, title) of these cases."""
    found = select(case.c.id, case.c.number, case.c.title).where(case.c.id.in_(ids)).order_by(case.c.number)
    return connection.execute(found).all()
