"""The benchmarks by name."""

from collections.abc import Callable, Mapping
from typing import Final

from benchmarks import (
    complete,
    growth,
    inbox,
    lead_times,
    loop,
    memory,
    migrate,
    portfolio,
    rights,
    start,
    throughput,
)
from benchmarks.figures import Figures, Tell

MEASURES: Final[Mapping[str, Callable[[Tell], Figures]]] = {
    "complete": complete.measure,
    "loop": loop.measure,
    "throughput": throughput.measure,
    "memory": memory.measure,
    "growth": growth.measure,
    "start": start.measure,
    "rights": rights.measure,
    "inbox": inbox.measure,
    "migrate": migrate.measure,
    "portfolio": portfolio.measure,
    "lead_times": lead_times.measure,
}
