"""What a simple unary test compares its input with: all that is needed to try it on every kind of input."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lark import Token

from feel.expression import parse, parse_unary
from feel.lexer import ENDS_VALUE, tokenize_tests

_VALUES = frozenset({"NUMBER", "STRING", "AT", "TRUE", "FALSE", "NULL"})
_AROUND = frozenset(
    {
        "_LPAR",
        "_RPAR",
        "LSQB",
        "_RSQB",
        "_LREV",
        "_RREV",
        "_DOTS",
        "_COMMA",
        "COMPARE",
        "_DASH",
        "_NOT",
        "MINUS",
    }
    | {"_AND", "_OR", "IN", "BETWEEN", "INPUT", "FUNC"}
)
_MOMENTS = frozenset({"date", "time", "date and time", "duration"})
_ORDERING = frozenset({"<", "<=", ">", ">=", "..", "between"})


def constants(text: str) -> tuple[Any, ...] | None:
    """Return the values that a unary test holds its input against; None when it does anything more than compare.

    Between two neighbouring ones the answer of such a test is the same for all inputs of their type. Strings that
    are compared for order are not simple: there is no telling what lies between two of them. FeelError when the
    text is not FEEL.
    """
    parse_unary(text)
    tokens = tokenize_tests(text, ())
    if not _simple(tokens):
        return None
    found = tuple(parse(piece).evaluate({}) for piece in _pieces(tokens))
    ordered = any(str(token) in _ORDERING for token in tokens if token.type != "STRING")
    return None if ordered and any(isinstance(value, str) for value in found) else found


def _simple(tokens: list[Token]) -> bool:
    for before, token in pairwise([Token("", ""), *tokens]):
        if token.type not in _VALUES | _AROUND:
            return False
        if token.type in ("MINUS", "LSQB") and before.type in ENDS_VALUE:
            return False  # a subtraction, a filter
        if before.type == "MINUS" and token.type != "NUMBER":
            return False  # the sign of something else than a number
        if token.type == "FUNC" and str(token) not in _MOMENTS | {"not"}:
            return False
    return all(
        [token.type for token in tokens[at + 1 : at + 4]] == ["_LPAR", "STRING", "_RPAR"]
        for at, token in enumerate(tokens)
        if token.type == "FUNC" and str(token) in _MOMENTS
    )


def _pieces(tokens: list[Token]) -> Iterator[str]:
    """Yield the text of each value: a literal with its sign, or a date and its like with its function."""
    spent = set[int]()
    for at, token in enumerate(tokens):
        if token.type == "FUNC" and str(token) in _MOMENTS:
            spent.add(at + 2)
            yield f"{token}({tokens[at + 2]})"
        elif token.type in _VALUES and at not in spent:
            minus = at > 0 and tokens[at - 1].type == "MINUS"
            yield ("-" if minus else "@" if token.type == "AT" else "") + str(token)
