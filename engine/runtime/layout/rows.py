"""Which row each node takes: the main way straight on, other ways beside it, each within its strip."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.runtime.layout.bands import dominators
from engine.runtime.layout.columns import edge_of, slot_columns
from engine.runtime.layout.order import Order, is_loose
from engine.runtime.layout.shapes import Scope
from engine.runtime.layout.units import Span, Units


@dataclass(frozen=True)
class _Context:
    """What placing a node needs to know."""

    scope: Scope
    order: Order
    columns: Mapping[str, Span]
    main: Mapping[str, str]
    above: Mapping[str, str]  # the immediate dominator
    slots: Mapping[tuple[str, str], float]
    bands: Mapping[str, int]


def rows(
    scope: Scope, order: Order, columns: Mapping[str, Span], bands: Mapping[str, int]
) -> tuple[dict[str, int], list[Span], dict[str, Span]]:
    """Return the row of each node and artifact, the first and last row of each strip, and all columns."""
    slots = _slots(scope, columns)
    context = _Context(
        scope, order, columns, _main_ways(scope, order, bands), dominators(order), slots, bands
    )
    found = Units([[] for _ in scope.bands])
    unit_of: dict[str, int] = {}
    for key in order.nodes:
        unit_of[key] = _place(key, context, found, unit_of)
    spans = dict(columns)
    for key, owner in loose(scope).items():
        unit_of[key], spans[key] = _beside_owner(owner, context, found, unit_of)
    numbers, strips = found.rows()
    return {key: numbers[unit] for key, unit in unit_of.items()}, strips, spans


def _beside_owner(
    owner: str | None, context: _Context, found: Units, unit_of: Mapping[str, int]
) -> tuple[int, Span]:
    """Place an artifact above what it belongs to."""
    column = context.columns[owner][0] if owner is not None else 0
    strip = context.bands[owner] if owner is not None else 0
    if owner is None:
        unit = found.at_edge(strip, top=True)
    else:
        unit = found.beside(strip, unit_of[owner], -1, column)
    found.take(unit, (column, column))
    return unit, (column, column)


def _place(key: str, context: _Context, found: Units, unit_of: Mapping[str, int]) -> int:
    """Put a node straight behind what leads to it, or open a unit beside that, or at the edge of its strip."""
    bands, before = context.bands, context.order.before[key]
    lead = (context.above[key] if len(before) > 1 else before[0]) if before else None
    own = _reserved(key, context)
    for other in _straight(key, lead, context):
        if found.free(unit_of[other], own):
            found.take(unit_of[other], own)
            return unit_of[other]
    if lead is None:
        unit = found.at_edge(bands[key], top=False)
    else:
        leaves = _leaves(lead, key, context)
        if len(before) == 1:
            own = (min(own[0], int(leaves)), own[1])
        if bands[lead] == bands[key]:
            unit = found.beside(bands[key], unit_of[lead], _side(lead, key, context), leaves)
        else:
            unit = found.at_edge(bands[key], top=bands[lead] < bands[key])
    found.take(unit, own)
    return unit


def _straight(key: str, lead: str | None, context: _Context) -> list[str]:
    """Return the nodes that a node may stand straight behind, the best first."""
    bands, before = context.bands, context.order.before[key]
    joined = len(before) > 1
    leads = [lead] if lead is not None and (joined or context.main.get(lead) == key) else []
    others = [other for other in before if joined and other not in leads]
    return [other for other in [*leads, *others] if bands[other] == bands[key]]


def _leaves(lead: str, key: str, context: _Context) -> float:
    """Return where the way to a node turns off, in columns: at the event, at the gateway, or at the node itself."""
    slot = context.slots.get((lead, key))
    if slot is not None:
        return slot
    return context.columns[lead][1] if len(context.order.after[lead]) > 1 else context.columns[key][0]


def _side(lead: str, key: str, context: _Context) -> int:
    """Return 1 for below, -1 for above: handlers below, the other ways of a gateway by turns."""
    if (lead, key) in context.slots:
        return 1
    others = [target for target in context.order.after[lead] if target != context.main.get(lead)]
    return -1 if key in others and others.index(key) % 2 else 1


def _reserved(key: str, context: _Context) -> Span:
    """Return the columns that a node keeps in its row: up to where its way onwards ends or turns."""
    first, last = context.columns[key]
    after = context.order.after[key]
    onwards = context.main.get(key) or (after[0] if len(after) == 1 else None)
    if onwards is None:
        return first, last
    end = context.columns[onwards][0] - 1
    joins = len(context.order.before[onwards]) > 1 and context.main.get(context.above[onwards]) != key
    turns = joins and context.bands[onwards] == context.bands[key]
    return first, max(last, end + (1 if turns and not _on_main(key, onwards, context) else 0))


def _on_main(key: str, join: str, context: _Context) -> bool:
    """Say whether a node lies on the main way between the split and the join."""
    at: str | None = context.above[join]
    while at is not None and at != join:
        if at == key:
            return True
        at = context.main.get(at)
    return False


def _main_ways(scope: Scope, order: Order, bands: Mapping[str, int]) -> dict[str, str]:
    """Return for each node the way onwards that is drawn straight: in the same strip, with most still to come."""
    depth: dict[str, int] = {}
    for key in reversed(order.nodes):
        depth[key] = 1 + max((depth[target] for target in order.after[key]), default=0)
    handled = {
        (scope.nodes[edge.source].host, edge.target) for edge in scope.edges if scope.nodes[edge.source].host
    }
    main: dict[str, str] = {}
    for key in order.nodes:
        same = [
            target
            for target in order.after[key]
            if bands[target] == bands[key] and (key, target) not in handled
        ]
        if same:
            main[key] = max(same, key=lambda target: depth[target])
    return main


def _slots(scope: Scope, columns: Mapping[str, Span]) -> dict[tuple[str, str], float]:
    """Return for (host, handler) where the boundary event sits: its column, and how far right in it as a fraction."""
    slots: dict[tuple[str, str], float] = {}
    for edge in scope.edges:
        host = scope.nodes[edge.source].host
        if edge.flow and host is not None and edge.target in columns:
            places = slot_columns(scope, host, columns[host])
            slots[host, edge.target] = places[edge.source] + list(places).index(edge.source) / (
                len(places) + 1
            )
    return slots


def loose(scope: Scope) -> dict[str, str | None]:
    """Return for each artifact the placed node it belongs to, if any."""
    found: dict[str, str | None] = {node.id: None for node in scope.nodes.values() if is_loose(node)}
    for edge in scope.edges:
        ends = edge_of(scope, edge)
        for own, other in (ends, ends[::-1]):
            if own in found and found[own] is None and other not in found:
                found[own] = other
    return found
