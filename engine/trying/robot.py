"""A robot that goes through a draft: one random path, or as many as it takes until every path has been passed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from engine.errors import ConflictError, InvalidError
from engine.trying.choices import Choice
from engine.trying.covering import passable
from engine.trying.playing import Played, Setting, Stopped
from forms.filling import fill
from forms.text import Text

MAX_STEPS: Final = 120
MAX_WALKS: Final = 80
# All walks of one request together; a step is the work of one request of a real case.
MAX_WORK: Final = 800
IDLE_WALKS: Final = 25
_TRIES: Final = 6


@dataclass
class Robot:
    """Answers as valid as it can, and turns to what it has done least."""

    random: Random
    used: Counter[Any] = field(default_factory=Counter)
    work: int = 0

    def walk(self, played: Played, most: int = MAX_STEPS) -> Text | None:
        """Go on until the case is over, and return None; else why it stopped."""
        for _ in range(most):
            if played.over:
                return None
            if self.work >= MAX_WORK:
                return _TIRED
            why = self.step(played)
            if why:
                return why
        return None if played.over else _LONG

    def step(self, played: Played) -> Text | None:
        """Do one thing, and return None; else why nothing could be done."""
        self.work += 1
        refusal: Text | None = _STUCK
        where = _where(played)
        for way in self._in_order(played):
            refusal = self._try(played, way)
            if played.stopped:
                return _said(played.stopped)
            if refusal is None:
                self.used[where, _name(way)] += 1
                return None
        return refusal

    def _in_order(self, played: Played) -> list[Choice]:
        """Return what can be done here, least done here first; at the first visit people come before time."""
        ways, where = _ways(played), _where(played)
        late = {"send": 1, "advance": 2}
        mixed = self.random.sample(ways, len(ways))
        return sorted(mixed, key=lambda one: self.used[where, _name(one)] + late.get(one.do, 0))

    def _try(self, played: Played, way: Choice) -> Text | None:
        refusal: Text | None = None
        for _ in range(_TRIES):
            try:
                choice = self._filled(played, way)
                played.take(choice)
            except InvalidError as error:
                refusal = error.errors[0].text if error.errors else error.text
                continue
            except ConflictError as error:
                return error.text
            return None
        where = played.setting.published.model.elements.get(way.element)
        name = where.name if where else way.element
        why = refusal or Text("", "")
        return Text(
            f"Roboten kunde inte fylla i {name}: {why.sv}", f"The robot could not fill in {name}: {why.en}"
        )

    def _filled(self, played: Played, way: Choice) -> Choice:
        if way.do not in ("start", "complete"):
            return way
        form = played.form(way.element)
        if form is None:
            return way
        task = [one for one in played.waiting if one.element == way.element]
        context = {**played.lists, **(task[way.number].context if task else {})}
        answers = fill(form, context, played.now, lambda name, options: self._pick(way, name, options))
        element = "" if way.do == "start" else way.element
        return Choice(way.do, element, way.number, answers)

    def _pick(self, way: Choice, name: str, options: Sequence[Any]) -> Any:
        mixed = self.random.sample(list(options), len(options))
        chosen = min(mixed, key=lambda one: self.used[way.element, name, one])
        self.used[way.element, name, chosen] += 1
        return chosen


def cover(setting: Setting, robot: Robot, passed: frozenset[str]) -> tuple[Played, frozenset[str], int]:
    """Walk until everything has been passed, or nothing new has for long; return the last walk, what was passed, how many."""
    wanted = passable(setting.published.model)
    played, idle, count = Played(setting, setting.now), 0, 0
    while count < MAX_WALKS and idle < IDLE_WALKS and robot.work < MAX_WORK and not wanted <= passed:
        played = Played(setting, setting.now)
        robot.walk(played)
        count += 1
        new = played.passed - passed
        idle = 0 if new else idle + 1
        passed |= new
    return played, passed, count


def _ways(played: Played) -> list[Choice]:
    """Return everything that could be done now, answers aside."""
    if played.run is None:
        return [Choice("start", played.setting.published.start.id)]
    calls = [Choice("answer", one.element) for one in played.calls[:1]]
    if calls:
        # In a real case no person comes in between.
        return calls
    tasks = {one.element: Choice("complete", one.element) for one in played.waiting}
    ways = [*tasks.values(), *(Choice("send", message=name) for name in sorted(played.run.listens))]
    return [*ways, Choice("advance")] if played.run.next_due else ways


def _where(played: Played) -> frozenset[str]:
    return frozenset(played.run.tokens) if played.run else frozenset()


def _name(way: Choice) -> tuple[str, str, str]:
    return way.do, way.element, way.message


def _said(stopped: Stopped) -> Text:
    return Text(f"{stopped.what.sv} {stopped.why.sv}", f"{stopped.what.en} {stopped.why.en}")


_STUCK: Final = Text(
    "Det finns inget mer att göra, men ärendet är inte slut.",
    "There is nothing more to do, but the case is not over.",
)
_LONG: Final = Text(f"Roboten gav upp efter {MAX_STEPS} steg.", f"The robot gave up after {MAX_STEPS} steps.")
_TIRED: Final = Text(
    f"Roboten har tagit {MAX_WORK} steg och slutar här. Låt den gå igen för mer.",
    f"The robot has taken {MAX_WORK} steps and stops here. Let it go again for more.",
)
