"""Straight stretches of flow (units) in their order from above, pushed together into as few rows as hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass
class Units:
    """The units of each strip from above, which columns each keeps for itself, and where each left which other."""

    strips: list[list[int]]
    taken: dict[int, list[Span]] = field(default_factory=dict)
    left: dict[int, tuple[int, float]] = field(default_factory=dict)
    upwards: set[int] = field(default_factory=set)

    def free(self, unit: int, span: Span) -> bool:
        """Say whether a unit keeps none of these columns."""
        return all(end < span[0] or start > span[1] for start, end in self.taken[unit])

    def take(self, unit: int, span: Span) -> None:
        """Let a unit keep some more columns."""
        self.taken[unit].append(span)

    def at_edge(self, strip: int, *, top: bool) -> int:
        """Open a unit at the upper or lower edge of a strip."""
        return self._new(strip, 0 if top else len(self.strips[strip]))

    def beside(self, strip: int, unit: int, side: int, leaves: float) -> int:
        """Open a unit above (-1) or below (1) another, which it leaves in column `leaves`.

        What has left the other unit further on, with all that has left that in turn, stays between the two.
        """
        order = self.strips[strip]
        at = order.index(unit) + side
        while 0 <= at < len(order) and self._left_at(order[at], unit) >= leaves:
            at += side
        opened = self._new(strip, at if side > 0 else at + 1)
        self.left[opened] = (unit, leaves)
        if side < 0:
            self.upwards.add(opened)
        return opened

    def _left_at(self, unit: int, other: int) -> float:
        """Return the column in which a unit, or what it has left in turn, left another; -1 if it never did."""
        while unit in self.left:
            from_unit, column = self.left[unit]
            if from_unit == other:
                return column
            unit = from_unit
        return -1

    def _new(self, strip: int, at: int) -> int:
        unit = len(self.taken)
        self.taken[unit] = []
        self.strips[strip].insert(at, unit)
        return unit

    def _meet(self, one: int, other: int) -> bool:
        return not all(self.free(one, span) for span in self.taken[other])

    def rows(self) -> tuple[dict[int, int], list[Span]]:
        """Number the rows from above: the row of each unit, and the first and last row of each strip."""
        numbers: dict[int, int] = {}
        strips: list[Span] = []
        top = 0
        for order in self.strips:
            levels = self._levels(order)
            numbers |= {unit: top + level for unit, level in levels.items()}
            last = top + max(levels.values(), default=0)
            strips.append((top, last))
            top = last + 1
        return numbers, strips

    def _levels(self, order: list[int]) -> dict[int, int]:
        levels: dict[int, int] = {}
        for unit in order:
            above = [levels[other] for other in levels if self._meet(unit, other)]
            levels[unit] = max(above, default=-1) + 1
        for at in range(len(order) - 1, -1, -1):
            if order[at] in self.upwards:
                levels[order[at]] = self._lowered(order, at, levels)
        used = {level: number for number, level in enumerate(sorted(set(levels.values())))}
        return {unit: used[level] for unit, level in levels.items()}

    def _lowered(self, order: list[int], at: int, levels: Mapping[int, int]) -> int:
        """Return the lowest row for a way that leaves upwards, so that it stays near what it leaves."""
        below = [levels[other] for other in order[at + 1 :] if self._meet(order[at], other)]
        return max(levels[order[at]], min(below, default=0) - 1)
