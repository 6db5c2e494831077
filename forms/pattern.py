r"""Patterns of form-js (JavaScript) as Python patterns, when they can be matched in short time.

Accepted is a small part that both languages read alike. Refused are repeats within repeats, repeated alternatives,
references back, looking around, and more free choices than can be tried on a text of `LONGEST_SUBJECT` characters.
"""

import re
from typing import NoReturn

from forms.text import Text

LONGEST_PATTERN = 200
LONGEST_SUBJECT = 200
_MOST_STEPS = 10_000_000
_LARGEST_COUNT = 200
_QUANTIFIER = re.compile(r"[*+?]|\{(\d+)(,(\d*))?\}")
_SIMPLE_ESCAPES = "dDwWsS"
_DEEPEST = 10


class PatternError(ValueError):
    """The pattern is too long, cannot be read, or could take too long to match."""

    def __init__(self, what: Text) -> None:
        self.what = what
        self.remedy = Text(
            "Skriv ett enklare mönster, till exempel ^\\d{2}-\\d{4}$.",
            "Write a simpler pattern, for example ^\\d{2}-\\d{4}$.",
        )
        super().__init__(what.en)


def compile_pattern(source: str) -> re.Pattern[str]:
    """Return the Python pattern to `search` with; raise PatternError when it is not safe."""
    if len(source) > LONGEST_PATTERN:
        _refuse(
            Text(
                f"Mönstret är längre än {LONGEST_PATTERN} tecken.",
                f"The pattern is longer than {LONGEST_PATTERN} characters.",
            )
        )
    reader = _Reader(source)
    translated = reader.alternatives(0)
    if reader.at < len(source):
        _refuse(Text("Mönstret har en parentes för mycket.", "The pattern has a bracket too many."))
    if reader.steps(anchored=source.startswith("^")) > _MOST_STEPS:
        _refuse(Text("Mönstret kan matchas på för många sätt.", "The pattern can match in too many ways."))
    try:
        return re.compile(translated, re.ASCII)
    except re.error as error:
        raise PatternError(
            Text(f"Mönstret går inte att läsa: {error}.", f"The pattern cannot be read: {error}.")
        ) from error


def _refuse(what: Text) -> NoReturn:
    raise PatternError(what)


class _Reader:
    """Reads a pattern once, counts what could make it slow, and writes it for Python."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.repeats = 0  # variable quantifiers and alternatives seen so far
        self.open_repeats = 0
        self.choices = 1

    def steps(self, *, anchored: bool) -> int:
        """Return the most attempts that a text of the longest length can cost."""
        return self.choices * int(LONGEST_SUBJECT ** (self.open_repeats + (0 if anchored else 1)))

    def alternatives(self, depth: int) -> str:
        """Read up to the closing bracket or the end."""
        if depth > _DEEPEST:
            _refuse(
                Text("Mönstret har för många parenteser i varandra.", "The pattern nests too many brackets.")
            )
        branches = [self.sequence(depth)]
        while self._next() == "|":
            self.at += 1
            branches.append(self.sequence(depth))
        if len(branches) > 1:
            self.repeats += 1
            self.choices *= len(branches)
        return "|".join(branches)

    def sequence(self, depth: int) -> str:
        """Read atoms with their quantifiers."""
        written = []
        while self._next() not in {"", "|", ")"}:
            before = self.repeats
            atom = self.atom(depth)
            written.append(atom + self.quantifier(varied=self.repeats > before))
        return "".join(written)

    def atom(self, depth: int) -> str:
        """Read one character, class, escape, anchor or group."""
        char = self._take()
        if char == "(":
            return self.group(depth)
        if char == "[":
            return self.character_class()
        if char == "\\":
            return self.escape()
        if char in "*+?{}]":
            _refuse(
                Text(
                    f"Tecknet {char} står på fel plats i mönstret.",
                    f"The character {char} is misplaced in the pattern.",
                )
            )
        return {"$": r"\Z", "^": "^", ".": "."}.get(char) or re.escape(char)

    def group(self, depth: int) -> str:
        """Read a group; only plain and non-capturing groups are understood."""
        if self.source.startswith("?:", self.at):
            self.at += 2
        elif self._next() == "?":
            _refuse(Text("Mönstret tittar framåt eller bakåt.", "The pattern looks ahead or behind."))
        inside = self.alternatives(depth + 1)
        if self._take() != ")":
            _refuse(Text("Mönstret saknar en slutparentes.", "The pattern lacks a closing bracket."))
        return f"(?:{inside})"

    def character_class(self) -> str:
        """Read [a-z]; Python would give nested brackets and double signs another meaning, so they are escaped."""
        written = "[" + ("^" if self._next() == "^" else "")
        self.at += len(written) - 1
        while (char := self._take()) not in {"]", ""}:
            written += self.escape() if char == "\\" else f"\\{char}" if char in "[&~|" else char
        if char == "" or written in {"[", "[^"}:
            _refuse(
                Text(
                    "Mönstret har en teckenklass som är tom eller inte slutar.",
                    "The pattern has an empty or open class.",
                )
            )
        return written + "]"

    def escape(self) -> str:
        """Read what follows a backslash."""
        char = self._take()
        if char in _SIMPLE_ESCAPES and char:
            return f"\\{char}"
        if not char or char.isalnum():
            _refuse(
                Text(
                    f"Mönstret använder \\{char}, som inte stöds.",
                    f"The pattern uses \\{char}, which is not supported.",
                )
            )
        return re.escape(char)

    def quantifier(self, *, varied: bool) -> str:
        """Read a quantifier, if there is one; `varied` says that its atom can itself match in several ways."""
        found = _QUANTIFIER.match(self.source, self.at)
        if found is None:
            return ""
        self.at = found.end()
        if self._next() in {"?", "+", "*"}:
            _refuse(
                Text("Mönstret har två upprepningstecken i rad.", "The pattern has two quantifiers in a row.")
            )
        low, high = _bounds(found)
        if varied and high != 1:
            _refuse(
                Text(
                    "Mönstret upprepar något som redan varierar.", "The pattern repeats what already varies."
                )
            )
        if high is None:
            self.repeats += 1
            self.open_repeats += 1
        elif high > low:
            self.repeats += 1
            self.choices *= high - low + 1
        return found.group()

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self) -> str:
        char = self._next()
        self.at += 1
        return char


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    sign = found.group()
    if sign in "*+?":
        return (1 if sign == "+" else 0), (1 if sign == "?" else None)
    low = int(found.group(1))
    high = None if found.group(2) == "," else int(found.group(3) or low)
    if max(low, high or 0) > _LARGEST_COUNT:
        _refuse(
            Text(
                f"Mönstret räknar till mer än {_LARGEST_COUNT}.",
                f"The pattern counts to more than {_LARGEST_COUNT}.",
            )
        )
    return low, high
