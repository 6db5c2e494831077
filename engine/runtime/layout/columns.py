"""Which columns each node takes: as far to the left as what comes before it allows."""

from collections.abc import Mapping
from typing import Final

from engine.runtime.layout.order import Order
from engine.runtime.layout.shapes import Edge, Scope, Size

COLUMN: Final = 160


def columns(
    scope: Scope, order: Order, sizes: Mapping[str, Size], bands: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Return the first and last column of each placed node; columns that nobody begins or ends in are dropped."""
    spans = {
        key: max(1, round(sizes[key].width / COLUMN)) if scope.nodes[key].content else 1
        for key in order.nodes
    }
    apart: set[str] = set()
    while True:
        first, stacked = _first(
            scope,
            order,
            spans,
            {key for key in order.nodes if key not in apart and _may_stack(key, scope, order, bands)},
        )
        crowded = {key for key in stacked if _is_crowded(key, order.before[key][0], first, spans, bands)}
        if not crowded:
            return _squeezed(first, spans, scope)
        apart |= crowded


def _first(
    scope: Scope, order: Order, spans: Mapping[str, int], stackable: set[str]
) -> tuple[dict[str, int], set[str]]:
    """Return the first column of each node, and which of them stand in the column of what leads to them."""
    handled = _handled(scope)
    stacked: set[str] = set()
    first: dict[str, int] = {}
    for key in order.nodes:
        if key in stackable and order.before[key][0] not in stacked:
            stacked.add(key)
            first[key] = first[order.before[key][0]] + spans[order.before[key][0]] - 1
            continue
        ends = [
            first[source] + (slot + 1 if (slot := handled.get((source, key))) is not None else spans[source])
            for source in order.before[key]
        ]
        first[key] = max(ends, default=0)
    return first, stacked


def _is_crowded(
    key: str, source: str, first: Mapping[str, int], spans: Mapping[str, int], bands: Mapping[str, int]
) -> bool:
    """Say whether something else stands in the same column in a strip that the way to the node passes."""
    column = first[key]
    low, high = sorted((bands[key], bands[source]))
    return any(
        first[other] <= column < first[other] + spans[other] and low <= bands[other] <= high
        for other in first
        if other not in {key, source}
    )


def _may_stack(key: str, scope: Scope, order: Order, bands: Mapping[str, int]) -> bool:
    """Say whether a node may stand above or below the only one that leads to it: in another strip, nothing aside."""
    before = order.before[key]
    if len(before) != 1 or bands[before[0]] == bands[key] or len(order.after[before[0]]) != 1:
        return False
    return all(node.host != before[0] for node in scope.nodes.values())


def slot_columns(scope: Scope, host: str, span: tuple[int, int]) -> dict[str, int]:
    """Return the column of each boundary event of a host: one each under a wide host, else the last."""
    events = [node.id for node in scope.nodes.values() if node.host == host]
    wide = scope.nodes[host].content is not None
    return {key: min(span[0] + at, span[1]) if wide else span[1] for at, key in enumerate(events)}


def _handled(scope: Scope) -> dict[tuple[str, str], int]:
    """Return for (host, handler) how many columns into the host the event sits, when only the event leads there."""
    slots: dict[tuple[str, str], int] = {}
    direct = {(edge.source, edge.target) for edge in scope.edges}
    for edge in scope.edges:
        host = scope.nodes[edge.source].host
        if host is not None and scope.nodes[host].content and (host, edge.target) not in direct:
            of_host = [node.id for node in scope.nodes.values() if node.host == host]
            at = of_host.index(edge.source)
            slots[host, edge.target] = max(at, slots.get((host, edge.target), 0))
    return slots


def _squeezed(first: Mapping[str, int], spans: Mapping[str, int], scope: Scope) -> dict[str, tuple[int, int]]:
    """Drop the columns in which nothing begins, nothing ends and no event sits on an edge."""
    used = set(first.values()) | {first[key] + spans[key] - 1 for key in first}
    for key in first:
        span = (first[key], first[key] + spans[key] - 1)
        used |= set(slot_columns(scope, key, span).values())
    index = {column: at for at, column in enumerate(sorted(used))}
    return {key: (index[first[key]], index[first[key] + spans[key] - 1]) for key in first}


def edge_of(scope: Scope, edge: Edge) -> tuple[str, str]:
    """Return the placed nodes that an edge joins (the host for a boundary event)."""
    source, target = scope.nodes[edge.source], scope.nodes[edge.target]
    return source.host or source.id, target.host or target.id
