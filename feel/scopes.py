"""Where names are looked up: local names innermost, then the caller's context."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from feel.errors import Trouble
from feel.limits import Budget
from feel.properties import property_of
from feel.values import admit

NO_INPUT: Any = object()  # unary tests evaluated without an input, as the conditions of forms are


class World:
    """All that one evaluation may see: the context, the clock, the input of unary tests, the budget."""

    __slots__ = ("_read", "budget", "context", "input", "now")

    def __init__(self, context: Mapping[str, Any], now: dt.datetime | None, value: Any) -> None:
        self.context = context
        self.now = now
        self.budget = Budget()
        self.input = value if value is NO_INPUT else admit(value, self.budget)
        self._read: dict[tuple[str, ...], Any] = {}

    def read(self, path: tuple[str, ...]) -> Any:
        """Return the value at a path of the context, null when it is not there.

        Only what the path leads to is admitted, so a large context costs nothing until it is read.
        """
        if path not in self._read:
            self._read[path] = self._walk(path)
        return self._read[path]

    def _walk(self, path: tuple[str, ...]) -> Any:
        value: Any = self.context
        for position, step in enumerate(path):
            if not isinstance(value, Mapping):
                return follow(admit(value, self.budget), path[position:], self.budget)
            value = value.get(step)
        return admit(value, self.budget)

    def has(self, path: tuple[str, ...]) -> bool:
        """Return whether the context has the path, also when its value is null."""
        value: Any = self.context
        for step in path:
            if not isinstance(value, Mapping) or step not in value:
                return False
            value = value[step]
        return True

    def moment(self) -> dt.datetime:
        """Return the `now` of the evaluation; Trouble when the caller gave none."""
        if self.now is None:
            raise Trouble(
                "now() och today() kan inte användas här: ingen tidpunkt är given.",
                "now() and today() cannot be used here: no time was given.",
            )
        return self.now


class Scope:
    """Local names (of a loop, a filter, a context, a function) over those outside it."""

    __slots__ = ("names", "parent", "world")

    def __init__(self, names: Mapping[str, Any], parent: Scope | None, world: World) -> None:
        self.names = names
        self.parent = parent
        self.world = world

    def inner(self, names: Mapping[str, Any]) -> Scope:
        """Return a scope with more local names."""
        return Scope(names, self, self.world)

    def element(self, item: Any) -> Scope:
        """Return the scope in which a filter sees an element: `item`, and its entries as names."""
        scope = Scope({"item": item}, self, self.world)
        return Scope(item, scope, self.world) if type(item) is dict else scope

    def _holder(self, name: str) -> Scope | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope
            scope = scope.parent
        return None

    def read(self, path: tuple[str, ...]) -> Any:
        """Return the value at a path, null when there is none."""
        holder = self._holder(path[0])
        if holder is None:
            return self.world.read(path)
        return follow(holder.names[path[0]], path[1:], self.world.budget)

    def has(self, path: tuple[str, ...]) -> bool:
        """Return whether there is something at the path, be it null."""
        holder = self._holder(path[0])
        if holder is None:
            return self.world.has(path)
        value = holder.names[path[0]]
        for step in path[1:]:
            if type(value) is not dict or step not in value:
                return False
            value = value[step]
        return True


def follow(value: Any, steps: tuple[str, ...], budget: Budget) -> Any:
    """Return what the steps of a path lead to from a value."""
    for step in steps:
        value = property_of(value, step, budget)
    return value
