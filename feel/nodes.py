"""A parsed part of an expression: a closure that evaluates it, and what is known about it beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from lark import Token

from feel.errors import Trouble
from feel.limits import check_depth
from feel.scopes import Scope

Path = tuple[str, ...]
Paths = frozenset[Path]
Run = Callable[[Scope], Any]
Match = Callable[[Scope, Any], bool | None]
Place = tuple[int, int]

_NONE: Paths = frozenset()


@dataclass(frozen=True, slots=True)
class Node:
    """What the parser makes of a part of the text."""

    run: Run
    sort: str  # number, text, boolean, nil, test, list, context, function, any: what it can give
    reads: Paths = _NONE  # free paths
    maybe: Paths = _NONE  # those of them that may instead be entries of a filtered element
    size: int = 1  # parts in it, the price of evaluating it once
    depth: int = 1
    path: Path | None = None  # when it is nothing but a path


@dataclass(frozen=True, slots=True)
class Test:
    """One unary test: whether a value passes, in unary tests and after `in`."""

    match: Match
    node: Node


@dataclass(frozen=True, slots=True)
class Found:
    """What a group of parts reads and costs together."""

    reads: Paths = _NONE
    maybe: Paths = _NONE
    size: int = 1
    depth: int = 1
    bound: frozenset[str] = field(default=frozenset())


def gather(parts: Iterable[Node], place: Place) -> Found:
    """Return what parts read and cost together; Trouble when they are nested too deep."""
    parts = tuple(parts)
    depth = 1 + max((part.depth for part in parts), default=0)
    try:
        check_depth(depth)
    except Trouble as trouble:
        raise trouble.at(place) from None
    return Found(
        frozenset().union(*(part.reads for part in parts)),
        frozenset().union(*(part.maybe for part in parts)),
        1 + sum(part.size for part in parts),
        depth,
    )


def node(run: Run, sort: str, parts: Iterable[Node], place: Place) -> Node:
    """Return the node of an operation over parts."""
    found = gather(parts, place)
    return Node(run, sort, found.reads, found.maybe, found.size, found.depth)


def without(part: Node, names: Iterable[str]) -> Node:
    """Return the node as seen from outside a scope that binds the names."""
    bound = frozenset(names)
    if not any(path[0] in bound for path in part.reads):
        return part
    reads = frozenset(path for path in part.reads if path[0] not in bound)
    maybe = frozenset(path for path in part.maybe if path[0] not in bound)
    return Node(part.run, part.sort, reads, maybe, part.size, part.depth)


def place_of(token: Token) -> Place:
    """Return line and column of a token."""
    return token.line or 1, token.column or 1


def guarded(run: Run, place: Place) -> Run:
    """Return the closure that tells the place of what fails in it."""

    def watched(scope: Scope) -> Any:
        try:
            return run(scope)
        except Trouble as trouble:
            raise trouble.at(place) from None

    return watched


def same_sort(*parts: Node) -> str:
    """Return what all parts can give, "any" when they differ."""
    sorts = {part.sort for part in parts}
    return sorts.pop() if len(sorts) == 1 else "any"
