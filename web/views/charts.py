"""Where the parts of a chart stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_RING, _TICK, _LEFT, _RIGHT = 26.0, 172.0, 12.0, 188.0
_GAP: Final = 0.6


@dataclass(frozen=True)
class GoalRail:
    """Where the baseline (ring), the last value (dot) and the target (tick) stand on a rail 200 long."""

    ring: float
    dot: float
    tick: float


@dataclass(frozen=True)
class Piece:
    """A piece of a bar, in per cent of its length. `kind`: green, yellow, red, blue or none."""

    kind: str
    start: float
    width: float


def goal_rail(baseline: float, last: float, target: float) -> GoalRail:
    """Place a goal on its rail; the way to the target leads to the right, also when less is better."""
    share = (last - baseline) / (target - baseline) if target != baseline else 1.0
    dot = _RING + share * (_TICK - _RING)
    return GoalRail(_RING, round(min(max(dot, _LEFT), _RIGHT), 1), _TICK)


def segments(counts: Iterable[tuple[str, int]]) -> tuple[Piece, ...]:
    """Divide a bar among kinds by their numbers; what there is none of gets no piece."""
    some = [(kind, count) for kind, count in counts if count > 0]
    total = sum(count for _, count in some)
    found, at = [], 0.0
    for kind, count in some:
        width = 100 * count / total
        found.append(Piece(kind, round(at, 2), round(width - (_GAP if len(some) > 1 else 0), 2)))
        at += width
    return tuple(found)
