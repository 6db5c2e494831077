"""Names of several words: those of built-ins and properties, and those that the caller or a key gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from feel.errors import Trouble
from feel.limits import MAX_NAMES

PROPERTIES = ("time offset", "start included", "end included")
_FIRST = re.compile(r"\w+")


class Words:
    """Finds the longest of some names at a position; spaces in them match any white space."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name to those that are found."""
        first = _FIRST.match(name)
        if first is None:
            return  # no name that an expression can hold
        pattern = re.compile(r"\s+".join(map(re.escape, name.split())) + r"(?!\w)")
        found = self._by_first.setdefault(first[0], [])
        found.append((name, pattern))
        found.sort(key=lambda pair: -len(pair[0]))

    def longest(self, text: str, position: int) -> tuple[str, int] | None:
        """Return the longest name that begins at the position, and where it ends."""
        first = _FIRST.match(text, position)
        for name, pattern in self._by_first.get(first[0], ()) if first else ():
            match = pattern.match(text, position)
            if match:
                return name, match.end()
        return None


class Names:
    """The names with spaces (or signs) that one expression knows."""

    def __init__(self, names: Collection[str]) -> None:
        self._words = Words(" ".join(name.split()) for name in names if not name.isidentifier())
        self._learnt: set[str] = set()

    def learn(self, name: str) -> None:
        """Add a key of a context literal, so that `{b c: 1}.b c` can be read."""
        if name.isidentifier() or name in self._learnt:
            return
        if len(self._learnt) >= MAX_NAMES:
            raise Trouble("för många namn med mellanslag.", "too many names with spaces.")
        self._learnt.add(name)
        self._words.add(name)

    def match(self, text: str, position: int, *, after_dot: bool) -> tuple[str, int] | None:
        """Return the name at the position and where it ends, None when only a plain word can be there."""
        return self._words.longest(text, position) or (
            _PROPERTY_NAMES.longest(text, position) if after_dot else None
        )


_PROPERTY_NAMES = Words(PROPERTIES)
