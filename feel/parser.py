"""Text to nodes, with errors that say what was not expected and where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer as LarkLexer

from feel.building import Builder
from feel.errors import Trouble
from feel.grammar import GRAMMAR
from feel.lexer import tokenize, tokenize_tests
from feel.nodes import Node, place_of

Tokens = list[Token]


class _Ready(LarkLexer):
    """Hands the parser tokens that lexer.py has already made."""

    def __init__(self, _configuration: Any) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]  # lark passes custom input through
        yield from data


@cache
def _parser() -> Lark:
    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer=_Ready,
        start=["expression", "tests"],
        transformer=Builder(),
        maybe_placeholders=True,
    )


def _read(
    start: str, cut: Callable[[str, Collection[str]], Tokens], text: str, names: Collection[str]
) -> Node:
    tokens = cut(text, names)
    if not tokens:
        raise Trouble("uttrycket är tomt.", "the expression is empty.")
    try:
        found: Any = _parser().parse(tokens, start=start)
    except UnexpectedToken as error:
        raise _unexpected(error.token, tokens) from None
    if not isinstance(found, Node):
        raise TypeError(found)
    return found


def _unexpected(token: Token, tokens: Tokens) -> Trouble:
    if token.type == "$END":
        line, column = place_of(tokens[-1])
        end = (line, column + len(tokens[-1]))
        return Trouble("uttrycket slutar för tidigt.", "the expression ends too early.", end)
    return Trouble(f"«{token}» väntades inte här.", f"«{token}» was not expected here.", place_of(token))


def read_expression(text: str, names: Collection[str]) -> Node:
    """Return the node of an expression."""
    return _read("expression", tokenize, text, names)


def read_tests(text: str, names: Collection[str]) -> Node:
    """Return the node of unary tests."""
    return _read("tests", tokenize_tests, text, names)
