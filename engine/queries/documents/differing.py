"""How two texts differ: line by line, and inside a line that has changed word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

# Longer lines are shown as wholly new: to find the words that moved costs the square of their number.
MOST_WORDS: Final = 2_000
_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of words; `changed` says that the other side has not got it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Line:
    """A line of each side; None where one side has none. `kind` is same, added, removed or changed."""

    kind: str
    before: tuple[Piece, ...] | None
    after: tuple[Piece, ...] | None


def lines(before: str, after: str) -> tuple[Line, ...]:
    """Return both texts side by side."""
    left, right = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for what, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
        if what == "equal":
            found += [Line("same", _plain(one), _plain(one)) for one in left[a:b]]
        else:
            found += _paired(left[a:b], right[c:d])
    return tuple(found)


def _paired(left: Sequence[str], right: Sequence[str]) -> Iterator[Line]:
    both = min(len(left), len(right))
    for old, new in zip(left[:both], right[:both], strict=True):
        yield Line("changed", *_words(old, new))
    for old in left[both:]:
        yield Line("removed", (Piece(old, changed=True),), None)
    for new in right[both:]:
        yield Line("added", None, (Piece(new, changed=True),))


def _words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(left), len(right)) > MOST_WORDS:
        return (Piece(old, changed=True),), (Piece(new, changed=True),)
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    before = (Piece("".join(left[a:b]), what != "equal") for what, a, b, _, _ in codes if b > a)
    after = (Piece("".join(right[c:d]), what != "equal") for what, _, _, c, d in codes if d > c)
    return tuple(before), tuple(after)


def _plain(line: str) -> tuple[Piece, ...]:
    return (Piece(line, changed=False),)
