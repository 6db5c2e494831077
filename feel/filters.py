"""`list[…]`: by position, or by a condition on each element."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from feel.limits import Budget
from feel.nodes import Match, Node, Run
from feel.scopes import Scope

_CONDITIONS = frozenset({"test", "boolean"})


def filtering(target: Node, wanted: Node) -> Run:
    """Return the closure of `target[wanted]`.

    When the text does not show what `wanted` gives, it is first evaluated outside the elements: a number is
    a position. Else it is a condition, evaluated for each element.
    """

    def run(scope: Scope) -> Any:
        found = target.run(scope)
        if found is None or wanted.sort == "nil":
            return None
        items = found if type(found) is list else [found]
        if wanted.sort not in _CONDITIONS:
            position = wanted.run(scope)
            if isinstance(position, Decimal):
                return _at(items, position)
        return _keep(items, wanted, scope)

    return run


def _keep(items: list[Any], wanted: Node, scope: Scope) -> list[Any]:
    scope.world.budget.spend(len(items) * (wanted.size + 1))
    return [item for item in items if wanted.run(scope.element(item)) is True]


def comparing_filter(target: Node, match: Match, size: int) -> Run:
    """Return the closure of `target[> 5]`."""

    def run(scope: Scope) -> Any:
        found = target.run(scope)
        if found is None:
            return None
        items = found if type(found) is list else [found]
        scope.world.budget.spend(len(items) * size)
        return [item for item in items if match(scope.element(item), item) is True]

    return run


def _at(items: list[Any], position: Decimal) -> Any:
    place = int(position)
    if place != position or not place or abs(place) > len(items):
        return None
    return items[place - 1 if place > 0 else place]


def span(start: Any, end: Any, budget: Budget) -> list[Decimal] | None:
    """Return the numbers from one to another, downwards too, null when they are no numbers."""
    if not isinstance(start, Decimal) or not isinstance(end, Decimal):
        return None
    step = 1 if start <= end else -1
    count = int(abs(end - start)) + 1
    budget.spend(count)
    return [start + step * place for place in range(count)]
