"""The reference: a token game after chapter 13 of BPMN 2.0, run on the blocks, without any engine.

It shares nothing with the engine: joins are counters of their block, what follows is a continuation, and what is
cancelled is marked on the activity that holds it. Data lies in scopes as BPMN's data objects do.
"""
# ruff: noqa: ARG002  the handlers of all blocks have one signature

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import singledispatchmethod
from typing import Any

from tests.fuzz import blocks
from tests.fuzz.game import Game
from tests.fuzz.lives import (
    Catcher,
    Data,
    Group,
    Items,
    Life,
    Next,
    Scope,
    Wait,
    after,
    boundary_wait,
    countdown,
    holds,
    items_of,
)
from tests.fuzz.mesh import MeshGame


class Reference(Game):
    """One case of a model."""

    def __init__(self, body: blocks.Block, start: dict[str, Any], now: datetime) -> None:
        super().__init__(start, now)
        self.data = Data(None, dict(self.start))
        scope = Scope(Life(), self.data, (), self._finish)
        self.run(body, scope, scope.life, scope.gone)

    def _finish(self) -> None:
        self.done = True

    # --- blocks -----------------------------------------------------------------------------------------------

    @singledispatchmethod
    def run(self, body: Any, scope: Scope, life: Life, then: Next) -> None:
        raise TypeError(body)

    @run.register
    def _(self, body: blocks.User, scope: Scope, life: Life, then: Next) -> None:
        if body.again_while is not None:
            self._again(body, scope, life, then, 1)
        elif body.many is None:
            self._task(body.id, scope, life, scope.items, scope.data, then)
        else:
            self._many(body.id, body.many, scope, life, then, self._user_instance)

    def _again(self, body: blocks.User, scope: Scope, life: Life, then: Next, number: int) -> None:
        def after() -> None:
            again = scope.data.own[body.id]["v"] >= body.again_while and number < 4
            self._again(body, scope, life, then, number + 1) if again else then()

        self._task(body.id, scope, life, scope.items, scope.data, after)

    def _task(self, name: str, scope: Scope, life: Life, items: Items, data: Data, then: Next) -> None:
        self.waits.append(Wait("user", name, life, data.writing(name), then, items, data))

    def _user_instance(
        self, name: str, scope: Scope, life: Life, item: Items, done: Callable[[Any], None]
    ) -> None:
        data = Data(scope.data, dict(item))

        def then() -> None:
            done({**dict(item), **data.own[name]})

        self._task(name, scope, life, scope.items + item, data, then)

    def _many(self, name: str, many: blocks.Many, scope: Scope, life: Life, then: Next, run: Any) -> None:
        """Run the instances, then keep what they wrote."""

        def finished(results: list[Any]) -> None:
            scope.data.own[name] = results
            then()

        def one(life: Life, item: Items, done: Callable[[Any], None]) -> None:
            run(name, scope, life, item, done)

        Group(many, items_of(many, scope.data), life, one, finished).start()

    @run.register
    def _(self, body: blocks.Script, scope: Scope, life: Life, then: Next) -> None:
        scope.data.own[body.id] = scope.data.all()[body.reads]["v"] + 1
        then()

    @run.register
    def _(self, body: blocks.Service, scope: Scope, life: Life, then: Next) -> None:
        act = scope.data.writing(body.id)
        gives = scope.data.all()[body.reads]["v"] * 2
        self.waits.append(Wait("call", body.id, life, act, then, scope.items, scope.data, gives=gives))

    @run.register
    def _(self, body: blocks.Timer, scope: Scope, life: Life, then: Next) -> None:
        due = after(self.now, timedelta(seconds=body.seconds))
        self.waits.append(Wait("timer", body.id, life, lambda _: None, then, due=due))

    @run.register
    def _(self, body: blocks.Catch, scope: Scope, life: Life, then: Next) -> None:
        act = scope.data.writing(body.id)
        kind = "message" if body.kind == "receive" else body.kind
        self.waits.append(Wait(kind, body.name, life, act, then, scope.items))

    @run.register
    def _(self, body: blocks.Throw, scope: Scope, life: Life, then: Next) -> None:
        if body.kind == "signal":
            self.deliver(("signal",), body.name, None)
        else:
            matching = [
                each for each in scope.catchers if each.kind == body.kind and each.name in {body.name, ""}
            ]
            if matching:
                min(matching, key=lambda each: (each.level, not each.name)).fire()
        if body.kind != "error" and life.alive:
            then()

    @run.register
    def _(self, body: blocks.Seq, scope: Scope, life: Life, then: Next) -> None:
        def from_part(index: int) -> None:
            if index == len(body.parts):
                then()
            else:
                self.run(body.parts[index], scope, life, lambda: from_part(index + 1))

        from_part(0)

    @run.register
    def _(self, body: blocks.Choice, scope: Scope, life: Life, then: Next) -> None:
        true = [way for test, way in body.branches if test is not None and holds(test, scope.data)]
        chosen = true[:1] if body.kind == "xor" else true
        self._together(
            tuple(chosen or [way for test, way in body.branches if test is None]), scope, life, then
        )

    @run.register
    def _(self, body: blocks.And, scope: Scope, life: Life, then: Next) -> None:
        self._together(body.branches, scope, life, then)

    def _together(self, ways: tuple[blocks.Block | None, ...], scope: Scope, life: Life, then: Next) -> None:
        one_done = countdown(len(ways), then)
        for way in ways:
            one_done() if way is None else self.run(way, scope, life, one_done)

    @run.register
    def _(self, body: blocks.Mesh, scope: Scope, life: Life, then: Next) -> None:
        def task(index: int, then: Next) -> None:
            self._task(body.users[index], scope, life, scope.items, scope.data, then)

        MeshGame(body, task, lambda index: int(scope.data.own[body.users[index]]["v"]), then).begin(0)

    @run.register
    def _(self, body: blocks.Loop, scope: Scope, life: Life, then: Next) -> None:
        def rest() -> None:
            if body.early and holds(body.early[1], scope.data):
                then()
            else:
                self.run(body.body, scope, life, lambda: around() if holds(body.test, scope.data) else then())

        def around() -> None:
            if body.early:
                self.run(body.early[0], scope, life, rest)
            else:
                rest()

        around()

    @run.register
    def _(self, body: blocks.Sub, scope: Scope, life: Life, then: Next) -> None:
        if body.many is None:
            inner = Data(scope.data)

            def ended() -> None:
                scope.data.own.update(inner.own)
                then()

            self._inside(body, scope, life, inner, (), ended)
        else:
            self._many(body.id, body.many, scope, life, then, self._sub_instance(body))

    def _sub_instance(self, body: blocks.Sub) -> Any:
        def run(name: str, scope: Scope, life: Life, item: Items, done: Callable[[Any], None]) -> None:
            inner = Data(Data(scope.data, dict(item)))
            self._inside(body, scope, life, inner, item, lambda: done({**dict(item), **inner.own}))

        return run

    def _inside(
        self, body: blocks.Sub, scope: Scope, life: Life, data: Data, item: Items, ended: Next
    ) -> None:
        catchers = tuple(Catcher(each.kind, each.name, each.level + 1, each.fire) for each in scope.catchers)
        tokens = 1 + len(body.sides)
        inner = Scope(Life(life), data, scope.items + item, ended, life.catchers + catchers, tokens)

        def last() -> None:
            if body.terminate:
                inner.tokens = 1
            inner.gone()

        self.run(body.body, inner, inner.life, last)
        for side in body.sides:
            if inner.life.alive:
                self.run(side, inner, inner.life, inner.gone)

    @run.register
    def _(self, body: blocks.Race, scope: Scope, life: Life, then: Next) -> None:
        racing = Life(life)

        def won(way: blocks.Block | None) -> Next:
            def go() -> None:
                racing.over = True
                then() if way is None else self.run(way, scope, life, then)

            return go

        for event, way in body.ways:
            self.run(event, scope, racing, won(way))

    @run.register
    def _(self, body: blocks.Guarded, scope: Scope, life: Life, then: Next) -> None:
        hosting = Life(life)

        def host_done() -> None:
            hosting.over = True
            then()

        def fire(value: Any = None) -> None:
            scope.data.writing(body.id)(value)
            if body.interrupting:
                hosting.over = True
                self.run(body.handler, scope, life, then)
            else:
                scope.tokens += 1
                self.run(body.handler, scope, life, scope.gone)

        if body.kind in {"error", "escalation"}:
            hosting.catchers = (Catcher(body.kind, body.name, 0, fire),)
            self.run(body.host, scope, hosting, host_done)
        else:
            self.run(body.host, scope, hosting, host_done)  # the activity is older than the events on it
            self.waits.append(boundary_wait(body, hosting, fire, scope.items, self.now))
