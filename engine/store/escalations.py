"""Escalations: what was raised, each level that it reached, and what was answered there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, update

from engine import clock
from engine.store.members import valid
from engine.store.seats import Place
from engine.store.tables import case, escalation, escalation_level, role_assignment, seat, submission

GOES_ON: Final = "pagar"
# What an answer that is not passed on leaves the escalation as.
ENDS: Final = {"beslutat": "beslutad", "aterford": "aterford"}


@dataclass(frozen=True)
class Raised:
    """What is raised, in which case it is dealt with, and what it is about: a case, a report of it, a process."""

    case_id: UUID
    kind: str
    urgency: str
    content: Mapping[str, Any]
    by: UUID | None
    role: str | None
    about_id: UUID | None = None
    report_id: UUID | None = None
    process_id: UUID | None = None


@dataclass(frozen=True)
class Level:
    """Where an escalation lies: its number from one, the role, when it came there and when an answer is due."""

    number: int
    role: str
    reached_at: datetime
    due_at: datetime | None


@dataclass(frozen=True)
class Answer:
    """What somebody answered."""

    outcome: str
    text: str
    by: UUID
    at: datetime


def write(connection: Connection, raised: Raised, at: datetime) -> UUID:
    """Write an escalation that goes on, and return its id."""
    escalation_id = uuid4()
    row = {
        "id": escalation_id,
        "case_id": raised.case_id,
        "about_id": raised.about_id,
        "report_id": raised.report_id,
        "process_id": raised.process_id,
        "kind": raised.kind,
        "urgency": raised.urgency,
        "content": dict(raised.content),
        "raised_by": raised.by,
        "role": raised.role,
        "raised_at": at,
        "state": GOES_ON,
    }
    connection.execute(insert(escalation).values(**row))
    return escalation_id


def of_case(connection: Connection, case_id: UUID) -> Mapping[str, Any] | None:
    """Return the escalation that is dealt with in a case: its columns."""
    asked = select(escalation).where(escalation.c.case_id == case_id)
    row = connection.execute(asked).mappings().one_or_none()
    return None if row is None else dict(row)


def reach(connection: Connection, escalation_id: UUID, level: Level) -> None:
    """Write that an escalation came to a level."""
    values = {"number": level.number, "role": level.role, "reached_at": level.reached_at}
    connection.execute(
        insert(escalation_level).values(escalation_id=escalation_id, due_at=level.due_at, **values)
    )


def answer(connection: Connection, escalation_id: UUID, given: Answer) -> None:
    """Write the answer of the level where it lies; unless it is passed on, the escalation ends with it."""
    waiting = (
        escalation_level.c.escalation_id == escalation_id,
        escalation_level.c.answered_at.is_(None),
    )
    values = {
        "outcome": given.outcome,
        "answer": given.text,
        "answered_by": given.by,
        "answered_at": given.at,
    }
    connection.execute(update(escalation_level).where(*waiting).values(**values))
    if given.outcome in ENDS:
        ended = {"state": ENDS[given.outcome], "ended_at": given.at}
        connection.execute(update(escalation).where(escalation.c.id == escalation_id).values(**ended))


def appointed_as(connection: Connection, place: Place, now: datetime) -> str | None:
    """Return the role in which somebody appointed the one who holds a role in a scope today."""
    asked = (
        select(role_assignment.c.appointed_as)
        .join(seat, seat.c.id == role_assignment.c.seat_id)
        .where(
            seat.c.role == place.role,
            seat.c.scope_id == place.scope_id,
            role_assignment.c.appointed_as.is_not(None),
            *valid(clock.day(now)),
        )
        .order_by(role_assignment.c.valid_from.desc(), role_assignment.c.id)
        .limit(1)
    )
    return connection.execute(asked).scalar_one_or_none()


def case_numbered(connection: Connection, organisation_id: UUID, number: str) -> UUID | None:
    """Return the case of an organisation that has this number."""
    asked = select(case.c.id).where(case.c.organisation_id == organisation_id, case.c.number == number)
    return connection.execute(asked).scalar_one_or_none()


def concerned(connection: Connection, case_id: UUID, name: str) -> list[UUID]:
    """Return the ids that the start form of a case gives in one of its lists."""
    asked = select(submission.c.answers[name]).where(
        submission.c.case_id == case_id, submission.c.task_id.is_(None)
    )
    found = connection.execute(asked).scalars().first() or []
    return [UUID(str(one["id"] if isinstance(one, Mapping) else one)) for one in found]
