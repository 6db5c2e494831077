"""What the clients were told and what was done to the house, counted by many threads."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Tally:
    """The figures of a run. Whatever stands in `lost`, `twice`, `hanging` or `faults` makes the run fail."""

    # Answers that a client was told are stored: task id -> the note in it, None where there is none to compare.
    told: dict[str, str | None] = field(default_factory=dict)
    # Cases that a client was told have started, each with its process.
    started: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    away: list[float] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    hanging: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def count(self, what: str) -> None:
        """One more of something."""
        with self._lock:
            self.counts[what] += 1

    def fault(self, what: str) -> None:
        """Something that must never happen has happened."""
        with self._lock:
            self.faults.append(what[:500])

    def answered(self, task: str, note: str | None = None) -> None:
        """A client was told that the answers of a task are stored."""
        with self._lock:
            self.told[task] = note

    def began(self, case: str, process: str) -> None:
        """A client was told that a case has started."""
        with self._lock:
            self.started[case] = process

    @property
    def good(self) -> bool:
        """Whether nothing was lost, doubled, left hanging, or wrong in another way."""
        return not (self.lost or self.twice or self.hanging or self.faults)
