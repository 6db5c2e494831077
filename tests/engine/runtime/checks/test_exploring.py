"""The exploration that moves one token at a time finds what a full one finds."""

import random

import pytest

from engine.runtime.checks.subject.exploring import explore
from engine.runtime.checks.subject.flows import Scope
from engine.runtime.checks.subject.subject import subject
from engine.runtime.checks.subject.tokens import Game, Marking
from tests.engine.runtime.checks.tiny import END, KNOWN, START, element, process, timer, user, ways

KINDS = ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "userTask", "userTask")
MOST = 3_000


def anything(seed: int) -> Scope:
    """A graph of gateways and tasks joined at random, most of them unsound."""
    draw = random.Random(seed)
    keys = [f"n{at}" for at in range(draw.randint(3, 8))]
    nodes = "".join(_node(key, draw) for key in keys)
    lines = {f"s {keys[0]}"} | {f"{one} {draw.choice([*keys, 'e'])}" for one in keys}
    lines |= {f"{draw.choice(keys)} {draw.choice([*keys, 'e'])}" for _ in range(len(keys))}
    model = process(START, nodes, END, ways(*sorted(lines)))
    return subject({"p.bpmn": model}, KNOWN).scopes[0]


def _node(key: str, draw: random.Random) -> str:
    kind = draw.choice(KINDS)
    if kind != "userTask":
        return element(kind, key)
    event = element("boundaryEvent", f"t{key}", timer("P1D"), attachedToRef=key) + ways(f"t{key} e")
    return user(key) + (event if draw.random() < 0.3 else "")


def everything(scope: Scope) -> tuple[bool, set[str]] | None:
    """Whether some order of moves gets stuck, and the nodes that some order passes; None when there are too many."""
    game = Game(scope)
    seen, waiting, passed, stuck = {game.first.after}, [game.first.after], set(game.first.passed), False
    while waiting:
        marking: Marking = waiting.pop()
        moves = [move for alternatives in game.moves(marking) for move in alternatives]
        stuck = stuck or bool(marking.tokens and not moves)
        for move in moves:
            passed |= set(move.passed)
            if move.after not in seen:
                seen.add(move.after)
                waiting.append(move.after)
        if len(seen) > MOST or len(marking.tokens) > 12:
            return None
    return stuck, passed


@pytest.mark.parametrize("seed", range(300))
def test_what_gets_stuck_and_what_is_passed_is_the_same_as_in_every_order(seed):
    scope = anything(seed)
    expected, explored = everything(scope), explore(scope)

    assert explored is not None
    if expected is not None and explored.complete:
        assert (explored.stuck is not None, set(explored.passed)) == expected


def test_most_of_the_models_at_random_are_compared():
    scopes = [anything(seed) for seed in range(300)]
    compared = [one for one in map(everything, scopes) if one is not None]

    assert len(compared) > 150
    assert 30 < sum(stuck for stuck, _ in compared) < len(compared) - 30
