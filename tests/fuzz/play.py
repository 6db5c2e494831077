"""Plays a model with the engine and the reference side by side and compares them after every step.

The engine's part runs in two other processes that take turns: each step is restored where the last was not made.
"""

import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.runtime.catalogue import hash_of
from tests.fuzz import models, worker, writing
from tests.fuzz.lives import Wait
from tests.fuzz.reference import Reference

MAX_STEPS = 40
EPOCH = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class Outcome:
    """What one seed led to: how many steps were compared, and the difference if there was one."""

    seed: int
    steps: int = 0
    largest: int = 0
    done: bool = False
    acts: Counter[str] = field(default_factory=Counter)
    difference: str | None = None


class Pair:
    """Two worker processes that take turns."""

    def __init__(self, connections: list[Connection], folder: Path) -> None:
        self.connections = connections
        self.folder = folder
        self.turn = 0

    def publish(self, files: dict[str, bytes]) -> str:
        """Put a model where both can read it, under its hash."""
        name = hash_of(files)
        (self.folder / name).mkdir(exist_ok=True)
        for filename, data in files.items():
            (self.folder / name / filename).write_bytes(data)
        return name

    def ask(self, *what: Any) -> tuple[bytes, Any]:
        """Let the next process act."""
        self.turn = 1 - self.turn
        self.connections[self.turn].send(what)
        answer: tuple[bytes, Any] = self.connections[self.turn].recv()
        return answer


@contextmanager
def pair() -> Iterator[Pair]:
    """Start the two processes, and stop them."""
    context = multiprocessing.get_context("spawn")
    with TemporaryDirectory() as folder:
        ends, processes = [], []
        for _ in range(2):
            ours, theirs = context.Pipe()
            process = context.Process(target=worker.serve, args=(theirs, folder), daemon=True)
            process.start()
            theirs.close()
            ends.append(ours)
            processes.append(process)
        yield Pair(ends, Path(folder))
        for end, process in zip(ends, processes, strict=True):
            end.send(None)
            process.join()
            end.close()


def play(seed: int, workers: Pair) -> Outcome:
    """Play the model of a seed."""
    outcome = Outcome(seed)
    body = models.model(seed)
    rng = random.Random(seed + 1_000_003)
    name = workers.publish(writing.files(body))
    reference = Reference(body, models.START, EPOCH)
    state, answer = workers.ask(name, b"", EPOCH, ("start",))
    acts: list[tuple[Any, ...]] = [("start",)]
    while True:
        outcome.difference = difference(reference, answer, acts)
        if outcome.difference or reference.done or outcome.steps == MAX_STEPS:
            outcome.done = reference.done
            return outcome
        outcome.largest = max(outcome.largest, answer["size"])
        act = move(reference, rng)
        if act is None or reference.tied:
            return outcome
        acts.append(act)
        outcome.steps += 1
        outcome.acts[act[0]] += 1
        state, answer = workers.ask(name, state, reference.now, act)


def difference(reference: Reference, answer: Any, acts: list[tuple[Any, ...]]) -> str | None:
    """Say in which way what is seen of the engine is not what the reference says."""
    if isinstance(answer, str):
        return f"{answer} after {acts[-4:]}"
    wanted = expected(reference)
    wrong = {name: (value, answer[name]) for name, value in wanted.items() if answer[name] != value}
    if not wrong:
        return None
    parts = [f"{name}: expected {value}, got {got}" for name, (value, got) in wrong.items()]
    return f"step {len(acts)} after {acts[-4:]}: " + "; ".join(parts)


def expected(reference: Reference) -> dict[str, Any]:
    """Return what should be seen."""
    return {
        "tasks": sorted(_name(each) for each in reference.open("user")),
        "calls": sorted(_name(each) for each in reference.open("call")),
        "due": sorted(each.due.timestamp() for each in reference.open("timer") if each.due),
        "data": worker.text(reference.data.own),
        "done": reference.done,
    }


def _name(wait: Wait) -> str:
    """Name an open task or call as the worker does."""
    seen = {"p": wait.gives} if wait.kind == "call" else wait.data.all() if wait.data else {}
    return worker.text([wait.name, wait.items, seen])


def move(reference: Reference, rng: random.Random) -> tuple[Any, ...] | None:
    """Choose something to do, do it in the reference, and say what it was; None when nothing has a name of its own."""
    ways = {
        "user": _distinct(reference.open("user")),
        "call": _distinct(reference.open("call")),
        "wake": reference.open("timer"),
        "receive": reference.open("message", "signal"),
    }
    weights = {"user": 6, "call": 4, "wake": 2, "receive": 3}
    possible = [kind for kind, waits in ways.items() if waits]
    if not possible:
        return None
    kind = rng.choices(possible, [weights[kind] for kind in possible])[0]
    if kind == "wake":
        return _wake(reference, rng)
    chosen = rng.choice(ways[kind])
    if kind == "receive":
        return _receive(reference, chosen, rng)
    value = {"v": rng.randint(0, 4)} if kind == "user" else {"w": rng.randint(0, 9)}
    name = _name(chosen)
    reference.take(chosen, value)
    return kind, name, value


def _distinct(waits: list[Wait]) -> list[Wait]:
    """Leave out what looks the same as another (two runs of one handler): nobody could say which was meant."""
    names = Counter(_name(wait) for wait in waits)
    return [wait for wait in waits if names[_name(wait)] == 1]


def _wake(reference: Reference, rng: random.Random) -> tuple[Any, ...]:
    dues = sorted(wait.due for wait in reference.open("timer") if wait.due)
    jump = rng.choice((0, 0, 0, 5_000_000, 20_000_000))  # now and then far past several
    reference.now = dues[0] + timedelta(seconds=jump)
    reference.settle()
    return ("wake",)


def _receive(reference: Reference, chosen: Wait, rng: random.Random) -> tuple[Any, ...]:
    name = "nobody waits for this" if rng.random() < 0.1 else chosen.name
    payload = {"v": rng.randint(0, 4)} if rng.random() < 0.8 else None
    return "receive", name, payload, reference.receive(name, payload)
