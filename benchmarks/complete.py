"""Completing a task over HTTP, held against the least that a completion must do, measured in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from benchmarks import demo_case, house, statements
from benchmarks.bare import Bare, Plain
from benchmarks.figures import Figures, Tell
from benchmarks.house import MODELS, House
from benchmarks.statements import Counted
from benchmarks.two_steps import KEY, PERSON, Worker

ROUNDS: Final = 400
WARM: Final = 25
COUNTED: Final = 6
DEMO_STEPS: Final = 60


@dataclass
class Stopwatch:
    """Times of acts, in milliseconds."""

    times: list[float] = field(default_factory=list)

    def __call__(self, act: Callable[[], Any]) -> Any:
        """Carry out an act, and note how long it took."""
        begun = time.perf_counter()
        result = act()
        self.times.append((time.perf_counter() - begun) * 1000)
        return result

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.times)


@dataclass(frozen=True)
class Watches:
    """One for each thing that is timed: a completion, a bare one, and the engine's part of a bare one."""

    ours: Stopwatch = field(default_factory=Stopwatch)
    bare: Stopwatch = field(default_factory=Stopwatch)
    engine: Stopwatch = field(default_factory=Stopwatch)


def measure(
    tell: Tell, rounds: int = ROUNDS, warm: int = WARM, counted: int = COUNTED, demo_steps: int = DEMO_STEPS
) -> Figures:
    """Return the ratio of the medians, the medians, and what one completion asks of PostgreSQL."""
    tell("startar Räls", 0)
    with house.opened(KEY) as running:
        with running.client() as client:
            worker = Worker(client, running.tokens()[PERSON])
            watches = _interleaved(running, worker, (warm, rounds), lambda part: tell("mäter", part * 0.7))
            tell("räknar satser", 0.7)
            asked = _counted(running, worker, counted)
        demo = demo_case.measure(running, demo_steps, lambda part: tell("demoärendet", 0.75 + part * 0.25))
    return {
        "ratio": watches.ours.p50 / watches.bare.p50,
        "p50_ms": watches.ours.p50,
        "sql_statements": max(one.statements for one in asked),
        "commits": max(one.commits for one in asked),
        "bare_p50_ms": watches.bare.p50,
        "bare_engine_p50_ms": watches.engine.p50,
        "implementering": demo,
    }


def _interleaved(
    running: House, worker: Worker, rounds: tuple[int, int], told: Callable[[float], None]
) -> Watches:
    """Take turns, so that what else the machine does meets both alike; the first rounds are to get warm."""
    warm, counting = rounds
    plain = Plain((MODELS / KEY / f"{KEY}.bpmn").read_bytes(), KEY)
    with running.engine() as engine:
        bare = Bare(statements.conninfo_of(engine.database.url), plain)
    unseen, watches = Watches(), Watches()
    try:
        for number in range(warm + counting):
            _round(worker, bare, plain, unseen if number < warm else watches)
            told(number / (warm + counting))
    finally:
        bare.close()
    return watches


def _round(worker: Worker, bare: Bare, plain: Plain, watches: Watches) -> None:
    """Take one case of each kind through both its tasks."""
    worker.case(watches.ours)
    instance, first = bare.start()
    second = watches.bare(lambda: bare.complete(instance, first))
    watches.bare(lambda: bare.complete(instance, second))
    state = watches.engine(lambda: plain.complete(plain.first))
    watches.engine(lambda: plain.complete(state))


def _counted(running: House, worker: Worker, cases: int) -> list[Counted]:
    with statements.logged(running) as log:
        for _ in range(cases):
            worker.case(log)
        return log.counted
