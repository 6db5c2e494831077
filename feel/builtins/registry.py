"""How a built-in function is declared, and how its arguments are checked and cast.

A built-in gives null, never an error, for arguments of the wrong type: that is what the standard says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from feel.limits import weight
from feel.scopes import World
from feel.values import kind

REJECTED: Any = object()
_Run = TypeVar("_Run", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its FEEL name, the type it takes, and whether it may be left out or null."""

    name: str
    sort: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in function: its parameters, whether the last one repeats, and what computes it."""

    name: str
    parameters: tuple[Parameter, ...]
    variadic: bool
    run: Callable[..., Any]

    @property
    def least(self) -> int:
        """The number of arguments that cannot be left out."""
        return sum(not parameter.optional for parameter in self.parameters)

    def parameter(self, position: int) -> Parameter | None:
        """Return the parameter an argument at the position goes to, None when there is none."""
        if position < len(self.parameters):
            return self.parameters[position]
        return self.parameters[-1] if self.variadic else None

    def call(self, world: World, arguments: Sequence[Any]) -> Any:
        """Return the value for the arguments, null when one is of the wrong type."""
        cast = []
        for position, argument in enumerate(arguments):
            parameter = self.parameter(position)
            if parameter is None:
                return None
            value = coerce(argument, parameter)
            if value is REJECTED:
                return None
            cast.append(value)
        missing = 0 if self.variadic else len(self.parameters) - len(cast)
        world.budget.spend(sum(map(weight, cast)))
        found = self.run(world, *cast, *[None] * missing)
        world.budget.spend(weight(found))
        return found


def parameters(*declared: str) -> tuple[Parameter, ...]:
    """Return the parameters of `"name: type"` texts; a `?` after the type makes one optional."""
    found = []
    for text in declared:
        name, _, sort = text.partition(": ")
        found.append(Parameter(name, sort.rstrip("?"), sort.endswith("?")))
    return tuple(found)


class Registry(dict[str, Builtin]):
    """The built-ins of one file by name."""

    def add(self, name: str, *declared: str, variadic: bool = False) -> Callable[[_Run], _Run]:
        """Return a decorator that registers `run(world, *arguments)`."""

        def register(run: _Run) -> _Run:
            self[name] = Builtin(name, parameters(*declared), variadic, run)
            return run

        return register

    def plain(self, name: str, *declared: str) -> Callable[[_Run], _Run]:
        """Return a decorator that registers `run(*arguments)`, which needs nothing of the world."""

        def register(run: _Run) -> _Run:
            self[name] = Builtin(name, parameters(*declared), False, lambda _world, *values: run(*values))
            return run

        return register

    def over_list(self, name: str, sort: str) -> Callable[[_Run], _Run]:
        """Return a decorator for `run(world, list)`, called with one list or with its elements.

        null is the answer unless every element is of the type.
        """

        def register(run: _Run) -> _Run:
            def spread(world: World, *values: Any) -> Any:
                items = values[0] if len(values) == 1 and type(values[0]) is list else values
                world.budget.spend(len(items))
                if sort != "any" and any(kind(item) != sort for item in items):
                    return None
                return run(world, list(items))

            self[name] = Builtin(name, parameters("list: any"), True, spread)
            return run

        return register


def coerce(value: Any, parameter: Parameter) -> Any:
    """Return the argument as the parameter wants it, REJECTED when it cannot be that.

    A value becomes a list of itself, a list of one becomes its element, a date becomes a date and time.
    """
    wanted = parameter.sort
    if value is None:
        return None if parameter.optional or wanted == "any" else REJECTED
    if wanted == "list":
        return value if type(value) is list else [value]
    if wanted != "any" and type(value) is list and len(value) == 1:
        value = value[0]
        if value is None:
            return None if parameter.optional else REJECTED
    found = kind(value)
    if wanted in ("any", found) or (wanted == "duration" and found in ("days", "months")):
        return value
    return _cast(value, wanted)


def _cast(value: Any, wanted: str) -> Any:
    if type(value) is dt.date and wanted == "date time":
        return dt.datetime.combine(value, dt.time())
    if type(value) is dt.datetime and wanted in ("date", "time"):
        return value.date() if wanted == "date" else value.timetz()
    return REJECTED
