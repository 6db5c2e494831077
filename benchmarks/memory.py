"""What the processes of `rals serve` hold in memory after some work, from the kernel's own figures."""

import re
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import demo_case, house
from benchmarks.figures import Figures, Tell
from benchmarks.house import House
from benchmarks.two_steps import KEY, PERSON, Worker

CASES: Final = 100
DEMO_STEPS: Final = 20
KB_PER_MB: Final = 1024
# What processes share counts by their share.
OWN: Final = "Pss"


def measure(tell: Tell, cases: int = CASES, demo_steps: int = DEMO_STEPS) -> Figures:
    """Return the memory of a web process (median) and of the worker, in MB: all of it, and without what is shared."""
    tell("startar Räls", 0)
    with house.opened(KEY) as running:
        token = running.tokens()[PERSON]
        with running.client() as client:
            for number in range(cases):
                Worker(client, token).case()
                tell("arbetar", number / cases * 0.7)
        demo_case.measure(running, demo_steps, lambda part: tell("demoärendet", 0.7 + part * 0.3))
        return {
            "web_mb": web_mb(running, "Rss"),
            "web_own_mb": web_mb(running),
            "web_processes": len(_web(running)),
            "worker_mb": worker_mb(running, "Rss"),
            "worker_own_mb": worker_mb(running),
        }


def web_mb(running: House, what: str = OWN) -> float:
    """Return what a web process (median) holds in memory."""
    return median(_mb(pid, what) for pid in _web(running))


def worker_mb(running: House, what: str = OWN) -> float:
    """Return what the worker holds in memory."""
    return _mb(_jobs(running), what)


def _web(running: House) -> list[int]:
    """Return gunicorn's children, which answer the requests."""
    master = next(pid for pid in _children(running.pid) if b"gunicorn" in _line(pid))
    return _children(master)


def _jobs(running: House) -> int:
    return next(pid for pid in _children(running.pid) if _line(pid).endswith(b"worker\0"))


def _children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text().split()]


def _line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _mb(pid: int, what: str) -> float:
    """Return Rss (everything) or Pss (what is shared counts by its share) of a process."""
    rolled = Path(f"/proc/{pid}/smaps_rollup").read_text()
    (found,) = re.findall(rf"^{what}:\s+(\d+) kB$", rolled, re.MULTILINE)
    return int(found) / KB_PER_MB
