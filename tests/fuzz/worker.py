"""A process that gets a model's hash, saved bytes and one action, and gives back bytes and what can be seen."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from engine.runtime import running
from engine.runtime.catalogue import compile_model
from engine.runtime.model import Model
from tests.fuzz.models import START

Models = Callable[[str], Model]


def serve(connection: Connection, folder: str) -> None:
    """Answer actions until None comes."""
    catalogue = catalogue_of(Path(folder))
    while (asked := connection.recv()) is not None:
        connection.send(answer(catalogue, asked))


def catalogue_of(folder: Path) -> Models:
    """Return the models that lie in a folder, by hash."""
    return lru_cache(4)(lambda name: compile_model("main", _files(folder / name)))


def answer(catalogue: Models, asked: tuple[Any, ...]) -> tuple[bytes, Any]:
    """Do one action; return the new bytes and what is seen, or what went wrong."""
    try:
        return _act(catalogue, *asked)
    except Exception as error:  # noqa: BLE001  whatever goes wrong is a finding of the fuzz
        return b"", f"{type(error).__name__}: {error}"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _act(
    catalogue: Models, name: str, state: bytes, now: datetime, act: tuple[Any, ...]
) -> tuple[bytes, Any]:
    model = catalogue(name)
    if act[0] == "start":
        run = running.start(model, START, now)
    else:
        run = running.restore(model, state, now)
        perform(run, act)
    return run.save(), seen(run)


def perform(run: running.Run, act: tuple[Any, ...]) -> None:
    """Do what the reference did: the open task or call is named by its element and items."""
    kind, *rest = act
    if kind == "wake":
        run.wake()
    elif kind == "receive":
        caught = run.receive(rest[0], rest[1])
        if caught != rest[2]:
            raise AssertionError(f"receive {rest[0]} returned {caught}")
    else:
        name, value = rest
        if kind == "user":
            run.complete(next(each.id for each in run.waiting if of_task(each) == name), value)
        else:
            run.answer(next(each.id for each in run.calls if of_call(each) == name), value)


def seen(run: running.Run) -> dict[str, Any]:
    """Return all that is compared, in a form that does not depend on order or kind of number."""
    return {
        "tasks": sorted(of_task(each) for each in run.waiting),
        "calls": sorted(of_call(each) for each in run.calls),
        "due": sorted(due.timestamp() for due, _, _ in run._timers()),
        "data": text(dict(run.data)),
        "done": run.done,
        "size": sum(1 for _ in run._case.tokens()),
    }


def of_task(task: running.Waiting) -> str:
    """Name an open task by its element, its items and all that it sees."""
    return text(
        [task.element, task.items, {name: value for name, value in task.context.items() if name != "idag"}]
    )


def of_call(call: running.Call) -> str:
    """Name a call by its element, its items and its parameters."""
    return text([call.element, call.items, dict(call.parameters)])


def text(value: Any) -> str:
    """Write a value so that equal values look equal."""
    return json.dumps(value, sort_keys=True, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(value)
