"""Open tasks, and drafts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from engine.store.tables import draft, task


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


def open_ones(connection: Connection, instance_id: UUID) -> tuple[OpenTask, ...]:
    """Return the open tasks of an instance."""
    columns = (column for column in task.c if column.key in OpenTask.__dataclass_fields__)
    rows = connection.execute(
        select(*columns).where(task.c.instance_id == instance_id, task.c.state == "open")
    )
    return tuple(OpenTask(**row._mapping) for row in rows)  # noqa: SLF001  SQLAlchemy's public name


def claim(connection: Connection, task_id: UUID, assignee_id: UUID | None) -> None:
    """Give the task to somebody, or back to the group (None)."""
    connection.execute(
        update(task).where(task.c.id == task_id).values(assignee_id=assignee_id, version=task.c.version + 1)
    )


def save_draft(connection: Connection, task_id: UUID, person_id: UUID, answers: Any, at: datetime) -> None:
    """Keep what a person has written so far; only that person sees it."""
    values = {"answers": answers, "saved_at": at}
    connection.execute(
        upsert(draft)
        .values(task_id=task_id, person_id=person_id, **values)
        .on_conflict_do_update(index_elements=[draft.c.task_id, draft.c.person_id], set_=values)
    )
