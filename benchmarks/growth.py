"""What the processes hold in memory after many steps, against what they held early on: nothing may pile up.

People take cases through over HTTP while reminders come due day after day, so web processes and the worker take as
many steps each, at the same time.
"""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from benchmarks import house, memory, two_steps
from benchmarks.figures import Figures, Tell
from benchmarks.house import House
from benchmarks.two_steps import PERSON, STEPS, Worker

REMINDED: Final = "paminnelse"
EARLY: Final = 2_000
LATE: Final = 20_000
CASES: Final = 100
PAUSE: Final = 0.3
PATIENCE: Final = 60.0
AWOKEN: Final = re.compile(r'^rals_events_total\{kind="time-passed"\} (\d+)', re.MULTILINE)


def measure(tell: Tell, early: int = EARLY, late: int = LATE, cases: int = CASES) -> Figures:
    """Return the memory (Pss, MB) of a web process and of the worker after few and many steps, and late / early."""
    tell("startar Räls", 0)
    with house.opened(two_steps.KEY, REMINDED) as running:
        token = running.tokens()[PERSON]
        with running.client() as client:
            for _ in range(cases):
                client.post("/cases", token, {"process": REMINDED, "answers": {}})
        few = _after(running, token, (0, early))
        tell(f"{early} steg", early / late)
        many = _after(running, token, (early, late))
    return {
        "steps": {"early": early, "late": late},
        "web_mb": {"early": few[0], "late": many[0]},
        "worker_mb": {"early": few[1], "late": many[1]},
        "web_ratio": many[0] / few[0],
        "worker_ratio": many[1] / few[1],
    }


def _after(running: House, token: str, steps: tuple[int, int]) -> tuple[float, float]:
    """Let web and worker take their steps at once; return the memory of a web process and of the worker."""
    from_, to = steps
    with ThreadPoolExecutor(2) as pool:
        both: list[Callable[[], None]] = [
            lambda: _hand_in(running, token, to - from_),
            lambda: _let_days_pass(running, token, to),
        ]
        list(pool.map(lambda act: act(), both))
    return memory.web_mb(running), memory.worker_mb(running)


def _hand_in(running: House, token: str, completions: int) -> None:
    with running.client() as client:
        worker = Worker(client, token)
        for _ in range(completions // STEPS):
            worker.case()


def _let_days_pass(running: House, token: str, until: int) -> None:
    """Pass one day at a time, until the worker has woken so many instances since the start."""
    woken, silent_since = _woken(running), time.monotonic()
    while woken < until:
        # A new connection each day: the server lets go of one that has rested while the worker worked.
        with running.client() as client:
            client.post("/demo/clock", token, {"advance": "P1D"})
        before, woken = woken, _settled(running)
        if woken > before:
            silent_since = time.monotonic()
        elif time.monotonic() - silent_since > PATIENCE:
            raise running.silent()


def _settled(running: House) -> int:
    """Return how many have been woken, once that has stood still for a moment."""
    before, woken = -1, _woken(running)
    while woken != before:
        time.sleep(PAUSE)
        before, woken = woken, _woken(running)
    return woken


def _woken(running: House) -> int:
    with running.client() as client:
        found = AWOKEN.search(client.text("/metrics"))
    return int(float(found[1])) if found else 0
