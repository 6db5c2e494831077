"""The questions of a case's latest report, counted by hand: which of them still need a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# With these answers a question that was raised comes to its end.
ENDS = ("beslutat", "aterford")


@dataclass
class Questions:
    """What the latest report asks, and what has been answered since.

    `number` and `since` are of the latest report, `written` of the latest that came out of its task: only that one is decided
    on and raised. `asked_at` is when its questions came to the assignment owner, `raised` has reports by the number of the escalation.
    """

    asked: list[Mapping[str, Any]] = field(default_factory=list)
    number: int = 0
    since: datetime | None = None
    written: int = 0
    asked_at: datetime | None = None
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    kept: bool = False
    raised: dict[str, int] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)

    def report(self, number: int, when: datetime, content: Mapping[str, Any], *, in_task: bool) -> None:
        """Let a report come: what it asks is open again."""
        self.asked = list(content.get("beslut_som_behovs") or ())
        self.number, self.since, self.outcomes, self.kept = number, when, {}, False
        if in_task:
            self.written = number

    def decide(self, question: str, outcome: str) -> None:
        """Let the assignment owner answer a question; what was asked before the latest report is no answer to it."""
        if self.asked_at and self.since and self.asked_at >= self.since:
            self.outcomes.setdefault(question, []).append(outcome)

    def consider(self, answers: Mapping[str, Any]) -> None:
        """Let the assignment owner choose whether the report is raised."""
        self.kept = self.kept or answers["vag"] == "avsta"

    def hear(self, kind: str, details: Mapping[str, Any]) -> None:
        """Let the report be raised, or the answer to that come; other lines say nothing of it."""
        if kind == "escalated":
            self.raised[details["number"]] = self.written
        elif kind == "escalation-answered" and details["outcome"] in ENDS:
            self.answered.add(self.raised.get(details["number"], 0))

    @property
    def open(self) -> list[dict[str, Any]]:
        """Those that need a decision, the most urgent first."""
        found = [_told(one) for one in self.asked if not self._settled(one)]
        return sorted(found, key=lambda one: one.get("senast") or "9999")

    def _settled(self, question: Mapping[str, Any]) -> bool:
        answer = max(self.outcomes.get(question["fraga"], [""]))
        if answer not in ("", "lyft"):
            return True
        beyond = answer == "lyft" or question.get("ram") != "inom_ram"
        return beyond and (self.kept or self.number in self.answered)


def _told(question: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in question.items() if value is not None}
