"""Pages that are read in two databases in turns, to tell how much longer they take in the larger one."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from benchmarks.figures import Figures
from engine.desk import Question
from engine.door import Engine
from engine.governance.actor import Identity


@dataclass
class Side:
    """One of the two: who reads there, and how many seconds each page took each time."""

    engine: Engine
    person: UUID
    times: dict[str, list[float]] = field(default_factory=dict)

    def read(self, pages: Mapping[str, Sequence[Question[object]]]) -> None:
        """Ask once for each page; a page is made of one or more questions."""
        who = Identity(person_id=self.person)
        for name, questions in pages.items():
            begun = time.perf_counter()
            for question in questions:
                self.engine.ask(question, who)
            self.times.setdefault(name, []).append(time.perf_counter() - begun)


def compared(small: Side, big: Side, warm: int) -> Figures:
    """Return for each page both 95th percentiles and their ratio, and the largest ratio; the first `warm` times do not count."""
    pages = {}
    for name in small.times:
        small_ms, big_ms = (1000 * _p95(side.times[name][warm:]) for side in (small, big))
        pages[name] = {"ratio": big_ms / small_ms, "small_p95_ms": small_ms, "big_p95_ms": big_ms}
    return {"ratio": max(one["ratio"] for one in pages.values()), **pages}


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]
