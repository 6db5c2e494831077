"""Time, messages and people in the reference: what makes something that waits happen."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fuzz.lives import Wait, after


@dataclass
class Game:
    """Everything that is open. `now` is moved by the player."""

    start: dict[str, Any]
    now: datetime
    waits: list[Wait] = field(default_factory=list)
    done: bool = False
    tied: bool = (
        False  # two things happened at the same moment, and which was first matters: either may have been
    )

    def open(self, *kinds: str) -> list[Wait]:
        return [wait for wait in self.waits if wait.kind in kinds and wait.life.alive]

    def take(self, wait: Wait, value: Any) -> None:
        self._happen([wait], value)
        self.settle()

    def receive(self, name: str, payload: Any) -> bool:
        caught = self.deliver(("message", "signal"), name, payload)
        self.settle()
        return caught

    def settle(self) -> None:
        """Fire every timer that is due by now, the earliest first; a cycle once per period."""
        while due := [wait for wait in self.open("timer") if wait.due and wait.due <= self.now]:
            first = min(due, key=lambda wait: wait.due or self.now)
            self.tied |= sum(1 for wait in due if wait.due == first.due) > 1
            first.left -= 1
            if first.every is None or first.left == 0 or first.due is None:
                self.waits.remove(first)
            else:
                first.due = after(first.due, first.every)
            self._happen([first], None)

    def deliver(self, kinds: tuple[str, ...], name: str, payload: Any) -> bool:
        """A message or signal reaches all that wait for it at this moment."""
        found = [wait for wait in self.open(*kinds) if wait.name == name]
        found.sort(
            key=lambda wait: [repr(value) for _, value in wait.items]
        )  # instances in the order of their items
        self._happen(found, payload)
        return bool(found)

    def _happen(self, waits: list[Wait], value: Any) -> None:
        reached = []
        for wait in waits:
            if wait.life.alive:
                if wait.then is not None and wait in self.waits:
                    self.waits.remove(wait)
                wait.act(value)
                reached.append(wait)
        for wait in reached:
            if not wait.life.alive:
                self.tied |= wait.then is not None  # one that came at the same moment has stopped it
            elif wait.then is not None:
                wait.then()
