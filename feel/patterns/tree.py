"""The parts of a regular expression."""

from __future__ import annotations

from dataclasses import dataclass

from feel.patterns.characters import Test


@dataclass(frozen=True, slots=True)
class Char:
    """One character that passes the test."""

    test: Test


@dataclass(frozen=True, slots=True)
class Assert:
    r"""A place: `^`, `$`, `\b` or `\B`; `many` when lines count as texts."""

    sort: str
    many: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first part that fits, else the next."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A part whose text is remembered."""

    number: int
    part: Tree


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part `least` to `most` times (None: any number), as many or as few as possible."""

    part: Tree
    least: int
    most: int | None
    greedy: bool


Tree = Char | Assert | Sequence | Choice | Group | Repeat
