"""Which work a decision judges."""

from collections.abc import Iterator, Mapping
from typing import Final

from engine.runtime.checks.subject.flows import Scope, reached
from engine.runtime.names import BPMN, RALS, local

_AUTOMATIC: Final = frozenset({"scriptTask", "serviceTask", "sendTask", "intermediateThrowEvent"})


def judged(scope: Scope, decision: str) -> tuple[list[str], list[str]]:
    """Return the user tasks without a mandate whose work a decision judges.

    First those between where it can send the case back to and the decision itself, then those right before it, with
    nothing but gateways and automatic steps between.
    """
    onwards = _without(scope, {decision})
    back = set(_next(scope, decision)) & _earlier(scope, decision)
    between = reached(back, onwards) & reached([decision], scope.before) - {decision}
    sent_back = [key for one in scope.nodes if one in between for key in _authors(scope, one)]
    return sent_back, sorted(_last(scope, decision))


def _earlier(scope: Scope, decision: str) -> set[str]:
    """Return what comes before a decision, or leads to it again with no other decision between."""
    before = reached(scope.of_kind("startEvent"), _without(scope, {decision}))
    others = {key for key, node in scope.nodes.items() if node.get(f"{RALS}mandate")} - {decision}
    again = reached([decision], {key: set(found) - others for key, found in scope.before.items()})
    return (before & reached([decision], scope.before)) | again


def _without(scope: Scope, left_out: set[str]) -> Mapping[str, list[str]]:
    return {key: [to for to in targets if to not in left_out] for key, targets in scope.after.items()}


def _next(scope: Scope, decision: str) -> Iterator[str]:
    """Yield the tasks and subprocesses that a decision leads to through gateways alone."""
    gateways = {
        key: targets if local(scope.nodes[key]).endswith("Gateway") else ()
        for key, targets in scope.after.items()
    }
    for key in sorted(reached(scope.after[decision], gateways)):
        node = scope.nodes[key]
        if key != decision and local(node) in {"userTask", "subProcess"} and not node.get(f"{RALS}mandate"):
            yield key


def _last(scope: Scope, decision: str) -> Iterator[str]:
    """Yield the tasks right before a decision."""
    passed = {key for key, node in scope.nodes.items() if _is_passed(local(node))}
    backwards = {key: sources if key in passed else () for key, sources in scope.before.items()}
    for key in reached(scope.before[decision], backwards):
        if key != decision and local(scope.nodes[key]) == "userTask":
            yield from _authors(scope, key)


def _is_passed(kind: str) -> bool:
    return kind.endswith("Gateway") or kind in _AUTOMATIC


def _authors(scope: Scope, key: str) -> Iterator[str]:
    for node in scope.nodes[key].iter(f"{BPMN}userTask"):
        if not node.get(f"{RALS}mandate"):
            yield node.get("id", "")
