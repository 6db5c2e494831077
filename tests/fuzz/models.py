"""Random models. One seed, one model."""

import random
from dataclasses import replace

from tests.fuzz.blocks import (
    And,
    Block,
    Catch,
    Choice,
    Guarded,
    Loop,
    Many,
    Mesh,
    Race,
    Script,
    Seq,
    Service,
    Sub,
    Throw,
    Timer,
    User,
)

START = {
    "arende": {
        "id": "A-1",
        "a": [1, 2],
        "b": [],
        "c": ["x", "y", "z"],
        "d": [{"n": 1, "e": [7]}, {"n": 2, "e": [8, 9]}],
    }
}
_LISTS = (("arende", "a"), ("arende", "b"), ("arende", "c"), ("arende", "d"))


def model(seed: int) -> Block:
    """Return the model of a seed."""
    rng = random.Random(seed)
    return _Maker(rng).sequence(3 if rng.random() < 0.3 else 2)


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.made = 0
        self.nested_items: list[tuple[str, ...]] = []

    def id(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made}"

    def sequence(self, depth: int) -> Seq:
        return Seq(tuple(self.block(depth) for _ in range(self.rng.randint(1, 3 if depth > 1 else 2))))

    def block(self, depth: int) -> Block:
        small = (
            self.user,
            self.user,
            self.users,
            self.looped,
            self.timer,
            self.catch,
            self.script,
            self.service,
        )
        if depth <= 0:
            return self.rng.choice((*small, lambda: self.guarded(0)))()
        large = (
            self.mesh,
            self.xor,
            self.either,
            self.both,
            self.both,
            self.loop,
            self.loop,
            self.sub,
            self.sub,
            self.race,
        )
        return self.rng.choice((*large, self.guarded, self.guarded, self.signalled, lambda _: self.user()))(
            depth
        )

    # --- small ------------------------------------------------------------------------------------------------

    def user(self) -> User:
        return User(self.id("ut"))

    def users(self) -> User:
        return User(self.id("ut"), self.many())

    def looped(self) -> User:
        return User(self.id("ut"), again_while=self.rng.randint(2, 3))

    def timer(self) -> Timer:
        return Timer(self.id("tm"), self.seconds())

    def seconds(self) -> int:
        return self.rng.randint(
            50_000, 9_000_000
        )  # not so short that a jump of the clock fires a cycle 1,000 times

    def catch(self) -> Catch:
        name = self.rng.choice((self.id("m"), "m"))  # now and then a name that several wait for
        return Catch(self.id("es"), self.rng.choice(("message", "receive", "signal")), name)

    def script(self) -> Seq:
        user = self.user()
        return Seq((user, Script(self.id("sk"), user.id)))

    def service(self) -> Seq:
        user = self.user()
        return Seq((user, Service(self.id("st"), user.id)))

    def many(self) -> Many:
        enough = self.rng.randint(1, 2) if self.rng.random() < 0.2 else None
        item = self.id("it")
        path = self.rng.choice((*_LISTS, *self.nested_items, None))
        return Many(path, self.rng.randint(0, 3), self.rng.random() < 0.4, item, enough)

    # --- large ------------------------------------------------------------------------------------------------

    def xor(self, depth: int) -> Seq:
        user, count = self.user(), self.rng.randint(2, 3)
        ways = [((user.id, "=", number), self.maybe(depth)) for number in range(count - 1)]
        return Seq((user, Choice(self.id("gw"), "xor", (*ways, (None, self.sequence(depth - 1))))))

    def either(self, depth: int) -> Seq:
        user = self.user()
        ways = [
            ((user.id, ">=", self.rng.randint(0, 4)), self.maybe(depth))
            for _ in range(self.rng.randint(2, 3))
        ]
        return Seq((user, Choice(self.id("gw"), "or", (*ways, (None, self.user())))))

    def maybe(self, depth: int) -> Block | None:
        return self.sequence(depth - 1) if self.rng.random() < 0.85 else None

    def both(self, depth: int) -> And:
        return And(self.id("gw"), tuple(self.maybe(depth) for _ in range(self.rng.randint(2, 3))))

    def mesh(self, _depth: int) -> Mesh:
        count = self.rng.randint(3, 7)
        before = [
            (),
            *(
                tuple(sorted(self.rng.sample(range(n), min(n, self.rng.randint(1, 2)))))
                for n in range(1, count)
            ),
        ]
        ends = {n for n in range(count - 1) if not any(n in each for each in before[:-1])}
        before[-1] = tuple(sorted(ends | set(before[-1])))
        numbers = tuple(tuple(self.rng.randint(0, 5) for _ in range(count)) for _ in range(count))
        kind = self.rng.choice(("and", "or"))
        return Mesh(self.id("mesh"), kind, tuple(self.id("ut") for _ in range(count)), tuple(before), numbers)

    def loop(self, depth: int) -> Loop:
        user = self.user()
        parts = (self.block(depth - 1), user) if self.rng.random() < 0.7 else (user, self.block(depth - 1))
        early = None
        if self.rng.random() < 0.3:
            first = self.user()
            early = (first, (first.id, "=", 0))
        return Loop(self.id("sl"), Seq(parts), (user.id, ">=", self.rng.randint(2, 3)), early)

    def sub(self, depth: int) -> Block:
        kind, name = self.rng.random(), self.id("sp")
        if kind < 0.25:
            return Sub(name, self.sequence(depth - 1))
        if kind < 0.6:
            return self.repeated_sub(name, depth)
        if kind < 0.75:
            return Sub(self.id("ca"), self.sequence(depth - 1), call=True)
        return self.sub_with_sides(name, depth)

    def repeated_sub(self, name: str, depth: int) -> Sub:
        many = self.many()
        inner = [(many.item, "e")] if many.path == ("arende", "d") else []
        before, self.nested_items = self.nested_items, [*self.nested_items, *inner * 4]
        body = self.sequence(depth - 1)
        self.nested_items = before
        return Sub(name, body, many, call=self.rng.random() < 0.15 and not inner)

    def sub_with_sides(self, name: str, depth: int) -> Sub:
        sides = tuple(self.sequence(depth - 1) for _ in range(self.rng.randint(1, 2)))
        body = Seq((self.user(), self.sequence(depth - 1)))  # so that no side is cut off before it has begun
        return Sub(name, body, sides=sides, terminate=self.rng.random() < 0.7)

    def race(self, depth: int) -> Race:
        events = [self.timer(), self.timer(), self.catch()][: self.rng.randint(2, 3)]
        self.rng.shuffle(events)
        return Race(self.id("gw"), tuple((event, self.maybe(depth)) for event in events))

    def signalled(self, depth: int) -> And:
        """One branch waits for a signal that another throws, in time or too early (then from outside)."""
        name = self.id("sig")
        waits = Seq((self.user(), self.waiting_for(name)))
        throws = Seq((self.block(depth - 1), Throw(self.id("es"), "signal", name)))
        return And(self.id("gw"), (waits, throws))

    def waiting_for(self, name: str) -> Block:
        if self.rng.random() < 0.4:
            return Catch(self.id("es"), "signal", name)
        return Guarded(self.user(), self.id("be"), self.rng.random() < 0.5, "signal", name, 0, 0, self.user())

    def guarded(self, depth: int) -> Guarded:
        if depth > 0 and self.rng.random() < 0.3:
            return self.thrown_out(depth)
        kind = self.rng.choice("dcm")
        host = self.host(depth)
        interrupting = kind != "c" and self.rng.random() < 0.5
        name = self.rng.choice((self.id("m"), "m"))
        times = self.rng.choice((-1, 2, 3)) if kind == "c" else 0
        return Guarded(
            host, self.id("be"), interrupting, "message" if kind == "m" else kind, name, self.seconds(), times,
            self.handler(depth),
        )  # fmt: skip

    def host(self, depth: int) -> Block:
        roll = self.rng.random()
        if depth > 0 and roll < 0.6:
            return self.sub(depth)
        return self.catch_task() if roll > 0.9 else self.rng.choice((self.user, self.users, self.looped))()

    def catch_task(self) -> Catch:
        return replace(self.catch(), kind="receive")

    def handler(self, depth: int) -> Block:
        if depth > 0 and self.rng.random() < 0.4:
            return Sub(self.id("sp"), self.sequence(depth - 1))
        return Seq((self.user(), self.user())) if self.rng.random() < 0.4 else self.user()

    def thrown_out(self, depth: int) -> Guarded:
        """A subprocess that throws an error or an escalation to its own boundary event, on one of its ways."""
        error = self.rng.random() < 0.5
        user, name = self.user(), self.rng.choice((self.id("c"), "c"))
        throw = Throw(self.id("es"), "error" if error else "escalation", name)
        body = Seq(
            (
                user,
                Choice(self.id("gw"), "xor", (((user.id, "=", 1), throw), (None, self.sequence(depth - 1)))),
            )
        )
        many = self.many() if self.rng.random() < 0.3 else None
        host = Sub(self.id("sp"), body, many, sides=(self.user(),) if self.rng.random() < 0.4 else ())
        caught = name if self.rng.random() < 0.7 else ""
        interrupting = error or self.rng.random() < 0.5
        return Guarded(host, self.id("be"), interrupting, throw.kind, caught, 0, 0, self.handler(depth))
