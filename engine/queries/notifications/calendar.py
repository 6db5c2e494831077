"""The calendar of a person: when what lies in the inbox should be done."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from engine.desk import View
from engine.errors import NotFoundError
from engine.governance.permissions import Permission, require
from engine.outgoing.calendar import Day
from engine.queries.rows import TaskRow
from engine.queries.tasks.inbox import Inbox
from engine.store import actors
from engine.store.tables import case, person, preference
from forms.text import Language

MOST: Final = 200


@dataclass(frozen=True)
class CalendarOf:
    """Whose calendar has this token in its address? Only Räls itself asks, for who shows the token."""

    token: str

    def run(self, view: View) -> UUID:
        """Return the person; raises NotFoundError."""
        require(view.actor, Permission.DISPATCH_SEND)
        asked = (
            select(preference.c.person_id)
            .join(person, person.c.id == preference.c.person_id)
            .where(preference.c.calendar_hash == actors.token_hash(self.token), person.c.active)
        )
        found: UUID | None = view.connection.execute(asked).scalar_one_or_none()
        if found is None:
            raise NotFoundError(
                "Kalendern finns inte. Skapa en ny adress under Mina roller.",
                "There is no such calendar. Make a new address under My roles.",
            )
        return found


@dataclass(frozen=True)
class MyDays:
    """When should what lies in my inbox be done?"""

    def run(self, view: View) -> tuple[Language, tuple[Day, ...]]:
        """Return my language, and a day for each task with a due date; of a secret case nothing but its number."""
        require(view.actor, Permission.TASK_READ)
        tasks = [task for task in Inbox(limit=MOST).run(view).items if task.due_at]
        about = select(case.c.id).where(case.c.secret, case.c.id.in_({task.case_id for task in tasks}))
        secret = set(view.connection.execute(about).scalars())
        spoken = select(preference.c.language).where(preference.c.person_id == view.actor.person_id)
        language: Language = view.connection.execute(spoken).scalar_one_or_none() or "sv"
        return language, tuple(_day(task, secret=task.case_id in secret) for task in tasks)


def _day(task: TaskRow, *, secret: bool) -> Day:
    if task.due_at is None:
        raise TypeError("Only a task with a due date has a day.")
    return Day(
        task_id=task.id,
        version=task.version,
        created_at=task.created_at,
        due_at=task.due_at,
        name=task.name,
        part=task.item,
        number=task.case_number,
        title=task.case_title,
        secret=secret,
    )
