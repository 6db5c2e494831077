"""Give a task to one of those who can do it, and say how urgent it is."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from engine.commands.helping import ENDED, give_back
from engine.commands.managing import manage
from engine.commands.taking import Taken
from engine.desk import Desk
from engine.errors import ForbiddenError, InvalidError
from engine.governance.permissions import Permission, require
from engine.runtime.model import PRIORITIES
from engine.store import tasks
from engine.store.candidates import Candidate, Sought, candidates
from engine.store.work import Event

NAMED: Final = 10


@dataclass(frozen=True)
class AssignTask:
    """Let a member of the group, a deputy or a delegate do the task; `priority` 0 to 2, None to leave it.

    A member gives away what is free or the member's own; a manager what anybody has. Raises ForbiddenError (one may
    not, or the person cannot do the task: the text says who can), ConflictError and NotFoundError. Twice is once.
    """

    task_id: UUID
    person_id: UUID
    priority: int | None = None

    def run(self, desk: Desk) -> None:
        """Make the person the one who does the task."""
        require(desk.actor, Permission.TASK_ASSIGN)
        taken = manage(desk, self.task_id)
        priority = taken.task.priority if self.priority is None else self.priority
        if priority not in PRIORITIES:
            raise InvalidError.at("/priority", "Prioriteten är 0, 1 eller 2.", "The priority is 0, 1 or 2.")
        person = _able(desk, taken, self.person_id)
        if (taken.task.assignee_id, taken.task.priority) == (person.id, priority):
            return
        if taken.task.helper_id is not None:
            give_back(desk, taken, ENDED)
        tasks.assign(desk.connection, self.task_id, person.id, priority)
        details = {
            "task": str(self.task_id),
            "item": taken.task.item,
            "persons": [{"id": str(person.id), "namn": person.name}],
            "priority": priority,
        }
        desk.work.record(Event("task-assigned", taken.at.locked.case_id, taken.task.element, details))


def _able(desk: Desk, taken: Taken, person_id: UUID) -> Candidate:
    apart, of = taken.element.separate_from, (taken.task.id, taken.at.locked.case_id)
    found = candidates(desk.connection, of, apart, desk.now, Sought(person=person_id))
    if found:
        return found[0]
    able = candidates(desk.connection, of, apart, desk.now, Sought(limit=NAMED))
    names = ", ".join(one.name for one in able)
    role = desk.profile.role_name(taken.role)
    raise ForbiddenError(
        f"Personen kan inte göra uppgiften, som hör till rollen {role.sv}. Den kan göras av: {names or 'ingen i dag'}.",
        f"The person cannot do the task, which belongs to the role {role.en}. It can be done by: {names or 'nobody today'}.",
    )
