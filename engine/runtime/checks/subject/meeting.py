"""Where ways that meet have parted."""

from collections.abc import Mapping

from engine.runtime.checks.subject.flows import Scope
from engine.runtime.names import local


def splits(scope: Scope) -> dict[str, str]:
    """Return for each node where several forward ways meet the nearest node that all of them pass."""
    order, back = _ordered(scope)
    found: dict[str, str] = {}
    above: dict[str, str] = {}
    for key in order:
        before = [other for other in scope.before[key] if (other, key) not in back and other in order]
        meeting = before[0] if before else key
        for other in before[1:]:
            meeting = _common(meeting, other, above)
        above[key] = meeting
        if (
            len(before) > 1
            and local(scope.nodes[meeting]).endswith("Gateway")
            and local(scope.nodes[key]) != "endEvent"
        ):
            found[key] = meeting
    return found


def _ordered(scope: Scope) -> tuple[list[str], set[tuple[str, str]]]:
    """Return what the start reaches in an order where forward flows go onwards, and the flows that go back."""
    done: list[str] = []
    open_: set[str] = set()
    seen: set[str] = set()
    back: set[tuple[str, str]] = set()
    # With several starts, which is refused, there is nothing that all ways have passed.
    for start in scope.of_kind("startEvent")[:1]:
        stack = [(start, iter(scope.after[start]))]
        seen.add(start)
        open_.add(start)
        while stack:
            key, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                done.append(stack.pop()[0])
                open_.discard(key)
            elif target not in seen:
                seen.add(target)
                open_.add(target)
                stack.append((target, iter(scope.after[target])))
            elif target in open_:
                back.add((key, target))
    return done[::-1], back


def _common(one: str, other: str, above: Mapping[str, str]) -> str:
    """Return the nearest node above both."""
    line = [one]
    while above[line[-1]] != line[-1]:
        line.append(above[line[-1]])
    while other not in line:
        other = above[other]
    return other
