"""Who the reader is, and in which roles the reader may act."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from engine.desk import View
from engine.errors import ForbiddenError
from engine.governance.permissions import Permission, require
from engine.queries import names
from engine.store.tables import notice, organisation, person, role_assignment, seat
from forms.text import Text


@dataclass(frozen=True)
class ActingRole:
    """A role that the reader holds today."""

    assignment_id: UUID
    role: str
    name: Text
    scope_kind: str
    scope_name: str
    decides: bool
    valid_from: date
    valid_to: date | None
    acting: bool


@dataclass(frozen=True)
class Myself:
    """The reader."""

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
        unread = select(func.count()).where(notice.c.person_id == actor.person_id, notice.c.read_at.is_(None))
        named = select(organisation.c.name).where(organisation.c.id == actor.organisation_id)
        roles = tuple(
            ActingRole(
                held.assignment_id,
                held.role,
                names.role(view, held.role),
                held.scope_kind,
                held.scope_name,
                held.decides,
                held.valid_from,
                held.valid_to,
                held is actor.acting,
            )
            for held in actor.held
        )
        return Myself(
            actor.person_id,
            actor.name,
            view.connection.execute(named).scalar_one(),
            roles,
            view.connection.execute(unread).scalar_one(),
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
