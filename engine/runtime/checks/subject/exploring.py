"""Everything that can happen in one process or subprocess, explored marking by marking up to a bound.

Tokens that do not depend on each other are moved one after the other, not in every order: what gets stuck is the same.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from engine.runtime.checks.subject.flows import Scope
from engine.runtime.checks.subject.tokens import Game, Marking, Move

MOST_MARKINGS: Final = 20_000
# More tokens than this at one place: the model makes tokens without end.
MOST_TOKENS: Final = 3


@dataclass(frozen=True)
class Explored:
    """The markings that can be reached, the moves between them, and whether those are all."""

    first: Move
    moves: Mapping[Marking, tuple[Move, ...]]
    complete: bool

    @cached_property
    def passed(self) -> frozenset[str]:
        """The nodes that some token passes."""
        moves = (move for some in self.moves.values() for move in some)
        return frozenset(key for move in (self.first, *moves) for key in move.passed)

    @cached_property
    def stuck(self) -> tuple[Marking, tuple[str, ...]] | None:
        """The nearest marking with tokens where nothing can move, with the nodes passed on the way to it."""
        return self._nearest(marking for marking, moves in self.moves.items() if marking.tokens and not moves)

    @cached_property
    def circling(self) -> tuple[Marking, tuple[str, ...]] | None:
        """The nearest marking from which no end can be reached; nothing when not all markings are known."""
        if not self.complete:
            return None
        before: dict[Marking, list[Marking]] = defaultdict(list)
        for marking, moves in self.moves.items():
            for move in moves:
                before[move.after].append(marking)
        ending = _reached((marking for marking in self.moves if not marking.tokens), before)
        return self._nearest(marking for marking in self.moves if marking not in ending)

    def _nearest(self, markings: Iterable[Marking]) -> tuple[Marking, tuple[str, ...]] | None:
        found = [(marking, self._ways[marking]) for marking in markings if marking in self._ways]
        return min(found, key=lambda one: len(one[1]), default=None)

    @cached_property
    def _ways(self) -> Mapping[Marking, tuple[str, ...]]:
        """Return a shortest way to each marking."""
        ways = {self.first.after: self.first.passed}
        waiting = deque([self.first.after])
        while waiting:
            marking = waiting.popleft()
            for move in self.moves[marking]:
                if move.after in self.moves and move.after not in ways:
                    ways[move.after] = ways[marking] + move.passed
                    waiting.append(move.after)
        return ways


def explore(scope: Scope) -> Explored | None:
    """Play every game of a scope; None when it has not one start."""
    if len(scope.of_kind("startEvent")) != 1:
        return None
    game = Game(scope)
    found: dict[Marking, tuple[Move, ...]] = {}
    stack, open_, complete = [(game.first.after, False)], set[Marking](), True
    while stack:
        marking, leaving = stack.pop()
        if leaving:
            open_.discard(marking)
        elif marking not in found:
            if len(found) >= MOST_MARKINGS or _is_endless(marking):
                complete = False
                continue
            open_.add(marking)
            found[marking] = _chosen(game, marking, open_)
            stack.append((marking, True))
            stack += [(move.after, False) for move in found[marking]]
    return Explored(game.first, found, complete)


def _chosen(game: Game, marking: Marking, open_: set[Marking]) -> tuple[Move, ...]:
    """Return the moves of one token, with those of the ones before it that alone would go round and keep it waiting for ever."""
    every: list[Move] = []
    for alternatives in game.moves(marking):
        every += alternatives
        if not any(move.after in open_ for move in alternatives):
            break
    return tuple(every)


def _is_endless(marking: Marking) -> bool:
    return any(marking.tokens.count(place) > MOST_TOKENS for place in set(marking.tokens))


def _reached(starts: Iterable[Marking], onwards: Mapping[Marking, list[Marking]]) -> set[Marking]:
    seen: set[Marking] = set()
    todo = list(starts)
    while todo:
        marking = todo.pop()
        if marking not in seen:
            seen.add(marking)
            todo += onwards.get(marking, ())
    return seen
