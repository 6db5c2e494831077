"""The rules of the grammar for lists, contexts, filters, loops and calls."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer, v_args

from feel.calls import Named, calling
from feel.errors import Trouble
from feel.filters import comparing_filter, filtering
from feel.literals import read_string
from feel.loops import Over, over, over_range, quantifying, returning
from feel.membership import comparing
from feel.nodes import Node, gather, guarded, node, place_of, same_sort, without
from feel.properties import property_of
from feel.scopes import Scope
from feel.values import Function, Range

_Entry = tuple[str, Node]


@v_args(inline=True)
class Structures(Transformer[Token, Any]):
    """One method per rule; the children come as arguments."""

    def part_of(self, target: Node, token: Token) -> Node:
        """`(…).name`."""
        name = str(token)

        def run(scope: Scope) -> Any:
            return property_of(target.run(scope), name, scope.world.budget)

        return node(guarded(run, place_of(token)), "any", (target,), place_of(token))

    def filter(self, target: Node, token: Token, wanted: Node) -> Node:
        """`list[…]`."""
        return _filtered(target, wanted, filtering(target, wanted), token)

    def filter_compare(self, target: Node, token: Token, operator: Token, right: Node) -> Node:
        """`list[> 5]`."""
        match = comparing(str(operator), right)
        return _filtered(target, right, comparing_filter(target, match, right.size + 1), token)

    def list_literal(self, token: Token, *items: Node | None) -> Node:
        """`[a, b]`."""
        parts = [item for item in items if item is not None]
        runs = [part.run for part in parts]
        return node(lambda scope: [run(scope) for run in runs], "list", parts, place_of(token))

    def entry(self, key: Token, value: Node) -> _Entry:
        """`key: value` of a context."""
        try:
            return (read_string(str(key)) if key.type == "STRING" else str(key)), value
        except Trouble as trouble:
            raise trouble.at(place_of(key)) from None

    def context(self, token: Token, *entries: _Entry | None) -> Node:
        """`{key: value}`."""
        given = [entry for entry in entries if entry is not None]

        def run(scope: Scope) -> dict[str, Any]:
            found: dict[str, Any] = {}
            inner = scope.inner(found)  # an entry sees those before it
            for key, value in given:
                found[key] = value.run(inner)
            return found

        parts = [without(value, (key for key, _ in given[:place])) for place, (_, value) in enumerate(given)]
        return node(run, "context", parts, place_of(token))

    def interval(self, opening: Token, start: Node, _dots: Token, end: Node, closing: Token) -> Node:
        """`[a..b]`, `(a..b)`, `]a..b[`."""
        first, last = opening == "[", closing == "]"

        def run(scope: Scope) -> Range:
            return Range(start.run(scope), end.run(scope), first, last)

        return node(run, "range", (start, end), place_of(opening))

    def if_then_else(self, token: Token, condition: Node, then: Node, otherwise: Node) -> Node:
        """`if … then … else …`; all but true leads to else."""

        def run(scope: Scope) -> Any:
            return then.run(scope) if condition.run(scope) is True else otherwise.run(scope)

        return node(run, same_sort(then, otherwise), (condition, then, otherwise), place_of(token))

    def over(self, name: Token, _in: Token, part: Node) -> Over:
        """`name in list`."""
        return over(str(name), part)

    def over_range(self, name: Token, _in: Token, start: Node, end: Node) -> Over:
        """`name in a..b`."""
        return over_range(str(name), start, end)

    def iterators(self, *parts: Over) -> tuple[Over, ...]:
        """The iterators of a loop."""
        return parts

    def for_return(self, token: Token, iterators: tuple[Over, ...], body: Node) -> Node:
        """`for … return …`."""
        run = returning(iterators, body)
        return _loop(guarded(run, place_of(token)), "list", iterators, without(body, ("partial",)), token)

    def quantified(self, token: Token, iterators: tuple[Over, ...], body: Node) -> Node:
        """`some … satisfies …`, `every … satisfies …`."""
        run = quantifying(iterators, body, every=token.type == "EVERY")
        return _loop(guarded(run, place_of(token)), "test", iterators, body, token)

    def function(self, token: Token, *rest: Any) -> Node:
        """`function(a, b) …`, as an argument."""
        names = [str(name) for name in rest[:-1] if name is not None]
        body: Node = rest[-1]

        def run(scope: Scope) -> Function:
            def call(*values: Any) -> Any:
                scope.world.budget.spend(body.size)
                return body.run(scope.inner(dict(zip(names, values, strict=True))))

            return Function(len(names), call)

        return node(run, "function", (without(body, names),), place_of(token))

    def named(self, name: Token, value: Node) -> Named:
        """`name: value` as an argument."""
        return Named(name, value)

    def arguments(self, *parts: Node | Named) -> tuple[Node | Named, ...]:
        """The arguments of a call."""
        return parts

    def call(self, name: Token, arguments: tuple[Node | Named, ...] | None) -> Node:
        """`name(…)`."""
        return calling(name, [*(arguments or ())])


def _filtered(target: Node, wanted: Node, run: Any, token: Token) -> Node:
    """Return the node of a filter; names inside it may be entries of the elements."""
    inside = without(wanted, ("item",))
    place = place_of(token)
    found = gather((target, inside), place)
    maybe = target.maybe | (inside.reads - target.reads)
    return Node(guarded(run, place), "any", found.reads, maybe, found.size, found.depth)


def _loop(run: Any, sort: str, iterators: tuple[Over, ...], body: Node, token: Token) -> Node:
    parts: list[Node] = []
    bound: list[str] = []
    for iterator in iterators:
        parts += [without(part, bound) for part in iterator.parts]
        bound.append(iterator.name)
    return node(run, sort, [*parts, without(body, bound)], place_of(token))
