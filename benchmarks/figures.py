"""What a benchmark is called, what it tells on its way, and what it returns. docs/benchmarks.md says what is measured."""

from collections.abc import Callable, Mapping
from typing import Any, Final

# Told how far a benchmark has come: what it is doing, and the part (0 to 1) of the whole that is done.
Tell = Callable[[str, float], None]
# Figures by key; a value is a number or figures of the parts.
Figures = Mapping[str, Any]

NAMES: Final = (
    "complete",
    "loop",
    "throughput",
    "memory",
    "growth",
    "start",
    "rights",
    "inbox",
    "migrate",
    "portfolio",
    "lead_times",
)
