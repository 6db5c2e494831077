"""Operators restart and machines fall over in the middle of running cases: everything acknowledged is there."""

import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from typing import Any

import demo
import pytest
from robot import Robot
from serving import UP_SECONDS, Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    running = Served(tmp_path / "data")
    running.start()
    yield running
    if running.process is not None and running.process.poll() is None:
        running.stop()


class Acknowledged(Robot):
    """A robot that remembers what it was told was done, and stops when the house goes away."""

    def work(self, case_ids: list[str]) -> None:
        try:
            while sum(self.round(case_id) for case_id in case_ids):
                pass
        except (OSError, HTTPException):
            return  # the house went away in the middle; what was acknowledged stands in `told`

    def complete(self, who: str, task: Any) -> bool:
        done = super().complete(who, task)
        if done:
            self.told.append(str(task["id"]))
        return done

    told: list[str]


def _work_until(served: Served, robot: Acknowledged, cases: list[str], stop: Any, after: int) -> None:
    before = len(robot.told)
    worker = Thread(target=robot.work, args=(cases,))
    worker.start()
    # Whoever asks and gets no answer stops by itself.
    while len(robot.told) < before + after and worker.is_alive():
        time.sleep(0.01)
    stop()
    worker.join()
    assert len(robot.told) >= before + after
    served.start()


def test_two_restarts_lose_nothing_and_timers_run_on(served: Served) -> None:
    outcomes = {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
    }
    robot = Acknowledged(served.http, served.people(), demo.answers(outcomes))  # type: ignore[arg-type]
    robot.told = []
    start = {**demo.START, "berorda_regionomraden": demo.AREAS[:2], "berorda_enheter": demo.UNITS[:3]}
    cases = [robot.start(demo.LEAD, start)["id"] for _ in range(2)]

    _work_until(served, robot, cases, served.stop, after=10)
    _work_until(served, robot, cases, served.kill, after=10)

    done = {
        line["details"]["task"]
        for case in cases
        for line in _trail(robot, case)
        if line["kind"] == "task-completed"
    }
    assert set(robot.told) <= done
    for _ in range(20):
        robot.work(cases)
        states = {robot.get(f"/cases/{case}", demo.LEAD)["state"] for case in cases}
        if states == {"ended"}:
            break
        robot.advance("P1M")
        _settled(robot)
    assert states == {"ended"}


def _trail(robot: Robot, case: str) -> Iterator[dict[str, Any]]:
    cursor = None
    while True:
        page = robot.get(
            f"/cases/{case}/trail", demo.LEAD, limit=200, **({"cursor": cursor} if cursor else {})
        )
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return


def _settled(robot: Robot) -> None:
    """Wait until the worker has woken what was due."""
    deadline = time.monotonic() + UP_SECONDS
    while time.monotonic() < deadline:
        status = robot.get("/operations", demo.LEAD)
        if not status["late"] and not status["jobs"].get("doing"):
            return
        time.sleep(0.1)
    raise AssertionError(f"The worker did not wake what was due: {status}")
