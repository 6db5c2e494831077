"""`for`, `some` and `every`: the scopes that their iterators make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from feel.filters import span
from feel.limits import check_items
from feel.nodes import Node, Run
from feel.scopes import Scope
from feel.values import Range


@dataclass(frozen=True, slots=True)
class Over:
    """`name in …`: the name, the part that gives the values, and what it reads."""

    name: str
    values: Callable[[Scope], list[Any] | None]
    parts: tuple[Node, ...]


def over(name: str, part: Node) -> Over:
    """Return the iterator over a list or a range of whole numbers."""

    def values(scope: Scope) -> list[Any] | None:
        found = part.run(scope)
        if type(found) is Range:
            return _range(found, scope)
        return found if type(found) is list else None

    return Over(name, values, (part,))


def over_range(name: str, start: Node, end: Node) -> Over:
    """Return the iterator of `name in start..end`."""
    return Over(name, lambda scope: span(start.run(scope), end.run(scope), scope.world.budget), (start, end))


def _range(found: Range, scope: Scope) -> list[Decimal] | None:
    numbers = span(found.start, found.end, scope.world.budget)
    if numbers is None:
        return None
    numbers = numbers if found.start_included else numbers[1:]
    return numbers if found.end_included or numbers[-1:] != [found.end] else numbers[:-1]


def rounds(iterators: tuple[Over, ...], body: Node, scope: Scope) -> list[Scope] | None:
    """Return the scope of each round, the last iterator turning fastest; None when one has no list.

    The whole loop is paid for before its first round.
    """
    scopes = [scope]
    for iterator in iterators:
        following: list[Scope] = []
        for outer in scopes:
            values = iterator.values(outer)
            if values is None:
                return None
            check_items(len(following) + len(values))
            scope.world.budget.spend(len(values))
            following += [outer.inner({iterator.name: value}) for value in values]
        scopes = following
    scope.world.budget.spend(len(scopes) * body.size)
    return scopes


def returning(iterators: tuple[Over, ...], body: Node) -> Run:
    """Return the closure of `for … return body`; `partial` in it is the list so far."""
    with_partial = any(path[0] == "partial" for path in body.reads)

    def run(scope: Scope) -> list[Any] | None:
        scopes = rounds(iterators, body, scope)
        if scopes is None:
            return None
        if not with_partial:
            return [body.run(inner) for inner in scopes]
        done: list[Any] = []
        for inner in scopes:
            scope.world.budget.spend(len(done))
            done.append(body.run(inner.inner({"partial": list(done)})))
        return done

    return run


def quantifying(iterators: tuple[Over, ...], body: Node, *, every: bool) -> Run:
    """Return the closure of `every … satisfies body` or `some … satisfies body`."""
    decide = all if every else any

    def run(scope: Scope) -> bool | None:
        scopes = rounds(iterators, body, scope)
        return None if scopes is None else decide(body.run(inner) is True for inner in scopes)

    return run
