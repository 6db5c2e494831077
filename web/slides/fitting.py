"""How much text a place has room for: smaller letters first, then fewer words."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

# No smaller than a person reads on a wall; a letter is about half as wide as it is high.
SMALLEST: Final = 10.0
_WIDE, _HIGH, _MARGIN = 0.48, 1.22, 14.4
# Lines of tables stand farther apart.
_APART: Final = 1.55
MORE: Final = "…"


def fitted(words: str, size: float, width: float, height: float) -> tuple[str, float]:
    """Return the words, cut if they must be, and the size of letters at which they fit. All measures are in points."""
    while size > SMALLEST and _lines(words, size, width) > _room(size, height):
        size -= 1
    return cut(words, _room(size, height), size, width), size


def cut(words: str, lines: int, size: float, width: float) -> str:
    """Return as many of the words as there are lines for; what is cut ends with three dots."""
    while words and _lines(words, size, width) > lines:
        shorter = words.removesuffix(MORE).rstrip()
        words = shorter[: max(shorter.rfind(" "), 0)].rstrip(" ,.;:•\n") + MORE
        if words == MORE:
            return shorter[: _across(size, width) - 1] + MORE
    return words


def row_lines(rows: Sequence[Sequence[str]], size: float, height: float) -> int:
    """Return how many lines each row of a table may have below its heading."""
    each = (height - size * 2) / max(len(rows) - 1, 1)
    return max(int((each - 4) / (size * _APART)), 1)


def _lines(words: str, size: float, width: float) -> int:
    return sum(max(len(wrap(line, _across(size, width))), 1) for line in words.split("\n"))


def _across(size: float, width: float) -> int:
    return max(int((width - _MARGIN) / (size * _WIDE)), 4)


def _room(size: float, height: float) -> int:
    return max(int((height - _MARGIN / 2) / (size * _HIGH)), 1)
