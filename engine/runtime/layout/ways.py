"""Lays the ways of all edges of a scope on its lattice, near ones first, and then improves each once more."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from engine.errors import ModelRefusedError
from engine.runtime.layout.cells import Table
from engine.runtime.layout.lattice import Lattice, lattice, ports_any, ports_in, ports_out
from engine.runtime.layout.routing import Grid, Port, Way
from engine.runtime.layout.shapes import Edge

ROUNDS: Final = 2
MOST_FLOWS: Final = 250
MOST_AT_ONE: Final = 40
LARGE: Final = 600_000  # vertices times flows: beyond, ways are not improved any more
_OFFERS: Final = ((1, 0), (2, 0), (4, 1), (8, 2), (16, 4))  # times the tracks, and ports more than needed


def ways(table: Table) -> tuple[Lattice, dict[str, Way]]:
    """Return the lattice and the way of each edge; offers more tracks until there is room for all."""
    edges = sorted(table.scope.edges, key=lambda edge: _distance(table, edge))
    flows = Counter(key for edge in edges for key in (edge.source, edge.target))
    most = max(flows.values(), default=0)
    if len(edges) > MOST_FLOWS or most > MOST_AT_ONE:
        raise _too_large(table.scope.id)
    for times, ports in _OFFERS:
        lines = lattice(table, (times * max(2, most // 4), times * 2), ports)
        laid = _lay(lines, lines.grid(), edges)
        if laid is not None:
            return lines, laid
    raise _too_large(table.scope.id)


def _too_large(part: str) -> ModelRefusedError:
    return ModelRefusedError(
        f"Delen {part} är för stor för att ritas: högst {MOST_FLOWS} flöden, högst {MOST_AT_ONE} vid ett element. Dela upp den.",
        f"The part {part} is too large to be drawn: at most {MOST_FLOWS} flows, at most {MOST_AT_ONE} at one element. Split it.",
    )


def _lay(lines: Lattice, grid: Grid, edges: Sequence[Edge]) -> dict[str, Way] | None:
    laid: dict[str, Way] = {}
    for edge in edges:
        way = grid.find(*_ports(lines, edge))
        if way is None:
            return None
        grid.lay(way)
        laid[edge.id] = way
    for _ in range(ROUNDS if len(grid.xs) * len(grid.ys) * len(edges) < LARGE else 0):
        for edge in edges:
            grid.lift(laid[edge.id])
            laid[edge.id] = grid.find(*_ports(lines, edge)) or laid[edge.id]
            grid.lay(laid[edge.id])
    return laid


def _ports(lines: Lattice, edge: Edge) -> tuple[Iterator[Port], Iterator[Port]]:
    if edge.flow:
        return ports_out(lines, edge.source), ports_in(lines, edge.target)
    return ports_any(lines, edge.source, outwards=True), ports_any(lines, edge.target, outwards=False)


def _distance(table: Table, edge: Edge) -> tuple[bool, int]:
    """Order edges: forward ones first, near ones before far ones."""
    source = table.cells[table.slots[edge.source].host if edge.source in table.slots else edge.source]
    target = table.cells[table.slots[edge.target].host if edge.target in table.slots else edge.target]
    columns = abs(target.span[0] - source.span[1])
    return edge.id in table.back, 2 * columns + abs(target.row - source.row)


def used(lines: Lattice, laid: Mapping[str, Way]) -> tuple[dict[int, int], dict[int, int]]:
    """Return which lines carry a way, as {line: its order in its channel}, upright ones and level ones."""
    upright: set[int] = set()
    level: set[int] = set()
    for way in laid.values():
        for one, other in pairwise(way.corners):
            if one[0] == other[0]:
                upright.add(one[0])
            else:
                level.add(one[1])
    return _numbered(lines.xs, upright), _numbered(lines.ys, level)


def _numbered(lines: tuple[object, ...], carrying: set[int]) -> dict[int, int]:
    numbers: dict[int, int] = {}
    counts: dict[int, int] = {}
    for at in sorted(carrying):
        line = lines[at]
        cell, channel = line.cell, line.channel  # type: ignore[attr-defined]
        if channel:
            numbers[at] = counts.get(cell, 0)
            counts[cell] = numbers[at] + 1
    return numbers
