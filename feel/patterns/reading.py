"""Reads a regular expression into a tree."""

from __future__ import annotations

from feel.errors import Trouble
from feel.limits import check_depth
from feel.patterns.characters import ESCAPES, Test, any_character, category, either, exactly, inverse, span
from feel.patterns.tree import Assert, Char, Choice, Group, Repeat, Sequence, Tree

MAX_REPEAT = 1000
_HEX = "0123456789abcdefABCDEF"


class NotAPattern(Exception):  # noqa: N818 - an answer, not a failure: the built-in gives null
    """The text is no regular expression."""


class Reader:
    """Reads one pattern."""

    def __init__(self, text: str, flags: str) -> None:
        self._text = text
        self._at = 0
        self._groups = 0
        self._depth = 0
        self._fold = "i" in flags
        self._many = "m" in flags
        self._dot = any_character(newlines="s" in flags)

    def read(self) -> tuple[Tree, int]:
        """Return the tree and the number of groups; NotAPattern when the text is none."""
        tree = self._choice()
        if self._at < len(self._text):
            raise NotAPattern
        return tree, self._groups

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self, wanted: str) -> bool:
        if self._text.startswith(wanted, self._at):
            self._at += len(wanted)
            return True
        return False

    def _next(self) -> str:
        char = self._peek()
        if not char:
            raise NotAPattern
        self._at += 1
        return char

    def _choice(self) -> Tree:
        self._depth += 1
        check_depth(self._depth)
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return Sequence(tuple(parts))

    def _repeated(self, atom: Tree) -> Tree:
        bounds = self._bounds()
        if bounds is None:
            return atom
        if isinstance(atom, Assert):
            raise NotAPattern
        least, most = bounds
        greedy = not self._take("?")
        if self._bounds() is not None:
            raise NotAPattern  # a** and the like
        return Repeat(atom, least, most, greedy)

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._take("*"):
            return 0, None
        if self._take("+"):
            return 1, None
        if self._take("?"):
            return 0, 1
        return self._counted() if self._take("{") else None

    def _counted(self) -> tuple[int, int | None]:
        least = self._number()
        most: int | None = least
        if self._take(","):
            most = None if self._peek() == "}" else self._number()
        if not self._take("}") or (most is not None and most < least):
            raise NotAPattern
        if max(least, most or 0) > MAX_REPEAT:
            raise Trouble(
                f"mönstret upprepar för mycket (högst {MAX_REPEAT} gånger).",
                f"the pattern repeats too much (at most {MAX_REPEAT} times).",
            )
        return least, most

    def _number(self) -> int:
        start = self._at
        while self._peek() in set("0123456789"):
            self._at += 1
        if start == self._at:
            raise NotAPattern
        return int(self._text[start : min(self._at, start + 9)])

    def _atom(self) -> Tree:
        char = self._next()
        if char == "(":
            return self._group()
        if char in "^$":
            return Assert(char, self._many)
        if char == "[":
            return Char(self._class())
        if char == "\\":
            return self._escape()
        if char in "*+?{}]":
            raise NotAPattern
        return Char(self._dot if char == "." else exactly(char, fold=self._fold))

    def _group(self) -> Tree:
        if self._take("?:"):
            return self._closed(self._choice())
        if self._peek() == "?":
            raise _unsupported("(?…)")
        self._groups += 1
        number = self._groups
        return Group(number, self._closed(self._choice()))

    def _closed(self, part: Tree) -> Tree:
        if not self._take(")"):
            raise NotAPattern
        return part

    def _escape(self) -> Tree:
        char = self._peek()
        if char in ("b", "B"):
            self._at += 1
            return Assert(char, self._many)
        if char in set("123456789k"):
            raise _unsupported("\\" + char)
        test, _ = self._escaped()
        return Char(test)

    def _escaped(self) -> tuple[Test, str | None]:
        """Read what follows a backslash; the second part is the character when it stands for just one."""
        char = self._next()
        if char in ESCAPES:
            return ESCAPES[char], None
        if char in "pP":
            return self._category(negated=char == "P"), None
        literal = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}.get(char)
        if char == "u":
            literal = self._code_point()
        if literal is None:
            if char.isalnum() or char == "_" or ord(char) > 127:  # noqa: PLR2004 - only ASCII signs are escaped
                raise NotAPattern
            literal = char
        return exactly(literal, fold=self._fold), literal

    def _code_point(self) -> str:
        digits = self._text[self._at : self._at + 4]
        if len(digits) < 4 or any(digit not in _HEX for digit in digits):  # noqa: PLR2004 - \uXXXX
            raise NotAPattern
        self._at += 4
        return chr(int(digits, 16))

    def _category(self, *, negated: bool) -> Test:
        end = self._text.find("}", self._at)
        if not self._take("{") or end < 0:
            raise NotAPattern
        test = category(self._text[self._at : end])
        self._at = end + 1
        if test is None:
            raise NotAPattern
        return inverse(test) if negated else test

    def _class(self) -> Test:
        negated = self._take("^")
        tests: list[Test] = []
        while not self._take("]"):
            tests.append(self._class_part())
        test = either(tuple(tests))
        return inverse(test) if negated else test

    def _class_part(self) -> Test:
        test, first = self._class_char()
        if self._peek() != "-" or self._text[self._at + 1 : self._at + 2] in ("]", ""):
            return test
        self._at += 1
        _, last = self._class_char()
        if first is None or last is None or last < first:
            raise NotAPattern
        return span(first, last, fold=self._fold)

    def _class_char(self) -> tuple[Test, str | None]:
        char = self._next()
        if char == "\\":
            if self._take("b"):
                return exactly("\b", fold=False), "\b"
            if self._take("-"):
                return exactly("-", fold=False), "-"
            return self._escaped()
        return exactly(char, fold=self._fold), char


def _unsupported(part: str) -> Trouble:
    return Trouble(
        f"mönster med «{part}» kan inte användas: de kan ta oändlig tid.",
        f"patterns with «{part}» cannot be used: they may take for ever.",
    )
