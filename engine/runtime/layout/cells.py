"""The cells of a scope: which node sits in which columns and row, how big, and where events sit on edges."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.runtime.layout.bands import bands
from engine.runtime.layout.columns import columns, slot_columns
from engine.runtime.layout.names import EVENTS
from engine.runtime.layout.order import is_loose, ordered
from engine.runtime.layout.read import SLOT, slot_pitch
from engine.runtime.layout.rows import rows
from engine.runtime.layout.shapes import Node, Scope, Size
from engine.runtime.layout.units import Span

GAP: Final = 6
TITLE: Final = 14


@dataclass(frozen=True)
class Cell:
    """Where a node sits: columns from-to, row; the half width and the reach up and down that it needs."""

    node: Node
    size: Size
    span: Span
    row: int
    half: float
    up: float
    down: float


@dataclass(frozen=True)
class Slot:
    """Where a boundary event sits: on the lower edge of its host, so far from the middle of a column."""

    host: str
    column: int
    offset: float


@dataclass(frozen=True)
class Table:
    """All cells of a scope, with the strips of rows."""

    scope: Scope
    cells: Mapping[str, Cell]
    slots: Mapping[str, Slot]
    strips: tuple[Span, ...]
    back: frozenset[str]

    @property
    def columns(self) -> int:
        """The number of columns."""
        return 1 + max((cell.span[1] for cell in self.cells.values()), default=0)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return 1 + self.strips[-1][1]


def table(scope: Scope, sizes: Mapping[str, Size]) -> Table:
    """Place every node of a scope in a cell. `sizes` are those of the shapes, contents included."""
    order = ordered(scope)
    strip_of = bands(scope, order)
    spans = columns(scope, order, sizes, strip_of)
    row_of, strips, spans = rows(scope, order, spans, strip_of)
    slots = _slots(scope, spans)
    cells = {
        key: _cell(scope, scope.nodes[key], sizes[key], spans[key], row_of[key])
        for key in scope.nodes
        if key in spans
    }
    forward = {(key, target) for key in order.nodes for target in order.after[key]}
    back = frozenset(
        edge.id
        for edge in scope.edges
        if edge.flow and (scope.nodes[edge.source].host or edge.source, edge.target) not in forward
    )
    return Table(scope, cells, slots, tuple(strips), back)


def _cell(scope: Scope, node: Node, size: Size, span: Span, row: int) -> Cell:
    label = node.label or Size(0, 0)
    up = down = size.height / 2
    up += TITLE if node.titled and scope.bands[0].lane is None else 0
    if node.label is not None:
        down += label.height + GAP
        if node.kind not in EVENTS and not is_loose(node):
            up += label.height + GAP
    on_edge = [other for other in scope.nodes.values() if other.host == node.id]
    below = (other.size.height / 2 + (other.label.height if other.label else 0) for other in on_edge)
    down += max(below, default=0)
    return Cell(node, size, span, row, max(size.width, label.width) / 2, up, down)


def _slots(scope: Scope, spans: Mapping[str, Span]) -> dict[str, Slot]:
    found: dict[str, Slot] = {}
    for host, span in spans.items():
        of_host = slot_columns(scope, host, span)
        for column in dict.fromkeys(of_host.values()):
            here = [key for key, at in of_host.items() if at == column]
            for key, offset in zip(here, _offsets(scope, here), strict=True):
                found[key] = Slot(host, column, offset)
    return found


def _offsets(scope: Scope, here: Sequence[str]) -> Iterable[float]:
    """Spread events over the edge; a single one sits right of the middle, which stays free for a way out."""
    if len(here) == 1:
        return [SLOT / 2 + 2]
    pitch = slot_pitch([scope.nodes[key].label for key in here])
    return [(at - (len(here) - 1) / 2) * pitch for at in range(len(here))]
