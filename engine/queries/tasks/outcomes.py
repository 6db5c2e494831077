"""What each outcome of a decision leads to, for those who are to decide."""

from collections.abc import Mapping
from typing import Any, Final

from engine.desk import View
from engine.library import Published
from engine.queries import names
from engine.queries.rows import NextRow, OutcomeRow
from engine.runtime.following import Follower, following
from forms.fields import Option

OUTCOME: Final = "utfall"


def outcomes(
    view: View, published: Published, element: str, context: Mapping[str, Any]
) -> tuple[OutcomeRow, ...]:
    """Return the outcomes that a task's form offers, each with what follows; none when it asks for no outcome."""
    return tuple(
        _outcome(view, published, element, context, option) for option in names.outcomes(published, element)
    )


def _outcome(
    view: View, published: Published, element: str, context: Mapping[str, Any], option: Option
) -> OutcomeRow:
    found = following(published.model, element, {OUTCOME: option.value}, context)
    return OutcomeRow(option.value, option.label, tuple(_next(view, published, one) for one in found))


def _next(view: View, published: Published, one: Follower) -> NextRow:
    element = published.model.elements[one.element]
    works = one.kind == "task" and element.role is not None
    role = names.role(view, element.role or "") if works else None
    return NextRow(one.kind, element.id, element.label, role, one.certain, one.together)
