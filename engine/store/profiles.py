"""Versions of profiles, the one that governs each organisation, and what a change of it touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from engine.governance.profile import Profile
from engine.store.tables import organisation, profile_version, task


@dataclass(frozen=True)
class Decided:
    """An open task that decides, and the seat that has it."""

    id: UUID
    element: str
    mandate: str
    model_hash: str
    case_id: UUID
    role: str
    scope_kind: str
    scope_id: UUID


_DECIDED = text("""
SELECT t.id, t.element, t.mandate, c.model_hash, c.id AS case_id, s.role, s.scope_kind, s.scope_id
  FROM task t JOIN "case" c ON c.id = t.case_id JOIN seat s ON s.id = coalesce(t.from_seat_id, t.seat_id)
 WHERE c.organisation_id = :organisation AND t.state = 'open' AND t.mandate IS NOT NULL
""")


def as_row(
    profile: Profile, organisation_id: UUID, at: datetime, by: UUID | None = None
) -> dict[str, object]:
    """Return the row of a version, but for its number."""
    return {
        "organisation_id": organisation_id,
        "key": profile.key,
        "hash": profile.hash,
        "name": profile.name.sv,
        "name_en": profile.name.en,
        "published_at": at,
        "published_by": by,
    }


def publish(connection: Connection, row: dict[str, object]) -> int:
    """Keep the next version of a profile, and return its number."""
    number = connection.execute(
        select(func.coalesce(func.max(profile_version.c.number), 0) + 1).where(
            profile_version.c.organisation_id == row["organisation_id"], profile_version.c.key == row["key"]
        )
    ).scalar_one()
    connection.execute(insert(profile_version).values(id=uuid4(), number=number, **row))
    return int(number)


def version(connection: Connection, organisation_id: UUID, key: str, number: int) -> str | None:
    """Return the content hash of a version, None when there is none."""
    columns = profile_version.c
    return connection.execute(
        select(columns.hash).where(
            columns.organisation_id == organisation_id, columns.key == key, columns.number == number
        )
    ).scalar_one_or_none()


def govern(connection: Connection, organisation_id: UUID, named: str) -> None:
    """Let the edition with this hash govern the organisation from now on."""
    connection.execute(
        update(organisation).where(organisation.c.id == organisation_id).values(profile_hash=named)
    )


def decided(connection: Connection, organisation_id: UUID) -> list[Decided]:
    """Return the open tasks that decide something."""
    rows = connection.execute(_DECIDED, {"organisation": organisation_id})
    return [Decided(**row._mapping) for row in rows]  # noqa: SLF001  SQLAlchemy's public name


def hand_over(connection: Connection, moves: Sequence[tuple[UUID, UUID]]) -> None:
    """Give open tasks to other seats: (task, seat); whoever had taken one has it no longer."""
    if moves:
        changed = update(task).where(task.c.id == bindparam("moved"))
        connection.execute(
            changed.values(
                seat_id=bindparam("to"), from_seat_id=None, assignee_id=None, version=task.c.version + 1
            ),
            [{"moved": task_id, "to": seat_id} for task_id, seat_id in moves],
        )
