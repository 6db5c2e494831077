"""Runs a program over a text, all readings side by side."""

from __future__ import annotations

from feel.limits import Budget
from feel.patterns.characters import is_word
from feel.patterns.program import Program
from feel.patterns.tree import Assert

_Slots = tuple[int, ...]
_Threads = list[tuple[int, _Slots]]


class Pattern:
    """A compiled regular expression."""

    def __init__(self, program: Program, groups: int) -> None:
        self._program = program
        self._slots = (-1,) * (2 * groups + 2)

    def search(self, text: str, start: int, budget: Budget) -> list[int] | None:
        """Return start and end of the first match at or after `start`, and of its groups (-1: not taken part)."""
        threads: _Threads = []
        best: _Slots | None = None
        for position in range(start, len(text) + 1):
            seen = {thread[0] for thread in threads}
            if best is None:
                self._follow(threads, seen, 0, self._slots, (text, position))
            budget.spend(1 + len(seen))
            threads, found = self._step(threads, text, position)
            best = found or best
            if best is not None and not threads:
                break
        return None if best is None else list(best)

    def _step(self, threads: _Threads, text: str, position: int) -> tuple[_Threads, _Slots | None]:
        """Let every thread read one character, in order of preference; a match ends those after it."""
        following: _Threads = []
        seen: set[int] = set()
        char = text[position : position + 1]
        for at, slots in threads:
            step = self._program[at]
            if step.sort == "match":
                return following, slots
            if char and step.test is not None and step.test(char):
                self._follow(following, seen, step.targets[0], slots, (text, position + 1))
        return following, None

    def _follow(
        self, threads: _Threads, seen: set[int], start: int, slots: _Slots, where: tuple[str, int]
    ) -> None:
        """Add the threads that are reached without reading, the preferred first."""
        text, position = where
        waiting = [(start, slots)]
        while waiting:
            at, slots = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self._program[at]
            if step.sort in ("char", "match"):
                threads.append((at, slots))
            elif step.sort == "save":
                waiting.append((step.targets[0], (*slots[: step.slot], position, *slots[step.slot + 1 :])))
            elif step.place is None or _holds(step.place, text, position):
                waiting += [(target, slots) for target in reversed(step.targets)]


def _holds(place: Assert, text: str, position: int) -> bool:
    if place.sort == "^":
        return position == 0 or (place.many and text[position - 1] in "\n\r\u2028\u2029")
    if place.sort == "$":
        return position == len(text) or (place.many and text[position] in "\n\r\u2028\u2029")
    border = _word_at(text, position - 1) != _word_at(text, position)
    return border == (place.sort == "b")


def _word_at(text: str, position: int) -> bool:
    return 0 <= position < len(text) and is_word(text[position])
