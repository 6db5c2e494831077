"""Which inputs no rule of a table is for, and which several rules are for: found out, not guessed.

Each input is cut into pieces (pieces.py). A walk from column to column keeps the set of rules that still match; two
ways that lead to the same set go on as one, so most tables take a few steps, and what takes too many is given up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

import feel
from engine.runtime.decisions.decision import SORTS, same
from engine.runtime.decisions.pieces import Piece, cut
from engine.runtime.decisions.table import Table
from forms.text import Text

MAX_TESTS: Final = 200_000  # rules held against pieces, about a second
ENOUGH: Final = 100  # gaps or meetings; nobody reads more
MAX_SETS: Final = 20_000  # sets of rules met on the walk

_Way = tuple[tuple[str, Piece], ...]


class Meeting(NamedTuple):
    """Two rules that match the same input, by number."""

    one: int
    other: int
    example: Text


@dataclass(frozen=True)
class Coverage:
    """What was found; or, with `unknown`, why it could not be found out."""

    gaps: tuple[Text, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    unknown: Text | None = None


class _TooLargeError(Exception):
    """The walk has no end in sight."""


class _Column(NamedTuple):
    """What one input expression is held against: pieces, each with the rules that it passes, as bits."""

    label: str
    passed: Sequence[tuple[Piece, int]]


def coverage(table: Table) -> Coverage:
    """Return the inputs that no rule, or more than one, is for. The table must have no flaws."""
    try:
        columns = _columns(table)
        if columns is None:
            return Coverage(unknown=_NOT_SIMPLE)
        return _walk(table, columns)
    except _TooLargeError:
        return Coverage(unknown=_TOO_LARGE)


_NOT_SIMPLE: Final = Text(
    "en cell gör mer än att jämföra med fasta värden", "a cell does more than compare with fixed values"
)
_TOO_LARGE: Final = Text("den är för stor", "it is too large")


def _columns(table: Table) -> list[_Column] | None:
    """Return the columns; those that look at the same expression are one, since they have the same input."""
    by_text: dict[str, list[int]] = {}
    for at, column in enumerate(table.inputs):
        by_text.setdefault(column.text, []).append(at)
    found: list[_Column] = []
    for places in by_text.values():
        first = table.inputs[places[0]]
        texts = dict.fromkeys(rule.tests[at] for rule in table.rules for at in places)
        pieces = cut(texts, SORTS[first.sort], first.values)
        if pieces is None:
            return None
        if len(table.rules) * len(pieces) > MAX_TESTS:
            raise _TooLargeError
        found.append(_Column(first.label, [(piece, _matching(table, places, piece)) for piece in pieces]))
    return found


def _matching(table: Table, places: Sequence[int], piece: Piece) -> int:
    """Return the rules whose tests at these places pass a piece, as bits."""
    answers: dict[str, bool] = {"": True}
    found = 0
    for number, rule in enumerate(table.rules):
        for at in places:
            text = rule.tests[at]
            if text not in answers:
                answers[text] = feel.parse_unary(text).evaluate({}, input=piece.value)
        if all(answers[rule.tests[at]] for at in places):
            found |= 1 << number
    return found


def _walk(table: Table, columns: Sequence[_Column]) -> Coverage:
    everything = (1 << len(table.rules)) - 1
    gaps: list[Text] = []
    meetings: dict[tuple[int, int], Meeting] = {}
    seen: set[tuple[int, int]] = set()
    todo: list[tuple[int, int, _Way]] = [(0, everything, ())]
    while todo:
        depth, alive, way = todo.pop()
        if (depth, alive) in seen:
            continue
        seen.add((depth, alive))
        if len(seen) > MAX_SETS:
            raise _TooLargeError
        if max(len(gaps), len(meetings)) >= ENOUGH:
            break
        if not alive:
            gaps.append(_written(way))
        elif depth < len(columns):
            todo += [(depth + 1, left, way + step) for left, step in _onwards(columns[depth], alive)]
        else:
            for one, other in islice(_pairs(table, alive), ENOUGH):
                meetings.setdefault((one, other), Meeting(one + 1, other + 1, _written(way)))
    return Coverage(tuple(gaps), tuple(meetings.values()))


def _onwards(column: _Column, alive: int) -> Iterator[tuple[int, _Way]]:
    """Yield each set of rules that a column leaves, with the first piece that leaves it; the last set first."""
    first: dict[int, Piece] = {}
    for piece, passed in column.passed:
        first.setdefault(alive & passed, piece)
    for left, piece in reversed(first.items()):
        # A column with one piece tells nothing.
        yield left, ((column.label, piece),) if len(column.passed) > 1 else ()


def _pairs(table: Table, alive: int) -> Iterator[tuple[int, int]]:
    """Yield the first rule of a set with each other; in an A table only with those that give another answer."""
    rules = [number for number in range(len(table.rules)) if alive >> number & 1]
    for other in rules[1:]:
        if table.policy != "A" or _differ(table.rules[rules[0]].results, table.rules[other].results):
            yield rules[0], other


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(a != b and not _same_value(a, b) for a, b in zip(one, other, strict=True))


def _same_value(one: str, other: str) -> bool:
    """Say whether two texts are the same value whatever is read."""
    try:
        parsed = [feel.parse(text or "null") for text in (one, other)]
        fixed = not any(each.paths for each in parsed)
        return fixed and same(*(each.evaluate({}) for each in parsed))
    except feel.FeelError:
        return False


def _written(way: _Way) -> Text:
    return Text(
        ", ".join(f"{label} = {piece.shown.sv}" for label, piece in way) or "vad som helst",
        ", ".join(f"{label} = {piece.shown.en}" for label, piece in way) or "anything",
    )
