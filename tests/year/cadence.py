"""The days of reporting, counted by hand: when a report is asked for, when it is due, and what moves that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.year import days


@dataclass
class Asked:
    """A report that is asked for: when, when it is due, and when it was handed in or no longer asked for.

    `moved` has when the operator gave it another day, and the day that it had until then.
    """

    at: datetime
    due: datetime
    written: datetime | None = None
    dropped: datetime | None = None
    moved: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it is still to be written."""
        return self.written is None and self.dropped is None

    @property
    def late(self) -> bool:
        """Whether it was handed in after its time."""
        return self.written is not None and self.written > self.due


@dataclass
class Cadence:
    """The reports of a case so far: those asked for, and how they go on. `content` is what the last one said."""

    asked: list[Asked] = field(default_factory=list)
    interval: str = ""
    begun: date = days.FIRST
    following: date | None = None
    reported: date = days.FIRST
    last: bool = False
    content: Mapping[str, Any] = field(default_factory=dict)
    wanted: str | None = None
    decisions: int = 0
    considered: bool = False

    def begin(self, when: datetime) -> None:
        """Count the days of reporting from now on."""
        self.begun = days.day_of(when)
        self._wait(when)

    def wake(self, when: datetime) -> None:
        """Let time have passed: when the day of reporting has come, a report is asked for."""
        if self.following is not None and days.day_of(when) >= self.following:
            self.reported, self.following = self.following, None
            self.ask(when)

    def ask(self, when: datetime) -> None:
        """Let a report be asked for: it is due when the fifth working day after this one ends."""
        self.asked.append(Asked(when, days.closing(days.day_of(when), 5)))

    def move(self, line: Mapping[str, Any], when: datetime) -> None:
        """Let the operator give the open report another day."""
        one = self.asked[-1]
        one.moved.append((when, one.due))
        one.due = datetime.fromisoformat(line["details"]["due"])

    def write(self, answers: Mapping[str, Any], when: datetime) -> None:
        """Let the open report be handed in."""
        self.asked[-1].written, self.content = when, answers

    def receive(self, answers: Mapping[str, Any], when: datetime) -> None:
        """Let the last report be received, or be sent back: then a new one is asked for at once."""
        if answers.get("rattas"):
            self.ask(when)
            return
        questions = self.content.get("beslut_som_behovs") or []
        inside = [one for one in questions if one["ram"] == "inom_ram"]
        self.wanted, self.decisions = answers.get("nytt_intervall"), len(inside)
        self.considered = self.content["status_total"] == "rod" or len(inside) < len(questions)
        if not self.decisions and not self.considered:
            self._done(when)

    def decide(self, element: str, answers: Mapping[str, Any], when: datetime) -> None:
        """Let a question of the report be decided, or its escalation be considered; after the last, the report is done."""
        if element == "ut_overvag_eskalering":
            self._done(when)
            return
        self.decisions -= 1
        self.considered = self.considered or answers["utfall"] == "lyft"
        if not self.decisions and not self.considered:
            self._done(when)

    def hand_over(self, when: datetime) -> None:
        """Let all units be done: a last report is asked for, in place of one that was being written."""
        if self.asked and self.asked[-1].open:
            self.asked[-1].dropped = when
        self.following, self.last = None, True
        self.ask(when)

    def end(self, when: datetime) -> None:
        """Let the case be over."""
        if self.asked and self.asked[-1].open:
            self.asked[-1].dropped = when

    def _done(self, when: datetime) -> None:
        if self.last:
            return
        if self.wanted and self.wanted != self.interval:
            self.interval, self.begun = self.wanted, days.day_of(when)
        self._wait(when)

    def _wait(self, when: datetime) -> None:
        """Wait for the next day; those that have passed since the last report are one, that has come already."""
        number, passed = 1, None
        while (day := days.stepped(self.begun, self.interval, number)) <= days.day_of(when):
            passed = day if self.asked and day > self.reported else None
            number += 1
        self.following = passed or day
        self.wake(when)
