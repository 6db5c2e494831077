"""Where the parts of a chart stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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


_X, _Y = (8.0, 352.0), (18.0, 126.0)


@dataclass(frozen=True)
class Dot:
    """A point of a line."""

    x: float
    y: float


@dataclass(frozen=True)
class LineChart:
    """A goal over time, 360 by 150: from the baseline by the totals, the height of the target, and where it leads (None: nowhere).

    `first` and `last` are the days at its ends.
    """

    first: date
    last: date
    dots: tuple[Dot, ...]
    target: float
    leads: Dot | None

    @property
    def path(self) -> str:
        """The line through the dots."""
        return "M" + "L".join(f"{dot.x} {dot.y}" for dot in self.dots)


def line_chart(
    points: Sequence[tuple[date, float]], target: tuple[date, float], leads: float | None
) -> LineChart:
    """Place points (the baseline first), the target on its last day, and the value that is projected for that day."""
    days = [*(day for day, _ in points), target[0]]
    values = [value for _, value in points] + [target[1]] + ([leads] if leads is not None else [])
    first, last = min(days), max(days)
    across, up = _scale(first.toordinal(), last.toordinal(), _X), _scale(max(values), min(values), _Y)
    return LineChart(
        first,
        last,
        tuple(Dot(across(day.toordinal()), up(value)) for day, value in points),
        up(target[1]),
        None if leads is None else Dot(across(target[0].toordinal()), up(leads)),
    )


def _scale(low: float, high: float, room: tuple[float, float]) -> Callable[[float], float]:
    """Return what places a value between the ends of a room; a single value stands in the middle."""
    if low == high:
        return lambda _: (room[0] + room[1]) / 2
    return lambda value: round(room[0] + (value - low) / (high - low) * (room[1] - room[0]), 1)
