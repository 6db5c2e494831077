"""Who the reader is, and in which roles the reader may act."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from engine.desk import View
from engine.errors import ForbiddenError
from engine.governance.actor import Held
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.store.tables import notice, organisation, person, role_assignment, seat
from forms.text import Text

# No further are unread notices counted.
MOST: Final = 100


@dataclass(frozen=True)
class ActingRole:
    """A role that the reader has today: of one's own, or lent (`by`), until when, for whom and for what.

    `until` is a day (the last one), for a substitution the instant when it ends.
    """

    id: UUID
    role: str
    name: Text
    scope_kind: str
    scope_id: UUID
    scope_name: str
    decides: bool
    valid_from: date
    valid_to: date | None
    acting: bool
    by: str
    until: date | datetime | None
    for_name: str | None
    mandates: tuple[Text, ...] | None
    process: str | None


@dataclass(frozen=True)
class Myself:
    """The reader; `unread` notices are counted up to MOST."""

    id: UUID
    name: str
    organisation: str
    roles: tuple[ActingRole, ...]
    unread: int


@dataclass(frozen=True)
class Me:
    """Who am I?"""

    def run(self, view: View) -> Myself:
        """Return the person with today's roles."""
        require(view.actor, Permission.TASK_READ)
        actor = view.actor
        if actor.person_id is None:
            raise ForbiddenError("Räls är ingen person.", "Räls is not a person.")
        unread = select(notice.c.id).where(notice.c.person_id == actor.person_id, notice.c.read_at.is_(None))
        named = select(organisation.c.name).where(organisation.c.id == actor.organisation_id)
        roles = tuple(_role(view, held) for held in actor.held)
        return Myself(
            actor.person_id,
            actor.name,
            view.connection.execute(named).scalar_one(),
            roles,
            view.connection.execute(
                select(func.count()).select_from(unread.limit(MOST).subquery())
            ).scalar_one(),
        )


def _role(view: View, held: Held) -> ActingRole:
    lent = held.mandates
    return ActingRole(
        id=held.id,
        role=held.role,
        name=names.role(view, held.role),
        scope_kind=held.scope_kind,
        scope_id=held.scope_id,
        scope_name=held.scope_name,
        decides=held.decides,
        valid_from=held.valid_from,
        valid_to=held.valid_to,
        acting=held in view.actor.chosen,
        by=held.by,
        until=held.ends_at or held.valid_to,
        for_name=held.for_name,
        mandates=None if lent is None else tuple(names.mandate(view, key) or Text(key, key) for key in lent),
        process=held.process,
    )


@dataclass(frozen=True)
class DemoPerson:
    """A person to log in as in demo mode."""

    id: UUID
    key: str
    name: str
    title: str
    roles: tuple[Text, ...]


_PEOPLE = (
    select(
        person.c.id,
        person.c.key,
        person.c.name,
        person.c.title,
        organisation.c.profile_hash,
        func.array_remove(func.array_agg(seat.c.role.distinct()), None).label("roles"),
    )
    .join(organisation, organisation.c.id == person.c.organisation_id)
    .outerjoin(role_assignment, role_assignment.c.person_id == person.c.id)
    .outerjoin(seat, seat.c.id == role_assignment.c.seat_id)
    .where(person.c.active)
    .group_by(person.c.id, organisation.c.profile_hash)
    .order_by(person.c.name)
)


@dataclass(frozen=True)
class DemoPeople:
    """Everybody whom one can log in as in demo mode; nobody needs to be logged in to ask."""

    def run(self, view: View) -> tuple[DemoPerson, ...]:
        """Return the people with their roles; outside demo mode the question is refused."""
        if not view.demo:
            raise ForbiddenError(
                "Att välja person går bara i demoläge (RALS_DEMO=1).",
                "Choosing a person is possible in demo mode only (RALS_DEMO=1).",
            )
        rows = view.connection.execute(_PEOPLE)
        return tuple(
            DemoPerson(
                row.id,
                row.key,
                row.name,
                row.title,
                tuple(view.library.profile(row.profile_hash).role_name(role) for role in row.roles),
            )
            for row in rows
        )
