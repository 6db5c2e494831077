"""Functions that build lists and look things up in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from feel.builtins.registry import Registry
from feel.comparing import identity
from feel.limits import check_depth, check_items
from feel.scopes import World
from feel.values import Function

LISTS = Registry()


@LISTS.add("list contains", "list: list", "element: any?")
def list_contains(world: World, items: list[Any], element: Any) -> bool:
    """Return whether the element is in the list."""
    wanted = identity(element, world.budget)
    return any(identity(item, world.budget) == wanted for item in items)


@LISTS.add("index of", "list: list", "match: any")
def index_of(world: World, items: list[Any], match: Any) -> list[Decimal]:
    """Return the positions, from 1, at which the element stands."""
    wanted = identity(match, world.budget)
    return [Decimal(place) for place, item in enumerate(items, 1) if identity(item, world.budget) == wanted]


@LISTS.plain("count", "list: list")
def count(items: list[Any]) -> Decimal:
    """Return the number of elements."""
    return Decimal(len(items))


@LISTS.add("append", "list: list", "item: any?", variadic=True)
def append(world: World, items: list[Any], *more: Any) -> list[Any]:
    """Return the list with the items after it."""
    return _bounded(world, [*items, *more])


@LISTS.add("concatenate", "list: any", variadic=True)
def concatenate(world: World, *lists: Any) -> list[Any]:
    """Return the lists as one; what is not a list is an element."""
    return _joined(world, lists)


@LISTS.add("union", "list: list", variadic=True)
def union(world: World, *lists: list[Any]) -> list[Any]:
    """Return the lists as one, without repeated elements."""
    return _distinct(world, _joined(world, lists))


@LISTS.add("distinct values", "list: list")
def distinct_values(world: World, items: list[Any]) -> list[Any]:
    """Return the list without repeated elements, in the order of their first place."""
    return _distinct(world, items)


@LISTS.add("flatten", "list: list")
def flatten(world: World, items: list[Any]) -> list[Any]:
    """Return the elements of all the lists within lists, on one level."""
    found: list[Any] = []
    _flatten(world, items, found, 0)
    return found


@LISTS.plain("reverse", "list: list")
def reverse(items: list[Any]) -> list[Any]:
    """Return the list backwards."""
    return items[::-1]


@LISTS.plain("sublist", "list: list", "start: number", "length: number?")
def sublist(items: list[Any], start: Decimal, length: Decimal | None) -> list[Any]:
    """Return the part from `start` (1 is the first, -1 the last element)."""
    first = int(start) + len(items) if start < 0 else int(start) - 1
    return items[first:] if length is None else items[first : first + int(length)]


@LISTS.add("insert before", "list: list", "position: number", "newItem: any?")
def insert_before(world: World, items: list[Any], position: Decimal, item: Any) -> list[Any]:
    """Return the list with an item put in before the position."""
    place = int(position) - 1
    place = max(0, len(items) + place) if place < 0 else min(place, len(items))
    return _bounded(world, [*items[:place], item, *items[place:]])


@LISTS.plain("remove", "list: list", "position: number")
def remove(items: list[Any], position: Decimal) -> list[Any]:
    """Return the list without the element at the position."""
    size = len(items)
    head, tail = (min(max(place, -size), size) for place in (int(position) - 1, int(position)))
    return items[: head + size if head < 0 else head] + items[tail + size if tail < 0 else tail :]


@LISTS.add("list replace", "list: list", "position: any", "newItem: any")
def list_replace(world: World, items: list[Any], position: Any, item: Any) -> list[Any] | None:
    """Return the list with the item instead of what is at the position, or of what the function picks."""
    world.budget.spend(len(items))
    if isinstance(position, Function):
        if position.arity != 2:  # noqa: PLR2004 - the old and the new element
            return None
        return [item if position.call(old, item) is True else old for old in items]
    if not isinstance(position, Decimal):
        return None
    place = int(position) - 1
    if not -len(items) - 1 <= place < len(items) or place == -1:
        return None
    changed = list(items)
    changed[place + 1 if place < 0 else place] = item
    return changed


def _joined(world: World, lists: tuple[Any, ...]) -> list[Any]:
    found: list[Any] = []
    for item in lists:
        found += item if type(item) is list else [item]
    return _bounded(world, found)


def _bounded(world: World, items: list[Any]) -> list[Any]:
    world.budget.spend(len(items))
    check_items(len(items))
    return items


def _distinct(world: World, items: list[Any]) -> list[Any]:
    seen: dict[Any, Any] = {}
    for item in items:
        seen.setdefault(identity(item, world.budget), item)
    return list(seen.values())


def _flatten(world: World, items: list[Any], found: list[Any], depth: int) -> None:
    check_depth(depth)
    for item in items:
        world.budget.spend(1)
        if type(item) is list:
            _flatten(world, item, found, depth + 1)
        else:
            found.append(item)
    check_items(len(found))
