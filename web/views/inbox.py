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
# What the reader can choose among beside roles, processes and places, by the name of the filter.
CHOICES: Final[Mapping[str, Mapping[str, Text]]] = {
    "due": DUE,
    "created": {
        "day": Text("Senaste dygnet", "The last day"),
        "week": Text("Senaste veckan", "The last week"),
        "older": Text("Tidigare", "Earlier"),
    },
    "follow_up": {
        "now": Text("Att följa upp nu", "To follow up now"),
        "later": Text("Längre fram", "Later on"),
        "none": Text("Utan datum", "Without a date"),
    },
    "assigned": {
        "yes": Text("Någon har tagit den", "Somebody has taken it"),
        "no": Text("Ingen har tagit den", "Nobody has taken it"),
    },
    "priority": {"1": Text("Prioriterade", "Prioritised")},
    "sort": {
        "due": Text("Förfaller först", "Due first"),
        "priority": Text("Viktigast först", "Most important first"),
        "newest": Text("Nyast först", "Newest first"),
        "oldest": Text("Äldst först", "Oldest first"),
        "follow_up": Text("Uppföljning först", "Follow-up first"),
        "case": Text("Efter ärende", "By case"),
    },
}
# What a list can show of a case beside what it always shows.
COLUMNS: Final[Mapping[str, Text]] = {
    "created": Text("Kom", "Came"),
    "follow_up": Text("Följs upp", "Follow up"),
    "assignee": Text("Hos", "With"),
    "started": Text("Ärendet startade", "The case began"),
    "starter": Text("Startat av", "Started by"),
    "diary": Text("Diarienummer", "Diary number"),
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


def grouped(tasks: tuple[TaskRow, ...], dates: Dates, sort: str) -> tuple[Group, ...]:
    """Return the tasks by urgency; in another order than by due date they stand together."""
    if sort in ("", "due"):
        return by_urgency(tasks, dates)
    return (Group("sorted", CHOICES["sort"][sort], tasks),) if tasks else ()


def by_urgency(tasks: Iterable[TaskRow], dates: Dates) -> tuple[Group, ...]:
    """Return the tasks in groups, the most urgent first; empty groups are left out."""
    found: dict[str, list[TaskRow]] = {key: [] for key in DUE}
    for task in tasks:
        due = dates.due(task.due_at)
        found[_URGENCIES[due.urgency] if due else "later"].append(task)
    return tuple(Group(key, DUE[key], tuple(some)) for key, some in found.items() if some)
