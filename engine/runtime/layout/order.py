"""The order of a scope's nodes in which every forward flow goes onwards; loops back are set aside."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.runtime.layout.names import DATA
from engine.runtime.layout.shapes import Node, Scope


@dataclass(frozen=True)
class Order:
    """The forward edges of a scope between placed nodes (boundary events stand for their hosts)."""

    nodes: tuple[str, ...]
    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]


def is_loose(node: Node) -> bool:
    """Say whether a node is an artifact, which follows what it belongs to instead of the flow."""
    return node.kind in DATA or node.kind == "textAnnotation"


def ordered(scope: Scope) -> Order:
    """Return the placed nodes in an order where every forward edge goes onwards; loops back are left out."""
    out: dict[str, list[str]] = {node.id: [] for node in scope.nodes.values() if placed(node)}
    for source, target in _steps(scope):
        if target not in out[source] and source != target:
            out[source].append(target)
    entered = {target for targets in out.values() for target in targets}
    starts = [key for key in out if scope.nodes[key].kind == "startEvent"]
    starts += [key for key in out if key not in entered and key not in starts]
    finished, back = _walk([*starts, *out], out)
    after = {key: tuple(t for t in out[key] if (key, t) not in back) for key in out}
    before: dict[str, list[str]] = defaultdict(list)
    for key in finished:
        for target in after[key]:
            before[target].append(key)
    return Order(tuple(finished), {key: tuple(before[key]) for key in out}, after)


def placed(node: Node) -> bool:
    """Say whether a node gets a cell by the flow (neither a boundary event nor an artifact)."""
    return node.host is None and not is_loose(node)


def _steps(scope: Scope) -> list[tuple[str, str]]:
    """Return the sequence flows as pairs of placed nodes; those of boundary events come last."""
    pairs = [(scope.nodes[e.source], scope.nodes[e.target]) for e in scope.edges if e.flow]
    pairs.sort(key=lambda pair: pair[0].host is not None)
    known = [(source.host or source.id, target.id) for source, target in pairs if placed(target)]
    return [(source, target) for source, target in known if source in scope.nodes]


def _walk(starts: Sequence[str], out: Mapping[str, Sequence[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Walk depth first without recursion; return the nodes in topological order and the edges that go back."""
    state: dict[str, bool] = {}  # present: seen; true: finished
    done: list[str] = []
    back: set[tuple[str, str]] = set()
    for start in starts:
        if start in state:
            continue
        state[start] = False
        # The last way out is walked first, so that the first one comes first in the result.
        stack = [(start, iter(reversed(out[start])))]
        while stack:
            key, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                state[key] = True
                done.append(key)
                stack.pop()
            elif target not in state:
                state[target] = False
                stack.append((target, iter(reversed(out[target]))))
            elif not state[target]:
                back.add((key, target))
    return done[::-1], back
