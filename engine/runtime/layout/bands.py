"""Which strip each node lies in, and which node every way to another passes."""

from collections.abc import Mapping

from engine.runtime.layout.order import Order
from engine.runtime.layout.shapes import Scope


def bands(scope: Scope, order: Order) -> dict[str, int]:
    """Return the strip of each node; one without stays in that of what leads to it, a join in that of its split."""
    above = dominators(order)
    found = {key: band for key in order.nodes if (band := scope.nodes[key].band) is not None}
    for key in order.nodes:
        if key not in found and (before := order.before[key]):
            lead = above[key] if len(before) > 1 else before[0]
            if lead in found:
                found[key] = found[lead]
    for key in reversed(order.nodes):
        if key not in found:
            found[key] = next((found[target] for target in order.after[key] if target in found), 0)
    return found


def dominators(order: Order) -> dict[str, str]:
    """Return the nearest node that every way to a node passes (a node itself when there is none)."""
    at = {key: number for number, key in enumerate(order.nodes)}
    found: dict[str, str] = {}
    for key in order.nodes:
        meeting = key
        for number, before in enumerate(order.before[key]):
            meeting = before if number == 0 else _meet(meeting, before, found, at)
        found[key] = meeting
    return found


def _meet(one: str, other: str, found: Mapping[str, str], at: Mapping[str, int]) -> str:
    while one != other:
        later = max(one, other, key=lambda key: at[key])
        if found[later] == later:
            return one if later == other else other
        one, other = (found[one], other) if later == one else (one, found[other])
    return one
