"""Turns what the parser recognises into nodes, from the inside out: no recursion over the text."""

from __future__ import annotations

from typing import Any

from lark import Token, v_args

from feel.arithmetic import calculate, negate
from feel.building_structures import Structures
from feel.comparing import both, compare, includes
from feel.errors import Trouble
from feel.literals import read_at, read_number, read_string
from feel.membership import comparing, in_tests, is_in, is_instance, member, unary
from feel.nodes import Node, Test, guarded, node, place_of, same_sort
from feel.scopes import NO_INPUT, Scope
from feel.values import Range

_START = (1, 1)


def _constant(value: Any, sort: str) -> Node:
    return Node(lambda _scope: value, sort)


def _literal(token: Token, read: Any, sort: str) -> Node:
    try:
        return _constant(read(str(token)), sort)
    except Trouble as trouble:
        raise trouble.at(place_of(token)) from None


def _boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


@v_args(inline=True)
class Builder(Structures):
    """One method per rule of the grammar; the children come as arguments."""

    def expression(self, part: Node) -> Node:
        """A whole expression, or one in parentheses."""
        return part

    group = expression

    def number(self, token: Token) -> Node:
        """`1.5`."""
        return _literal(token, read_number, "number")

    def string(self, token: Token) -> Node:
        """`"text"`."""
        return _literal(token, read_string, "text")

    def at_literal(self, token: Token) -> Node:
        """`@"2026-11-22"`."""
        return _literal(token, read_at, "moment")

    def true(self, _token: Token) -> Node:
        """`true`."""
        return _constant(True, "boolean")

    def false(self, _token: Token) -> Node:
        """`false`."""
        return _constant(False, "boolean")

    def null(self, _token: Token) -> Node:
        """`null`."""
        return _constant(None, "nil")

    def input_value(self, _token: Token) -> Node:
        """`?`."""
        return Node(lambda scope: None if scope.world.input is NO_INPUT else scope.world.input, "any")

    def name(self, token: Token) -> Node:
        """A variable."""
        return self._path((str(token),), token)

    def _path(self, path: tuple[str, ...], token: Token) -> Node:
        run = guarded(lambda scope: scope.read(path), place_of(token))
        return Node(run, "any", frozenset({path}), path=path)

    def path(self, target: Node, token: Token) -> Node:
        """`a.b`."""
        if target.path is not None:
            return self._path((*target.path, str(token)), token)
        return self.part_of(target, token)

    def disjunction(self, *parts: Node) -> Node:
        """`a or b or …`, three-valued."""

        def run(scope: Scope) -> bool | None:
            answer: bool | None = False
            for part in parts:
                found = _boolean(part.run(scope))
                if found:
                    return True
                answer = None if found is None else answer
            return answer

        return node(run, "test", parts, _START)

    def conjunction(self, *parts: Node) -> Node:
        """`a and b and …`, three-valued."""

        def run(scope: Scope) -> bool | None:
            answer: bool | None = True
            for part in parts:
                answer = both(answer, _boolean(part.run(scope)))
                if answer is False:
                    return False
            return answer

        return node(run, "test", parts, _START)

    def compare(self, left: Node, operator: Token, right: Node) -> Node:
        """`a < b`."""

        def run(scope: Scope) -> bool | None:
            return compare(sign, left.run(scope), right.run(scope), scope.world.budget)

        sign = str(operator)
        return node(guarded(run, place_of(operator)), "test", (left, right), place_of(operator))

    def between(self, value: Node, token: Token, low: Node, high: Node) -> Node:
        """`a between b and c`."""

        def run(scope: Scope) -> bool | None:
            return includes(Range(low.run(scope), high.run(scope)), value.run(scope))

        return node(run, "test", (value, low, high), place_of(token))

    def member_of(self, value: Node, token: Token, tests: Node) -> Node:
        """`a in list`, `a in [1..5]`."""

        def run(scope: Scope) -> bool | None:
            return is_in(value.run(scope), tests.run(scope), scope.world.budget)

        return node(guarded(run, place_of(token)), "test", (value, tests), place_of(token))

    def member_of_tests(self, value: Node, token: Token, tests: list[Test]) -> Node:
        """`a in (…)`, `a in > 5`."""

        def run(scope: Scope) -> bool | None:
            return in_tests(tests, scope, value.run(scope))

        parts = (value, *(test.node for test in tests))
        return node(guarded(run, place_of(token)), "test", parts, place_of(token))

    def in_values(self, first: Node, *others: Test) -> list[Test]:
        """The tests of `in (a, b)`."""
        return [Test(member(first), first), *(_as_member(test) for test in others)]

    def in_compare(self, operator: Token, right: Node, *others: Test) -> list[Test]:
        """The tests of `in > 5` and `in (> 5, b)`."""
        return [self.compare_test(operator, right), *(_as_member(test) for test in others)]

    def value_test(self, part: Node) -> Test:
        """A unary test that is an expression."""
        return Test(unary(part), part)

    def compare_test(self, operator: Token, right: Node) -> Test:
        """A unary test such as `> 5`."""
        # A comparison has no value of its own to look for, which its sort tells _as_member.
        found = node(right.run, "compare", (right,), place_of(operator))
        return Test(comparing(str(operator), right), found)

    def instance_of(self, value: Node, sort: Token) -> Node:
        """`a instance of number`."""
        return node(lambda scope: is_instance(value.run(scope), str(sort)), "test", (value,), place_of(sort))

    def arithmetic(self, first: Node, *rest: Any) -> Node:
        """`a + b - c`, and so for the other signs, from the left."""
        steps = [(str(sign), place_of(sign), part) for sign, part in zip(rest[::2], rest[1::2], strict=True)]

        def run(scope: Scope) -> Any:
            answer = first.run(scope)
            for sign, place, part in steps:
                value = part.run(scope)
                try:
                    answer = calculate(sign, answer, value, scope.world.budget)
                except Trouble as trouble:
                    raise trouble.at(place) from None
            return answer

        parts = (first, *rest[1::2])
        return node(run, same_sort(*parts), parts, steps[0][1])

    def negation(self, sign: Token, part: Node) -> Node:
        """`-a`."""

        def run(scope: Scope) -> Any:
            return negate(part.run(scope))

        return node(guarded(run, place_of(sign)), part.sort, (part,), place_of(sign))

    def any_value(self) -> Node:
        """The unary test `-`, which all values pass."""
        return _constant(True, "test")

    def one_of(self, *tests: Test) -> Node:
        """`test, test`."""
        return _tests(tests, negated=False)

    def none_of(self, *tests: Test) -> Node:
        """`not(test, test)`."""
        return _tests(tests, negated=True)


def _as_member(test: Test) -> Test:
    return test if test.node.sort == "compare" else Test(member(test.node), test.node)


def _tests(tests: tuple[Test, ...], *, negated: bool) -> Node:
    def run(scope: Scope) -> bool:
        value = None if scope.world.input is NO_INPUT else scope.world.input
        passed = any(test.match(scope, value) is True for test in tests)
        return passed is not negated

    return node(run, "test", [test.node for test in tests], _START)
