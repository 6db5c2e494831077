"""A small language of block-structured models: what the generator makes and the reference runs."""

from dataclasses import dataclass
from typing import Any, Literal

Test = tuple[str, str, int]  # element id, operator, number: reads "<id>.v <op> <number>"


@dataclass(frozen=True)
class Many:
    """Multi-instance: over a list named by a path in the start data, or a number of times."""

    path: tuple[str, ...] | None
    count: int
    sequential: bool
    item: str
    enough: int | None = None  # completion condition: so many done are enough


@dataclass(frozen=True)
class User:
    id: str
    many: Many | None = None
    again_while: int | None = None  # standard loop: again while v >= this


@dataclass(frozen=True)
class Script:
    id: str
    reads: str


@dataclass(frozen=True)
class Service:
    id: str
    reads: str


@dataclass(frozen=True)
class Timer:
    id: str
    seconds: int


@dataclass(frozen=True)
class Catch:
    """A message or signal catch event, or a receive task."""

    id: str
    kind: Literal["message", "signal", "receive"]
    name: str


@dataclass(frozen=True)
class Throw:
    """An intermediate throw of a signal or escalation; an end event that throws an error."""

    id: str
    kind: Literal["signal", "escalation", "error"]
    name: str


@dataclass(frozen=True)
class Seq:
    parts: tuple["Block", ...]


@dataclass(frozen=True)
class Choice:
    """Exclusive or inclusive gateway pair; a branch without test is the default, None is an empty branch."""

    id: str
    kind: Literal["xor", "or"]
    branches: tuple[tuple[Test | None, "Block | None"], ...]


@dataclass(frozen=True)
class And:
    id: str
    branches: tuple["Block | None", ...]


@dataclass(frozen=True)
class Loop:
    """merge, body, and back while the test holds; `early` leaves from the middle (two exits, one loop)."""

    id: str
    body: "Block"
    test: Test
    early: tuple["Block", Test] | None = None


@dataclass(frozen=True)
class Sub:
    """A subprocess or (call=True) a called process in a file of its own."""

    id: str
    body: "Block"
    many: Many | None = None
    call: bool = False
    sides: tuple["Block", ...] = ()  # parallel to the body, without a join
    terminate: bool = False  # the body ends in a terminate end event


@dataclass(frozen=True)
class Race:
    """An event-based gateway; each way is (event, block after it)."""

    id: str
    ways: tuple[tuple["Timer | Catch", "Block | None"], ...]


@dataclass(frozen=True)
class Guarded:
    """An activity with a boundary event. kind d: duration, c: cycle, else message, signal, error, escalation."""

    host: "User | Sub | Service | Catch"
    id: str
    interrupting: bool
    kind: str
    name: str
    seconds: int
    times: int
    handler: "Block"


@dataclass(frozen=True)
class Mesh:
    """Tasks with gateways between them that form no blocks: any graph without cycles, of one kind of gateway.

    `before` lists for each task the tasks that it follows; the first task begins, the last one ends the mesh. In an
    inclusive mesh a task takes the edges whose number its answer reaches, else the first.
    """

    id: str
    kind: Literal["and", "or"]
    users: tuple[str, ...]
    before: tuple[tuple[int, ...], ...]
    numbers: tuple[tuple[int, ...], ...]

    def after(self, index: int) -> tuple[int, ...]:
        return tuple(other for other, before in enumerate(self.before) if index in before)

    def taken(self, index: int, answer: int) -> tuple[int, ...]:
        """Return the tasks that get a token when a task ends."""
        after = self.after(index)
        if self.kind == "and" or len(after) == 1:
            return after
        return tuple(each for each in after if answer >= self.numbers[index][each]) or after[:1]


Block = Any
