"""Which elements lead to which, and which loops an element stands in: what the inclusive join needs to know."""

from collections.abc import Iterable, Mapping

Graph = Mapping[str, frozenset[str]]  # for each element those that a token can go to next


def turned(graph: Graph) -> Graph:
    """Return the graph with every edge the other way round."""
    found: dict[str, set[str]] = {name: set() for name in graph}
    for source, targets in graph.items():
        for target in targets:
            found.setdefault(target, set()).add(source)
    return {name: frozenset(sources) for name, sources in found.items()}


def reached(starts: Iterable[str], graph: Graph, without: str) -> frozenset[str]:
    """Return what can be reached from the starts (they included) without passing one element."""
    found: set[str] = set()
    todo = list(starts)
    while todo:
        name = todo.pop()
        if name not in found and name != without:
            found.add(name)
            todo += graph.get(name, ())
    return frozenset(found)


def same_round(graph: Graph, start: str, join: str) -> Graph:
    """Return the graph without the flows that begin a new round of a loop which the join stands in.

    Such a flow goes back to an element that every way to its source has already passed (it dominates it). Without
    them, what reaches the join reaches it in the round that is going on.
    """
    before = turned(graph)
    dominators = _dominators(graph, before, start)
    kept: dict[str, frozenset[str]] = {}
    for source, targets in graph.items():
        back = {head for head in targets if head in dominators.get(source, frozenset())}
        kept[source] = targets - {head for head in back if join in _loop(head, source, before)}
    return kept


def _dominators(graph: Graph, before: Graph, start: str) -> dict[str, frozenset[str]]:
    """For each element, those that every way from the start to it passes (itself included)."""
    everything = reached([start], graph, without="")
    found = dict.fromkeys(everything, everything)
    found[start] = frozenset({start})
    changed = True
    while changed:
        changed = False
        for name in everything - {start}:
            ways = [found[source] for source in before[name] if source in everything]
            now = frozenset.intersection(*ways) | {name}
            changed |= now != found[name]
            found[name] = now
    return found


def _loop(head: str, last: str, before: Graph) -> frozenset[str]:
    """The elements of the loop that a flow from `last` back to `head` closes."""
    return reached([last], before, without=head) | {head}
