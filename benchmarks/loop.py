"""A loop after 10,000 rounds, held against the same loop after 10: what a step costs must not grow with what has been."""

import json
import time
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from statistics import median
from typing import Any, Final

from benchmarks.figures import Figures, Tell
from benchmarks.house import MODELS
from engine.runtime import running
from engine.runtime.catalogue import compile_model
from engine.runtime.model import Model
from engine.runtime.state import FORMAT

KEY: Final = "slinga"
EARLY: Final = 10
LATE: Final = 10_000
WINDOW: Final = 300
NOW: Final = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
ANSWERS: Final[Mapping[str, Mapping[str, Any]]] = {"ut_gora": {"timmar": 2}, "ut_granska": {"igen": True}}


def measure(tell: Tell, late: int = LATE, window: int = WINDOW) -> Figures:
    """Return the ratio of the medians of a round, and tasks and bytes of the state at both places."""
    model = compile_model(KEY, {f"{KEY}.bpmn": (MODELS / KEY / f"{KEY}.bpmn").read_bytes()})
    state = running.start(model, {}, NOW).save()
    states: dict[int, bytes] = {}
    for number in range(1, late + 1):
        state = _round(model, state)
        if number in (EARLY, late):
            states[number] = state
        tell(f"varv {number}", number / late * 0.95)
    early, after = _times(model, states[EARLY], states[late], window)
    return {
        "ratio": after / early,
        "round_10_ms": early,
        "round_10000_ms": after,
        "tasks": {"10": _tasks(states[EARLY]), "10000": _tasks(states[late])},
        "bytes": {"10": len(_text(states[EARLY])), "10000": len(_text(states[late]))},
    }


def _times(model: Model, early: bytes, late: bytes, window: int) -> tuple[float, float]:
    """Return the medians of a round from each state, in milliseconds, taken in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(window):
        for state, kept in zip((early, late), times, strict=True):
            begun = time.perf_counter()
            _round(model, state)
            kept.append((time.perf_counter() - begun) * 1000)
    return median(times[0]), median(times[1])


def _round(model: Model, state: bytes) -> bytes:
    """Go once around: each task in a run of its own, restored and saved, as over HTTP."""
    for element in ANSWERS:
        run = running.restore(model, state, NOW)
        task = next(one.id for one in run.waiting if one.element == element)
        run.complete(task, ANSWERS[element])
        state = run.save()
    return state


def _text(state: bytes) -> bytes:
    # Uncompressed: the ids of tasks differ from round to round, and do not compress to the same length.
    return zlib.decompress(state[len(FORMAT) :])


def _tasks(state: bytes) -> int:
    return sum(_count(task) for task in json.loads(_text(state))["case"]["tokens"])


def _count(task: Mapping[str, Any]) -> int:
    inside = task["inside"]["tokens"] if "inside" in task else []
    return 1 + sum(_count(one) for one in [*task.get("parts", []), *inside])
