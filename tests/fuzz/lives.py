"""What the reference is made of: activities that can be cancelled, scopes with data, and what waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.fuzz.blocks import Guarded, Many, Test

SWEDISH = ZoneInfo("Europe/Stockholm")
Next = Callable[[], None]
Items = tuple[tuple[str, Any], ...]


class Life:
    """Something that can be cancelled, with all that happens inside it."""

    def __init__(self, around: "Life | None" = None, catchers: "tuple[Catcher, ...]" = ()) -> None:
        self.around = around
        self.over = False
        self.catchers = catchers  # the error and escalation events on the boundary of this activity

    @property
    def alive(self) -> bool:
        return not self.over and (self.around is None or self.around.alive)


class Data:
    """What a scope has written; it sees the scopes around it as they are now."""

    def __init__(self, around: "Data | None", own: dict[str, Any] | None = None) -> None:
        self.around = around
        self.own: dict[str, Any] = own or {}

    def all(self) -> dict[str, Any]:
        return {**(self.around.all() if self.around else {}), **self.own}

    def writing(self, name: str) -> Callable[[Any], None]:
        """Return what writes a result, if there is one."""
        return lambda value: None if value is None else self.own.update({name: value})


@dataclass
class Scope:
    """A running process or subprocess (or one instance of it): it is over when its last token is gone."""

    life: Life
    data: Data
    items: Items
    ended: Next
    catchers: "tuple[Catcher, ...]" = ()  # boundary events of the activity that it runs for, then further out
    tokens: int = 1

    def gone(self) -> None:
        self.tokens -= 1
        if self.tokens == 0 and self.life.alive:
            self.life.over = True
            self.ended()


@dataclass
class Catcher:
    kind: str
    name: str
    level: int
    fire: Next


class Group:
    """The instances of a repeated activity. `run` starts one and is told what to call with its result."""

    def __init__(
        self, many: Many, values: list[Any], life: Life, run: Callable[..., None], then: Callable[..., None]
    ) -> None:
        self.many = many
        self.values = values
        self.life = Life(life, life.catchers)
        self.results: list[Any] = [None] * len(values)
        self.run = run
        self.then = then

    def start(self) -> None:
        if not self.values:
            self.finish()
        for index in range(min(1, len(self.values)) if self.many.sequential else len(self.values)):
            if self.life.alive:
                self.one(index)

    def one(self, index: int) -> None:
        item = ((self.many.item, self.values[index]),)
        self.run(self.life, item, lambda result: self.done(index, result))

    def done(self, index: int, result: Any) -> None:
        if not self.life.alive:
            return
        self.results[index] = result
        count = sum(1 for each in self.results if each is not None)
        if count == len(self.values) or (self.many.enough and count >= self.many.enough):
            self.finish()
        elif self.many.sequential:
            self.one(index + 1)

    def finish(self) -> None:
        self.life.over = True
        self.then([result for result in self.results if result is not None])


@dataclass
class Wait:
    """Something that waits: a person's task, a call, a timer, a message or a signal."""

    kind: str
    name: str
    life: Life
    act: Callable[[Any], None]  # at once: keep what came, stop what is interrupted
    then: Next | None = None  # afterwards, unless it was stopped meanwhile
    items: Items = ()
    data: Data | None = None
    due: datetime | None = None
    every: timedelta | None = None
    left: int = 1
    gives: Any = None


def countdown(count: int, then: Next) -> Next:
    """Return what is called when one of several branches has ended; the last one goes on."""
    left = [count]

    def one_done() -> None:
        left[0] -= 1
        if left[0] == 0:
            then()

    return one_done


def items_of(many: Many, data: Data) -> list[Any]:
    """Return what an activity is repeated over."""
    if many.path is None:
        return list(range(1, many.count + 1))
    value: Any = data.all()
    for name in many.path:
        value = value[name]
    return list(value)


def holds(test: Test, data: Data) -> bool:
    """Evaluate a test."""
    name, operator, number = test
    value = data.all()[name]["v"]
    return bool(value == number if operator == "=" else value >= number)


def after(moment: datetime, period: timedelta) -> datetime:
    """Return a moment later: whole days by the clock on a Swedish wall, and what is left of a day as it passes."""
    wall = moment.astimezone(SWEDISH) + timedelta(days=period.days)
    return wall.astimezone(UTC) + timedelta(seconds=period.seconds)


def boundary_wait(
    body: Guarded, life: Life, fire: Callable[[Any], None], items: Items, now: datetime
) -> Wait:
    """Return what a timer, message or signal on the boundary of an activity waits for."""
    if body.kind not in {"d", "c"}:
        return Wait(body.kind, body.name, life, fire, items=items)
    every = timedelta(seconds=body.seconds)
    cycle = body.kind == "c"
    left = body.times if cycle else 1
    return Wait(
        "timer", body.id, life, fire, due=after(now, every), every=every if cycle else None, left=left
    )
