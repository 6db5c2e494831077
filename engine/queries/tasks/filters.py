"""Which tasks a list shows: whose they are, and what a reader asks for. Every condition is a constant of ours."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from engine.desk import View
from engine.errors import FieldError, InvalidError
from engine.queries import cursors
from engine.queries.tasks.sql import LAPSED, SHARED
from forms.text import Text

STATES: Final = ("open", "completed", "cancelled")
# What is to be done by the reader: all of it, what is the reader's alone, and what a group shares.
TO_DO: Final = {"mine": "true", "own": f"NOT {SHARED}", "groups": SHARED}
_OTHERS: Final = {
    # Written so that the index of those who have completed tasks serves.
    "mine": "t.ended_by = :person",
    "others": "c.started_by = :person AND (m.by IS NULL OR t.assignee_id <> :person)",
    # By the index of those who help.
    "helping": "t.helper_id = :person",
    "case": "(NOT c.secret OR c.started_by = :person OR m.by IS NOT NULL)",
}
WHOSE: Final = tuple(dict.fromkeys([*TO_DO, *_OTHERS]))
MINE: Final = f"m.by IS NOT NULL AND (t.assignee_id IS NULL OR t.assignee_id = :person OR {LAPSED})"

CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "due": {
        "overdue": "t.due_at < :now",
        "week": "t.due_at < :week",
        "later": "(t.due_at >= :week OR t.due_at IS NULL)",
    },
    "created": {
        "day": "t.created_at >= :day_ago",
        "week": "t.created_at >= :week_ago",
        "older": "t.created_at < :week_ago",
    },
    "follow_up": {
        "now": "t.follow_up_on <= :today",
        "later": "t.follow_up_on > :today",
        "none": "t.follow_up_on IS NULL",
    },
    "assigned": {"yes": "t.assignee_id IS NOT NULL", "no": "t.assignee_id IS NULL"},
}
_EQUAL: Final = {
    "role": "s.role = :role",
    "scope": "s.scope_id = :scope",
    "case": "t.case_id = :case",
    "process": "c.process = :process",
    "priority": "t.priority >= :priority",
}
# By the stem of each word, in Swedish, or by any part of what is written there.
_TEXT: Final = (
    "((t.search || c.search) @@ websearch_to_tsquery('swedish', :q)"
    " OR (t.name || ' ' || t.name_en || ' ' || t.item || ' ' || c.title || ' ' || c.number) ILIKE :like)"
)


def state(wanted: str) -> str:
    """Return the condition for a state; in the text and not a value, so that the indexes of states serve."""
    return f"t.state = '{one_of('state', wanted, STATES)}'"


def whose(wanted: str, of_state: str) -> str:
    """Return the condition for whose tasks they are."""
    one_of("whose", wanted, WHOSE)
    if wanted in TO_DO and of_state == "open":
        return f"{MINE} AND {TO_DO[wanted]}"
    return _OTHERS.get(wanted, _OTHERS["mine"])


def asked(view: View, filters: Mapping[str, Any], values: dict[str, Any]) -> list[str]:
    """Return the conditions of the filters that ask for something, and put their values in `values`."""
    now = view.now
    values["week"] = now + timedelta(days=7)
    values["week_ago"] = now - timedelta(days=7)
    values["day_ago"] = now - timedelta(days=1)
    where = []
    for name, wanted in filters.items():
        if wanted is None or wanted == "":
            continue
        if name in CHOICES:
            where.append(CHOICES[name][one_of(name, wanted, CHOICES[name])])
        elif name == "q":
            where.append(_TEXT)
            values.update(q=wanted, like=cursors.containing(wanted))
        else:
            where.append(_EQUAL[name])
            values[name] = wanted
    return where


def one_of(name: str, given: str, known: Any) -> str:
    """Return what was given; raises InvalidError for what is none of those that are known."""
    if given in known:
        return given
    choices = ", ".join(known)
    said = Text(f"Välj ett av {choices}, inte {given}.", f"Choose one of {choices}, not {given}.")
    raise InvalidError(
        f"Filtret {name}: {said.sv}", f"The filter {name}: {said.en}", (FieldError(f"/{name}", said),)
    )
