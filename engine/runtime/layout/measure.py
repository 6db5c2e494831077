"""Turns columns, rows and channels between them into pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.runtime.layout.cells import Table

PITCH: Final = 12
MARGIN: Final = 20
ROW_GAP: Final = 14
STRIP_PAD: Final = 14
EDGE_PAD: Final = 26


@dataclass(frozen=True)
class Axis:
    """Pixels along one direction: where each cell begins, its middle and end, and where each channel begins."""

    starts: tuple[float, ...]
    middles: tuple[float, ...]
    ends: tuple[float, ...]
    channels: tuple[float, ...]
    size: float


def across(table: Table, tracks: Sequence[int], room: Mapping[int, float]) -> Axis:
    """Return the columns. `tracks` counts the ways in each channel, `room` is what labels ask of a channel."""
    count = table.columns
    widths = [0.0] * count
    for cell in table.cells.values():
        if cell.span[0] == cell.span[1]:
            widths[cell.span[0]] = max(widths[cell.span[0]], 2 * cell.half)
    gaps = [max(_gap(tracks[at]), _named(room.get(at, 0), tracks[at])) for at in range(count + 1)]
    gaps[0] = max(EDGE_PAD, PITCH * tracks[0] + MARGIN)
    gaps[count] = max(EDGE_PAD, PITCH * tracks[count] + MARGIN, _named(room.get(count, 0), tracks[count]))
    for cell in sorted(table.cells.values(), key=lambda cell: cell.span[1] - cell.span[0]):
        first, last = cell.span
        if last > first:
            _widen(widths, gaps, (first, last), cell.size.width)
    return _axis(widths, widths, gaps)


def _gap(tracks: int) -> float:
    return 2 * MARGIN + PITCH * max(tracks - 1, 0)


def _named(room: float, tracks: int) -> float:
    """Return what a channel needs so that names stand before the ways that go up and down in it."""
    return room + PITCH * max(tracks - 1, 0) if room else 0


def _widen(widths: list[float], gaps: Sequence[float], span: tuple[int, int], least: float) -> None:
    """Give the columns under a wide shape what they lack, in equal parts."""
    first, last = span
    has = sum(widths[first : last + 1]) + sum(gaps[first + 1 : last + 1])
    lacks = max(0.0, least - has) / (last - first + 1)
    for at in range(first, last + 1):
        widths[at] += lacks


def _axis(sizes: Sequence[float], twice: Sequence[float], gaps: Sequence[float]) -> Axis:
    """Lay cells and channels one after the other; `twice` is twice the way from the start to the middle."""
    starts, middles, ends, channels = [], [], [], []
    at = 0.0
    for size, double, gap in zip(sizes, twice, gaps, strict=False):
        channels.append(at)
        at += gap
        starts.append(at)
        middles.append(at + double / 2)
        at += size
        ends.append(at)
    channels.append(at)
    return Axis(tuple(starts), tuple(middles), tuple(ends), tuple(channels), at + gaps[-1])


def down(table: Table, tracks: Sequence[int], *, lanes: bool) -> Axis:
    """Return the rows. Between strips there is room for the line between two lanes."""
    ups, downs = [0.0] * table.rows, [0.0] * table.rows
    for cell in table.cells.values():
        ups[cell.row] = max(ups[cell.row], cell.up)
        downs[cell.row] = max(downs[cell.row], cell.down)
    for first, last in table.strips:
        if lanes and first == last and not ups[first]:
            ups[first] = downs[first] = 18
    borders = {first for first, _ in table.strips} | {table.rows}
    gaps = [_row_gap(tracks[at], border=at in borders) for at in range(table.rows + 1)]
    sizes = [up + low for up, low in zip(ups, downs, strict=True)]
    return _axis(sizes, [2 * up for up in ups], gaps)


def _row_gap(tracks: int, *, border: bool) -> float:
    return ROW_GAP + PITCH * tracks + (2 * STRIP_PAD if border else 0)


def track_x(axis: Axis, channel: int, order: int, count: int) -> float:
    """Return where a track of a channel lies: the last one a margin before the next column."""
    if channel == len(axis.starts):
        return axis.channels[channel] + MARGIN + PITCH * order
    return axis.starts[channel] - MARGIN - PITCH * (count - 1 - order)


def track_y(axis: Axis, channel: int, order: int, count: int) -> float:
    """Return where a track between rows lies: right above the next row, below the line between lanes."""
    if channel == len(axis.starts):
        return axis.channels[channel] + PITCH * (order + 1)
    return axis.starts[channel] - PITCH * (count - order)
