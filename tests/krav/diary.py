"""A scenario played with a diary: which tasks were opened for whom and in which phase, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from engine.governance.profile import Profile
from engine.library import product_profile
from engine.runtime import running
from tests.bpmn.player import ROOT, Player, load


@dataclass(frozen=True)
class Opened:
    """A task when it was opened: `item` is the unit, area or goal that it is for."""

    element: str
    role: str | None
    phase: str | None
    item: str | None


@dataclass(frozen=True)
class Answered:
    """What was handed in with a form, and what the form read."""

    answers: Mapping[str, Any]
    context: Mapping[str, Any]


class Diary(Player):
    """A player that remembers."""

    def __init__(self, process: str, scenario: str) -> None:
        super().__init__(process, ROOT / "bpmn" / process / "scenarios")
        self.opened: list[Opened] = []
        # The tasks in the order they were done, with those that were open just then.
        self.done: list[tuple[str, frozenset[str]]] = []
        self.phases: list[str] = []
        self.answered: dict[str, Answered] = {}
        self.ended: tuple[str, ...] = ()
        self.assigned: dict[str, list[str]] = {}
        self._met: set[Any] = set()
        self.play(load(ROOT / "bpmn" / process / "scenarios" / f"{scenario}.yaml"))

    def tasks(self, role: str, phase: str | None) -> set[str]:
        """The tasks that were opened for a role in a phase."""
        return {one.element for one in self.opened if (one.role, one.phase) == (role, phase)}

    def items(self, element: str) -> list[str | None]:
        """What a task was opened for, each time."""
        return [one.item for one in self.opened if one.element == element]

    def open_while(self, done: str) -> set[str]:
        """What was open when a task was done the first time, the task itself included."""
        return set(next(others for element, others in self.done if element == done))

    def _typed(self, key: str | None, answers: Any, context: Mapping[str, Any]) -> dict[str, Any]:
        found = Answered(self._known(answers), {**context, **self._sources()})
        self.answered.setdefault(key or "", found)
        return super()._typed(key, answers, context)

    def _permitted(self, task: running.Waiting, role: str) -> None:
        super()._permitted(task, role)
        self.done.append((task.element, frozenset(each.element for each in self._restored().waiting)))

    def _after(self, run: running.Run) -> None:
        super()._after(run)
        run = self._restored()
        self.ended = run.ended
        self.assigned |= {role: names for role, names in self.register.holders.items() if names}
        if run.phase and run.phase not in self.phases[-1:]:
            self.phases.append(run.phase)
        for each in run.waiting:
            if each.id not in self._met:
                self._met.add(each.id)
                self.opened.append(self._opened(each, run.phase))

    def _opened(self, task: running.Waiting, now_in: str | None) -> Opened:
        element = self.model.elements[task.element]
        item = next((item["namn"] for _, item in task.items if isinstance(item, Mapping)), None)
        # What another process asks for is asked in the phase that calls it.
        phase = self._phase(element.id) if element.process == self.model.key else now_in
        return Opened(element.id, element.role, phase, item)

    def _phase(self, element: str) -> str | None:
        parent = self.model.elements[element].parent
        return (self._phase(parent) or parent) if parent else None


@cache
def diary(process: str, scenario: str) -> Diary:
    """The diary of a scenario; played once."""
    return Diary(process, scenario)


@cache
def profile(key: str) -> Profile:
    """A profile of the product."""
    return product_profile(key)


def shown(statement: str, *values: Any) -> Any:
    """A row of a table of statements: the test that gets it shows the statement."""
    return pytest.param(*values, marks=pytest.mark.krav(statement), id=statement)
