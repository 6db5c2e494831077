"""Tests of one character in a regular expression."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Test = Callable[[str], bool]
_DIGITS = frozenset("0123456789")
_WORD = _DIGITS | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_LINE_ENDS = frozenset("\n\r\u2028\u2029")
_CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "Z",
        "Zs",
        "Zl",
        "Zp",
    ],
)


def _is_digit(char: str) -> bool:
    return char in _DIGITS


def is_word(char: str) -> bool:
    """Return whether a character is a letter a-z, a digit or `_`, which is what \\w means."""  # noqa: D301 - not a raw string
    return char in _WORD


def _is_space(char: str) -> bool:
    return (char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85") or char == "\ufeff"


def any_character(*, newlines: bool) -> Test:
    """Return the test of `.`."""
    return (lambda _char: True) if newlines else (lambda char: char not in _LINE_ENDS)


def inverse(test: Test) -> Test:
    """Return the test that passes what the other does not."""
    return lambda char: not test(char)


def either(tests: tuple[Test, ...]) -> Test:
    """Return the test that passes what one of the tests does."""
    return lambda char: any(test(char) for test in tests)


def exactly(wanted: str, *, fold: bool) -> Test:
    """Return the test of one character, small or capital alike when `fold`."""
    if not fold:
        return lambda char: char == wanted
    forms = frozenset({wanted, wanted.lower(), wanted.upper()})
    return lambda char: char in forms or char.lower() in forms


def span(first: str, last: str, *, fold: bool) -> Test:
    """Return the test of the characters from one to another."""
    if not fold:
        return lambda char: first <= char <= last
    return lambda char: any(
        first <= form <= last for form in (char, char.lower(), char.upper()) if len(form) == 1
    )


def category(name: str) -> Test | None:
    r"""Return the test of `\p{name}`, a Unicode category such as `L` or `Lu`, None for others."""
    if name not in _CATEGORIES:
        return None
    return lambda char: unicodedata.category(char).startswith(name)


ESCAPES: dict[str, Test] = {
    "d": _is_digit,
    "D": inverse(_is_digit),
    "w": is_word,
    "W": inverse(is_word),
    "s": _is_space,
    "S": inverse(_is_space),
}
