"""Functions that need an order: min, max, sort."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from feel.builtins.registry import Registry
from feel.comparing import order
from feel.scopes import World
from feel.values import Function

ORDERING = Registry()


def _sorted(items: list[Any]) -> list[Any] | None:
    """Return the list in its natural order, null when two of its elements have none."""
    if any(order(items[0], item) is None for item in items):
        return None
    # Mixed local and zoned moments are caught above, since order() of any two then is None for one of them.
    return sorted(items, key=cmp_to_key(lambda left, right: order(left, right) or 0))


@ORDERING.over_list("min", "any")
def least(_world: World, items: list[Any]) -> Any:
    """Return the least element, null for an empty list or one without order."""
    ordered = _sorted(items) if items else None
    return ordered[0] if ordered else None


@ORDERING.over_list("max", "any")
def greatest(_world: World, items: list[Any]) -> Any:
    """Return the greatest element, null for an empty list or one without order."""
    ordered = _sorted(items) if items else None
    return ordered[-1] if ordered else None


@ORDERING.add("sort", "list: list", "precedes: function?")
def sort(world: World, items: list[Any], precedes: Function | None) -> list[Any] | None:
    """Return the list in order; `precedes(a, b)` says whether a comes before b."""
    if precedes is None:
        return _sorted(items) if items else []
    if precedes.arity != 2:  # noqa: PLR2004 - an order is between two
        return None

    def decide(left: Any, right: Any) -> int:
        world.budget.spend(1)
        if precedes.call(left, right) is True:
            return -1
        return int(precedes.call(right, left) is True)

    return sorted(items, key=cmp_to_key(decide))
