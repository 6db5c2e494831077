"""Whole cases of two steps per second, by how many clients there are."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Final

from benchmarks import house
from benchmarks.figures import Figures, Tell
from benchmarks.house import House
from benchmarks.two_steps import KEY, PERSON, Worker

CLIENTS: Final = (1, 2, 4)
SECONDS: Final = 5.0
PASSES: Final = 3


def measure(
    tell: Tell, clients: Sequence[int] = CLIENTS, seconds: float = SECONDS, passes: int = PASSES
) -> Figures:
    """Return the median of some passes for each number of clients; the passes take turns."""
    tell("startar Räls", 0)
    found: dict[int, list[float]] = {number: [] for number in clients}
    with house.opened(KEY) as running:
        token = running.tokens()[PERSON]
        _per_second(running, token, max(clients), seconds)  # so that every process has compiled what it needs
        for turn in range(passes):
            for place, number in enumerate(clients):
                tell(f"{number} klienter", (turn * len(clients) + place) / (passes * len(clients)))
                found[number].append(_per_second(running, token, number, seconds))
    return {"per_second": {str(number): median(rates) for number, rates in found.items()}}


def _per_second(running: House, token: str, clients: int, seconds: float) -> float:
    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        done = list(pool.map(lambda _: _cases(running, token, begun + seconds), range(clients)))
    return sum(done) / (time.perf_counter() - begun)


def _cases(running: House, token: str, until: float) -> int:
    """Take cases through, one after another, until the time is out; return how many."""
    done = 0
    with running.client() as client:
        worker = Worker(client, token)
        while time.perf_counter() < until:
            worker.case()
            done += 1
    return done
