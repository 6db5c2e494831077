"""The lines that ways may follow, the vertices that shapes cover, and the ports of every shape."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.runtime.layout.cells import Cell, Table
from engine.runtime.layout.measure import Axis, across, down, track_x, track_y
from engine.runtime.layout.names import EVENTS, GATEWAYS
from engine.runtime.layout.routing import EAST, NORTH, SOUTH, WEST, Grid, Port, Vertex

CLEAR: Final = 8.0
REACH: Final = 22.0  # how far from its middle an element may be met
_SIDES_OUT: Final = 3
_SIDES: Final = {EAST: "right", SOUTH: "bottom", WEST: "left", NORTH: "top"}


class Line(NamedTuple):
    """A line of the lattice: in a channel (then `offset` is its number there) or through a cell."""

    cell: int
    channel: bool
    offset: float


@dataclass(frozen=True)
class Lattice:
    """The lines in both directions; `tracks` is how many each channel offers, upright and level."""

    table: Table
    xs: tuple[Line, ...]
    ys: tuple[Line, ...]
    tracks: tuple[int, int]

    def grid(self) -> Grid:
        """Return the grid to search, with places estimated as if each channel were full of its tracks."""
        wide = across(self.table, [self.tracks[0]] * (self.table.columns + 1), {})
        high = down(self.table, [self.tracks[1]] * (self.table.rows + 1), lanes=True)
        xs = [_place(line, wide, self.tracks[0], vertical=True) for line in self.xs]
        ys = [_place(line, high, self.tracks[1], vertical=False) for line in self.ys]
        return Grid(xs, ys, frozenset(self._covered()))

    def _covered(self) -> Iterator[Vertex]:
        for cell in self.table.cells.values():
            first, last = self.covers(cell)
            for y, line in enumerate(self.ys):
                if line.cell == cell.row and not line.channel:
                    yield from ((x, y) for x in range(first, last + 1))

    def covers(self, cell: Cell) -> tuple[int, int]:
        """Return the first and last vertical line that a shape covers."""
        low, high = cell.span
        half = cell.size.width / 2 + CLEAR
        inside = [
            at
            for at, line in enumerate(self.xs)
            if (low < line.cell <= high and line.channel)
            or (low <= line.cell <= high and not line.channel and (low < high or abs(line.offset) < half))
        ]
        return inside[0], inside[-1]


def _place(line: Line, axis: Axis, tracks: int, *, vertical: bool) -> float:
    if not line.channel:
        return axis.middles[line.cell] + line.offset
    place = track_x if vertical else track_y
    return place(axis, line.cell, int(line.offset), tracks)


def lattice(table: Table, tracks: tuple[int, int], more: int) -> Lattice:
    """Build the lines: some tracks in each channel, and through each cell its middle and the side ports.

    Where an element has many flows its cell offers more ports; `more` adds to that.
    """
    slots = {(slot.column, slot.offset) for slot in table.slots.values()}
    needed = _ports_needed(table)
    of_column: dict[int, int] = defaultdict(int)
    of_row: dict[int, int] = defaultdict(int)
    for key, cell in table.cells.items():
        of_row[cell.row] = max(of_row[cell.row], needed[key] + more)
        for column in range(cell.span[0], cell.span[1] + 1):
            of_column[column] = max(of_column[column], needed[key] + more)
    xs: list[Line] = []
    for column in range(table.columns):
        xs += [Line(column, channel=True, offset=at) for at in range(tracks[0])]
        on_edge = {offset for at, offset in slots if at == column}
        xs += [
            Line(column, channel=False, offset=offset)
            for offset in sorted({*_beside(of_column[column]), *on_edge})
        ]
    xs += [Line(table.columns, channel=True, offset=at) for at in range(tracks[0])]
    ys: list[Line] = []
    for row in range(table.rows):
        ys += [Line(row, channel=True, offset=at) for at in range(tracks[1])]
        ys += [Line(row, channel=False, offset=offset) for offset in _beside(of_row[row])]
    ys += [Line(table.rows, channel=True, offset=at) for at in range(tracks[1])]
    return Lattice(table, tuple(xs), tuple(ys), tracks)


def _beside(ports: int) -> list[float]:
    """Return where the lines through a cell lie, from its middle."""
    return [at * REACH / (ports + 1) for at in range(-ports, ports + 1)]


def _ports_needed(table: Table) -> dict[str, int]:
    """Return for each element how many places it needs on each half of a side."""
    flows = Counter(key for edge in table.scope.edges for key in (edge.source, edge.target))
    return {key: max(1, -(-(flows[key] // _SIDES_OUT) // 2)) for key in table.cells}


def ports_out(lattice: Lattice, key: str) -> Iterator[Port]:
    """Yield the places where a way may leave a node."""
    slot = lattice.table.slots.get(key)
    if slot is not None:
        x = lattice.xs.index(Line(slot.column, channel=False, offset=slot.offset))
        y = _first_below(lattice, lattice.table.cells[slot.host].row)
        yield Port((x, y), SOUTH, 0, (key, SOUTH, 0))
        return
    cell = lattice.table.cells[key]
    aside = 0.0 if cell.node.kind in GATEWAYS else 25.0
    costs = {EAST: 0.0, SOUTH: aside, NORTH: aside}
    yield from _ports(lattice, cell, costs, outwards=True)


def ports_in(lattice: Lattice, key: str) -> Iterator[Port]:
    """Yield the places where a way may enter a node."""
    cell = lattice.table.cells[key]
    aside = 0.0 if cell.node.kind in GATEWAYS | EVENTS else 25.0
    costs = {WEST: 0.0, SOUTH: aside, NORTH: aside}
    yield from _ports(lattice, cell, costs, outwards=False)


def ports_any(lattice: Lattice, key: str, *, outwards: bool) -> Iterator[Port]:
    """Yield all places around a node, for associations."""
    cell = lattice.table.cells[key]
    yield from _ports(lattice, cell, dict.fromkeys(range(4), 0.0), outwards=outwards)


def _ports(lattice: Lattice, cell: Cell, costs: Mapping[int, float], *, outwards: bool) -> Iterator[Port]:
    first, last = lattice.covers(cell)
    for side, cost in costs.items():
        heading = side if outwards else (side + 2) % 4
        if side in {EAST, WEST}:
            x = last + 1 if side == EAST else first - 1
            found = [((x, y), offset) for y, offset in _row_lines(lattice, cell.row)]
        else:
            y = _first_below(lattice, cell.row) if side == SOUTH else _last_above(lattice, cell.row)
            found = [((x, y), offset) for x, offset in _column_lines(lattice, cell, side)]
        for vertex, offset in found:
            yield Port(vertex, heading, cost + 3 * abs(offset), (cell.node.id, *_named(side, vertex)))


def _named(side: int, vertex: Vertex) -> tuple[int, int]:
    return side, vertex[1] if side in {EAST, WEST} else vertex[0]


def _row_lines(lattice: Lattice, row: int) -> Iterator[tuple[int, float]]:
    for at, line in enumerate(lattice.ys):
        if line.cell == row and not line.channel:
            yield at, line.offset


def _column_lines(lattice: Lattice, cell: Cell, side: int) -> Iterator[tuple[int, float]]:
    """Yield the vertical lines through a shape, without those next to an event on its lower edge."""
    events = [slot for slot in lattice.table.slots.values() if slot.host == cell.node.id]
    inside = min(REACH, cell.size.width / 2 - 4)
    for at, line in enumerate(lattice.xs):
        if line.channel or not cell.span[0] <= line.cell <= cell.span[1] or abs(line.offset) > inside:
            continue
        near = (slot.column == line.cell and abs(slot.offset - line.offset) < 18 + CLEAR for slot in events)
        if side == NORTH or not any(near):
            yield at, line.offset


def _first_below(lattice: Lattice, row: int) -> int:
    return lattice.ys.index(Line(row + 1, channel=True, offset=0))


def _last_above(lattice: Lattice, row: int) -> int:
    return lattice.ys.index(Line(row, channel=True, offset=lattice.tracks[1] - 1))
