"""Calls of built-in functions, checked against what the function takes when the text is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lark import Token

from feel.builtins import BUILTINS, Builtin
from feel.errors import Trouble
from feel.nodes import Node, node, place_of
from feel.scopes import Scope

IS_DEFINED = "is defined"


@dataclass(frozen=True, slots=True)
class Named:
    """An argument that is given with the name of its parameter."""

    name: Token
    value: Node


def calling(name: Token, arguments: list[Node | Named]) -> Node:
    """Return the node of a call; Trouble for an unknown function or arguments it does not take."""
    try:
        if name == IS_DEFINED:
            return _is_defined(name, arguments)
        builtin = _builtin(str(name))
        return _call(name, builtin, _in_order(builtin, arguments))
    except Trouble as trouble:
        raise trouble.at(place_of(name)) from None


def _builtin(name: str) -> Builtin:
    if name not in BUILTINS:
        raise Trouble(f"funktionen {name}() finns inte.", f"there is no function {name}().")
    return BUILTINS[name]


def _call(name: Token, builtin: Builtin, arguments: list[Node | None]) -> Node:
    _check(builtin, arguments)
    place = place_of(name)
    runs = [argument.run if argument else (lambda _scope: None) for argument in arguments]

    def run(scope: Scope) -> Any:
        values = [part(scope) for part in runs]
        try:
            return builtin.call(scope.world, values)
        except Trouble as trouble:
            raise trouble.at(place) from None

    return node(run, "any", [argument for argument in arguments if argument], place)


def _in_order(builtin: Builtin, arguments: list[Node | Named]) -> list[Node | None]:
    """Return the arguments by position; those left out are None."""
    named = [argument for argument in arguments if isinstance(argument, Named)]
    if not named:
        return [argument for argument in arguments if isinstance(argument, Node)]
    if len(named) != len(arguments):
        raise Trouble(
            "blanda inte argument med och utan namn.", "do not mix arguments with and without names."
        )
    names = [parameter.name for parameter in builtin.parameters]
    given: dict[str, Node] = {}
    for argument in named:
        name = _alias(builtin, str(argument.name))
        if name not in names or name in given:
            raise Trouble(
                f"{builtin.name}() har inget argument {name} (den har {', '.join(names)}).",
                f"{builtin.name}() has no argument {name} (it has {', '.join(names)}).",
            )
        given[name] = argument.value
    last = max(names.index(name) for name in given)
    return [given.get(name) for name in names[: last + 1]]


def _alias(builtin: Builtin, name: str) -> str:
    """Return the parameter that a name of the standard means: `from` is the first, `key` and `keys` one."""
    first = builtin.parameters[0].name if builtin.parameters else name
    if name in ("from", "m", "context") and not any(
        parameter.name == name for parameter in builtin.parameters
    ):
        return first
    return "key" if name == "keys" else name


def _check(builtin: Builtin, arguments: list[Node | None]) -> None:
    most = None if builtin.variadic else len(builtin.parameters)
    if len(arguments) < builtin.least or (most is not None and len(arguments) > most):
        wanted = str(builtin.least) if most == builtin.least else f"{builtin.least}-{most or '…'}"
        raise Trouble(
            f"{builtin.name}() tar {wanted} argument, inte {len(arguments)}.",
            f"{builtin.name}() takes {wanted} arguments, not {len(arguments)}.",
        )
    for position, argument in enumerate(arguments):
        parameter = builtin.parameter(position)
        if parameter is None:
            continue
        if argument is None and not parameter.optional:
            raise Trouble(
                f"{builtin.name}() saknar argumentet {parameter.name}.",
                f"{builtin.name}() lacks the argument {parameter.name}.",
            )
        takes_function = parameter.sort == "function" or (builtin.name, position) == ("list replace", 1)
        if argument is not None and argument.sort == "function" and not takes_function:
            raise Trouble(
                f"{builtin.name}() tar ingen funktion som argument.",
                f"{builtin.name}() takes no function as argument.",
            )


def _is_defined(name: Token, arguments: list[Node | Named]) -> Node:
    part = arguments[0] if len(arguments) == 1 else None
    if not isinstance(part, Node) or part.path is None:
        raise Trouble("is defined() tar ett namn eller en väg.", "is defined() takes a name or a path.")
    path = part.path
    return node(lambda scope: scope.has(path), "test", [part], place_of(name))
