"""How a value is held against unary tests, against what stands after `in`, and against types."""

from __future__ import annotations

from typing import Any

from feel.comparing import compare, equals, includes
from feel.limits import Budget
from feel.nodes import Match, Node, Test
from feel.scopes import NO_INPUT, Scope
from feel.values import Range, kind


def comparing(operator: str, right: Node) -> Match:
    """Return the match of `> 5`."""
    return lambda scope, value: compare(operator, value, right.run(scope), scope.world.budget)


def unary(part: Node) -> Match:
    """Return the match of an expression as unary test: a boolean decides, a list or range contains.

    A literal `true` or `false` is held against the input, when there is one.
    """

    def match(scope: Scope, value: Any) -> bool | None:
        found = part.run(scope)
        if isinstance(found, bool):
            literal = part.sort == "boolean" and scope.world.input is not NO_INPUT
            return found is value if literal else found
        if type(found) is list:
            return any(_one(item, value, scope.world.budget) is True for item in found)
        return _one(found, value, scope.world.budget)

    return match


def _one(wanted: Any, value: Any, budget: Budget) -> bool | None:
    if type(wanted) is Range:
        return includes(wanted, value)
    return equals(wanted, value, budget)


def is_in(value: Any, tests: Any, budget: Budget) -> bool | None:
    """Return whether a value is in a list or a range, or equals it; null when that is unknown."""
    if tests is None:
        return None
    return any_of([_member(item, value, budget) for item in (tests if type(tests) is list else [tests])])


def _member(wanted: Any, value: Any, budget: Budget) -> bool | None:
    budget.spend(1)
    # Plain values that cannot be compared are not the same; only a range can leave it open.
    return includes(wanted, value) if type(wanted) is Range else equals(wanted, value, budget) is True


def in_tests(tests: list[Test], scope: Scope, value: Any) -> bool | None:
    """Return whether a value passes one of the tests after `in (…)`."""
    return any_of([test.match(scope, value) for test in tests])


def member(part: Node) -> Match:
    """Return the match of an expression among the tests after `in (…)`."""
    return lambda scope, value: _member(part.run(scope), value, scope.world.budget)


def any_of(answers: list[bool | None]) -> bool | None:
    """Return the three-valued `or` of answers."""
    if True in answers:
        return True
    return None if None in answers else False


def is_instance(value: Any, sort: str) -> bool:
    """Return whether a value is of a FEEL type; null is only of the type Null."""
    if sort.startswith("list<"):
        return type(value) is list and all(is_instance(item, sort[5:]) for item in value)
    if sort == "Any":
        return value is not None
    return kind(value) in _KINDS[sort]


_KINDS = {
    "Null": ("nil",),
    "date and time": ("date time",),
    "days and time duration": ("days",),
    "years and months duration": ("months",),
    "duration": ("days", "months"),
    **{
        sort: (sort,)
        for sort in ("number", "string", "boolean", "date", "time", "context", "list", "range", "function")
    },
}
