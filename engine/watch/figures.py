"""What is counted in the processes: requests, commands, and what came of them.

`rals serve` gives its processes a folder in which they count together (PROMETHEUS_MULTIPROC_DIR, which
prometheus-client reads itself), so whichever process is asked answers for all of them. What the database knows
is read there when somebody asks, and is not counted here.
"""

from collections.abc import Mapping
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from prometheus_client.values import MutexValue, ValueClass

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS: Final = Counter("rals_requests", "HTTP requests answered.", ("method", "route", "status"))
REQUEST_SECONDS: Final = Histogram(
    "rals_request_seconds", "Time to answer an HTTP request.", ("method", "route"), buckets=BUCKETS
)
COMMANDS: Final = Counter(
    "rals_commands",
    "Commands: done, incident (answers kept), refused (error says how), failed.",
    ("command", "outcome", "error"),
)
COMMAND_SECONDS: Final = Histogram(
    "rals_command_seconds", "Time of a command with its commit.", ("command",), buckets=BUCKETS
)
EVENTS: Final = Counter(
    "rals_events",
    "Lines of the trail that were committed, by kind; time-passed is an instance woken.",
    ("kind",),
)

# One value for each combination of labels.
Gauges = Mapping[tuple[str, ...], float]


class Gauge(Collector):
    """A figure that somebody else keeps, as it stands right now."""

    def __init__(self, name: str, what: str, labels: tuple[str, ...], values: Gauges) -> None:
        self._family = GaugeMetricFamily(name, what, labels=labels)
        for key, value in values.items():
            self._family.add_metric(key, value)

    def collect(self) -> list[Metric]:
        """Return the figure as the text format wants it."""
        return [self._family]


def text(gauges: list[Gauge]) -> bytes:
    """Return what all processes together have counted, and the gauges, in the text format of Prometheus."""
    standing = CollectorRegistry()
    for gauge in gauges:
        standing.register(gauge)
    return generate_latest(_counted()) + generate_latest(standing)


def _counted() -> CollectorRegistry:
    if ValueClass is MutexValue:  # no shared folder: this process counts for itself
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
