"""Carries cases to another version at every point of a random run, and holds what follows against the reference.

The new version has tasks more than the old one, and other ids for some. As long as the case has not come to where they differ, it
must be, once carried over, exactly the case that has run on the new version from its beginning.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from engine.runtime import running
from engine.runtime.catalogue import compile_model
from engine.runtime.migrating import Change, History, Instant, Refused, migrate
from engine.runtime.model import Model
from tests.fuzz import models, worker, writing
from tests.fuzz.blocks import Block, Seq, Sub, User
from tests.fuzz.play import EPOCH, MAX_STEPS, difference, expected, move
from tests.fuzz.reference import Reference

_FLOW = re.compile(r'id="f\d+" sourceRef="(\w+)" targetRef="(\w+)"')


@dataclass
class Carried:
    """What one seed led to: at how many points it was carried, the refusals, and the difference if there was one."""

    seed: int
    points: int = 0
    onwards: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    difference: str | None = None


@dataclass
class Lane:
    """A case on one version."""

    model: Model
    state: bytes

    def seen(self, now: datetime) -> Any:
        return worker.seen(running.restore(self.model, self.state, now))

    def act(self, act: tuple[Any, ...], now: datetime) -> None:
        run = running.restore(self.model, self.state, now)
        worker.perform(run, act)
        self.state = run.save()


def carry(seed: int) -> Carried:
    """Play the model of a seed on the old version, and carry the case over before each step while both agree."""
    outcome, rng = Carried(seed), random.Random(seed + 7_000_003)
    body = models.model(seed)
    mapping = {one: f"x{one}" for one in _outermost(body) if rng.random() < 0.2}
    newer = _with_more(_renamed(body, mapping), rng)
    change = Change(_compiled(body), _compiled(newer), mapping)
    return _Play(change, newer, outcome, rng).play()


class _Play:
    """`old` follows the reference of the new version for as long as it can, `new` from where it was carried over."""

    def __init__(self, change: Change, newer: Block, outcome: Carried, rng: random.Random) -> None:
        self.change, self.outcome, self.rng = change, outcome, rng
        self.reference = Reference(newer, models.START, EPOCH)
        self.old: Lane | None = Lane(change.old, running.start(change.old, models.START, EPOCH).save())
        self.new: Lane | None = None
        self.acts: list[tuple[Any, ...]] = [("start",)]

    def play(self) -> Carried:
        while not self.reference.done and len(self.acts) < MAX_STEPS:
            self._carry_over()
            act = self._step() if not self.outcome.difference and (self.old or self.new) else None
            if act is None:
                break
        return self.outcome

    def _carry_over(self) -> None:
        if self.old is None or not self._agree(self.old):
            self.old = None
        else:
            fresh = self._over(self.old)
            if fresh is not None and (self.new is None or self.rng.random() < 0.5):
                self.new = fresh
        if self.new is not None:
            self.outcome.difference = difference(self.reference, self.new.seen(self.reference.now), self.acts)

    def _agree(self, lane: Lane) -> bool:
        seen, wanted = lane.seen(self.reference.now), expected(self.reference)
        renamed = {name: _said(value, self.change.renamed) for name, value in seen.items()}
        return all(_sorted(renamed[name]) == _sorted(value) for name, value in wanted.items())

    def _over(self, lane: Lane) -> Lane | None:
        try:
            at = Instant(self.reference.now)
            state = migrate(self.change, lane.state, History(), at)
        except Refused as refused:
            self.outcome.refused.update(one.text.en.split('"')[-1] for one in refused.hindrances)
            return None
        self.outcome.points += 1
        lane = Lane(self.change.new, state)
        found = difference(self.reference, lane.seen(self.reference.now), self.acts)
        self.outcome.difference = self.outcome.difference or found
        return lane

    def _step(self) -> tuple[Any, ...] | None:
        act = move(self.reference, self.rng)
        if act is None or self.reference.tied:
            return None
        self.acts.append(act)
        now = self.reference.now
        if self.new is not None:
            self.outcome.onwards += 1
            self.new.act(act, now)
        if self.old is not None:
            back = {new: old for old, new in self.change.renamed.items()}
            self.old.act(_said(act, back), now)
        return act


def _said(value: Any, names: Mapping[str, str]) -> Any:
    """Return what is seen or done, with other names: in the texts that describe a case, they are JSON."""
    if isinstance(value, list | tuple):
        return type(value)(_said(one, names) for one in value)
    if not isinstance(value, str) or not value.startswith(("[", "{")):
        return value
    return worker.text(_told(json.loads(value), names))


def _told(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(name, name): _told(one, names) for name, one in value.items()}
    if isinstance(value, list):
        return [_told(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _outermost(body: Any) -> Iterator[str]:
    """Yield the ids of the tasks that lie in no subprocess."""
    if isinstance(body, User):
        yield body.id
    elif is_dataclass(body) and not isinstance(body, Sub):
        for one in fields(body):
            yield from _outermost(getattr(body, one.name))
    elif isinstance(body, tuple):
        for part in body:
            yield from _outermost(part)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(one, names) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _renamed(getattr(value, one.name), names) for one in fields(value)}
        )
    return value


def _with_more(value: Any, rng: random.Random) -> Any:
    """Return the block with tasks put in, here and there at the end of a sequence."""
    if isinstance(value, tuple):
        return tuple(_with_more(one, rng) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = replace(value, **{one.name: _with_more(getattr(value, one.name), rng) for one in fields(value)})
    if isinstance(found, Seq) and rng.random() < 0.3:
        found = Seq((*found.parts, User(f"more{rng.randrange(10**6)}")))
    return found


def _compiled(body: Block) -> Model:
    """Compile the model; its flows have ids that stay when others are put in."""
    found = writing.files(body)
    return compile_model("main", {name: _steady(data) for name, data in found.items()})


def _steady(data: bytes) -> bytes:
    seen: Counter[str] = Counter()
    ids: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        name = f"{found[1]}__{found[2]}"
        seen[name] += 1
        name += f"_{seen[name]}" if seen[name] > 1 else ""
        ids[found[0].split('"')[1]] = name
        return f'id="{name}" sourceRef="{found[1]}" targetRef="{found[2]}"'

    text = _FLOW.sub(named, data.decode())
    return re.sub(r'default="(f\d+)"', lambda found: f'default="{ids[found[1]]}"', text).encode()
