"""Tasks arranged for the inbox: by urgency, and the role that each is done in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from engine.queries.people.me import ActingRole, Myself
from engine.queries.rows import TaskRow
from forms.text import Text
from web.dates import Dates

DUE: Final[Mapping[str, Text]] = {
    "overdue": Text("Försenade", "Overdue"),
    "week": Text("Inom en vecka", "Within a week"),
    "later": Text("Senare", "Later"),
}
_URGENCIES: Final = {"late": "overdue", "soon": "week", "later": "later"}


@dataclass(frozen=True)
class Group:
    """Tasks of one urgency under a heading."""

    key: str
    name: Text
    tasks: tuple[TaskRow, ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.tasks)


def role_for(me: Myself, task: TaskRow) -> ActingRole | None:
    """Return the reader's role that a task is done in; None when it is somebody else's, or the reader stands in."""
    place = (task.role, task.scope_kind, task.scope_name)
    fitting = [role for role in me.roles if (role.role, role.scope_kind, role.scope_name) == place]
    return next((role for role in fitting if role.acting), fitting[0] if fitting else None)


def by_urgency(tasks: Iterable[TaskRow], dates: Dates) -> tuple[Group, ...]:
    """Return the tasks in groups, the most urgent first; empty groups are left out."""
    found: dict[str, list[TaskRow]] = {key: [] for key in DUE}
    for task in tasks:
        due = dates.due(task.due_at)
        found[_URGENCIES[due.urgency] if due else "later"].append(task)
    return tuple(Group(key, DUE[key], tuple(some)) for key, some in found.items() if some)
