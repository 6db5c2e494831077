"""Where a task goes: to which role, and in which unit, process node or case that role is held."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import feel
from engine.governance import routing
from engine.governance.profile import Profile, Role
from engine.runtime.failure import RunFailure
from engine.runtime.model import Element
from engine.runtime.waiting import Waiting
from forms.text import Text


class Placed(NamedTuple):
    """A role with the kind of its scope and its id."""

    role: str
    kind: str
    scope: UUID


def place_of(profile: Profile, element: Element, item: Waiting, ids: tuple[UUID, UUID]) -> Placed:
    """Return where an open task goes; `ids` are those of the case and the organisation.

    RunFailure when the profile has no role for it, or nothing says which unit.
    """
    able = routing.candidates(profile, element.role, element.mandate)
    case = item.context.get("arende") or {}
    try:
        for role in able:
            found = routing.place(role, _named(profile, element, item, role), case, ids)
            if found:
                return Placed(role.key, *found)
    except feel.FeelError as error:
        raise _no_seat(element.id, Text(error.sv, str(error))) from error
    raise _no_seat(element.id, _nowhere(able, element.role))


def assignee_of(element: Element, item: Waiting) -> UUID | None:
    """Return the person that the model gives a task of a group to, None where any of the holders takes it."""
    if not element.assignee:
        return None
    try:
        named = feel.parse(element.assignee).evaluate(item.context)
    except feel.FeelError as error:
        raise _no_seat(element.id, Text(error.sv, str(error))) from error
    return UUID(str(named["id"])) if isinstance(named, dict) else None


def item_name(item: Waiting) -> str:
    """Return which of several a task is: the innermost item of the repeated activities around it."""
    if not item.items:
        return ""
    value = item.items[-1][1]
    return str(value.get("namn", "")) if isinstance(value, dict) else str(value)


def item_ids(item: Waiting) -> tuple[UUID, ...]:
    """Return the ids of the items of the repeated activities around a task, outermost first."""
    values = (value for _, value in item.items)
    return tuple(UUID(str(value["id"] if isinstance(value, dict) else value)) for value in values)


def _nowhere(able: Sequence[Role], drawn: str | None) -> Text:
    if not able:
        return Text(f"Profilen har ingen roll {drawn}.", f"The profile has no role {drawn}.")
    named, scope = able[0].name, able[0].scope
    return Text(
        f"Rollen {named.sv} gäller en enhet ({scope}), men modellen säger inte vilken.",
        f"The role {named.en} is held in a unit ({scope}), but the model does not say which.",
    )


def _no_seat(element: str, why: Text) -> RunFailure:
    what = Text("Uppgiften kunde inte ges till någon.", "The task could not be given to anybody.")
    return RunFailure(element, what, why)


def _named(profile: Profile, element: Element, item: Waiting, role: Role) -> Any:
    """Return the unit or node that the model gives: by the scope of the drawn role, else by its own variable."""
    if role.scope in (*routing.ORGANISATION_KINDS, routing.CASE_KIND):
        return None
    drawn = profile.role_for(element.role or "")
    given = element.scope if drawn is not None and drawn.scope == role.scope else None
    return feel.parse(given or role.scope).evaluate(item.context)
