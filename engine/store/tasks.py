"""Open tasks, and drafts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store.tables import draft, start_draft, task


@dataclass(frozen=True)
class OpenTask:
    """An open task of an instance, as far as a step needs to know it."""

    id: UUID
    element: str
    name: str
    name_en: str
    item: str
    seat_id: UUID
    assignee_id: UUID | None


# The state stands in the text, so that the index of open tasks serves.
_OPEN = text("""
SELECT id, element, name, name_en, item, seat_id, assignee_id FROM task
 WHERE instance_id = :instance AND state = 'open'
""")


def open_ones(connection: Connection, instance_id: UUID) -> tuple[OpenTask, ...]:
    """Return the open tasks of an instance."""
    rows = connection.execute(_OPEN, {"instance": instance_id})
    return tuple(OpenTask(**row._mapping) for row in rows)  # noqa: SLF001  SQLAlchemy's public name


def claim(connection: Connection, task_id: UUID, assignee_id: UUID | None) -> None:
    """Give the task to somebody, or back to the group (None)."""
    connection.execute(
        update(task).where(task.c.id == task_id).values(assignee_id=assignee_id, version=task.c.version + 1)
    )


def assign(connection: Connection, task_id: UUID, assignee_id: UUID, priority: int) -> None:
    """Give the task to somebody, with how urgent it is."""
    values = {"assignee_id": assignee_id, "priority": priority, "version": task.c.version + 1}
    connection.execute(update(task).where(task.c.id == task_id).values(values))


def follow_up(connection: Connection, task_id: UUID, on: date | None) -> bool:
    """Keep the day of the follow-up; return whether it is another than before."""
    other = task.c.follow_up_on.is_distinct_from(on)
    done = connection.execute(update(task).where(task.c.id == task_id, other).values(follow_up_on=on))
    return done.rowcount == 1


def help_of(connection: Connection, task_id: UUID) -> dict[str, Any]:
    """Return the latest help with a task, empty if nobody has been asked."""
    return connection.execute(select(task.c.help).where(task.c.id == task_id)).scalar_one() or {}


def keep_help(
    connection: Connection, task_id: UUID, people: tuple[UUID | None, UUID | None], told: Any
) -> None:
    """Keep help with a task: who does it and who helps now (None: nobody), and what is told of it."""
    values = {"assignee_id": people[0], "helper_id": people[1], "help": told, "version": task.c.version + 1}
    connection.execute(update(task).where(task.c.id == task_id).values(values))


def hand_draft(connection: Connection, task_id: UUID, giver: UUID, taker: UUID) -> Any:
    """Give what somebody has written to another, in place of what that one had; return it, None if there was nothing."""
    theirs = (draft.c.task_id == task_id, draft.c.person_id == giver)
    found = connection.execute(
        delete(draft).where(*theirs).returning(draft.c.answers, draft.c.saved_at)
    ).first()
    if found is None:
        return None
    save_draft(connection, task_id, taker, found.answers, found.saved_at)
    return found.answers


def save_draft(connection: Connection, task_id: UUID, person_id: UUID, answers: Any, at: datetime) -> None:
    """Keep what a person has written so far; only that person sees it."""
    _keep(connection, draft, {"task_id": task_id, "person_id": person_id}, answers, at)


def save_start_draft(
    connection: Connection, process: str, person_id: UUID, answers: Any, at: datetime
) -> None:
    """Keep what a person has written in the form that starts a case; only that person sees it."""
    _keep(connection, start_draft, {"process": process, "person_id": person_id}, answers, at)


def forget_start_draft(connection: Connection, process: str, person_id: UUID) -> None:
    """Forget what a person has written in the form that starts a case."""
    mine = (start_draft.c.process == process, start_draft.c.person_id == person_id)
    connection.execute(delete(start_draft).where(*mine))


def _keep(connection: Connection, table: Table, key: dict[str, Any], answers: Any, at: datetime) -> None:
    values = {"answers": answers, "saved_at": at}
    connection.execute(
        upsert(table).values(**key, **values).on_conflict_do_update(index_elements=list(key), set_=values)
    )
