"""A `rals serve` with its embedded PostgreSQL, each of whose processes can be killed by itself."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from serving import UP_SECONDS, Served

from engine.commands.access.issue_token import IssueToken
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from engine.store.embedded import Embedded
from engine.store.work import Database
from web.cli import models

BENCHMARKS = Path(__file__).parents[2] / "benchmarks/models"
# Instead of waiting until a dead worker has been silent for long enough.
_LONG_SILENT = """
UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour' WHERE id <= %(newest)s RETURNING id
"""
MODELS = (Path(__file__).parent / "models/prov", BENCHMARKS / "tva_steg")


class House:
    """A running installation of the demo organisation with the small models published.

    `hurry` makes a killed worker look long dead at once, so that a test need not wait for it.
    """

    def __init__(self, folder: Path, log: Path, *, hurry: bool = False) -> None:
        self.served = Served(folder, log=log)
        self.embedded, self.hurry = Embedded(folder), hurry
        self.names: dict[str, str] = {}
        self.people: dict[str, dict[str, str]] = {}

    def start(self) -> None:
        """Start it and prepare what the scenarios need."""
        self.served.start()
        with self.engine() as engine:
            (organisation, *_) = engine.ask(Organisations(), RALS)
            for folder in MODELS:
                engine.do(PublishModel(models.files_of(folder), organisation.id), RALS)
            listed = engine.ask(DemoPeople(), RALS)
            self.names = {one.name: one.key for one in listed}
            self.people = {
                one.key: {"Authorization": f"Bearer {engine.do(IssueToken(one.key), RALS)}"} for one in listed
            }

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """Give an engine in this process, on the same database."""
        database = Database(self.embedded.url(), pool=1)
        try:
            yield Engine(database, demo=True)
        finally:
            database.close()

    def connect(self) -> "psycopg.Connection[Any]":
        """Return a connection past the house, straight to its PostgreSQL."""
        return psycopg.connect(self.embedded.url().replace("+psycopg", ""))

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """Return what the database answers."""
        with self.connect() as connection:
            return connection.execute(statement, values).fetchall()  # type: ignore[arg-type]

    def pids(self, kind: str) -> list[int]:
        """Return the processes of a kind that live now."""
        return {
            "web": lambda: [pid for one in self._ours("gunicorn") for pid in _children(one)],
            "web server": lambda: self._ours("gunicorn"),
            "worker": lambda: self._ours("main() worker"),
            "PostgreSQL": self._postmaster,
            "connection": lambda: [
                pid for one in self._postmaster() for pid in _children(one) if _named(pid, "postgres: rals")
            ],
        }[kind]()

    def kill(self, kind: str, chance: Random) -> float:
        """Kill a process of the kind outright, wait until the house is whole, and return how long that took."""
        begun = time.monotonic()
        if kind == "everything":
            self._kill_all()
            self.served.start()
            return time.monotonic() - begun
        wait_for(lambda: bool(self.pids(kind)), f"{kind} to be there")
        newest = self.newest_worker()
        victim = chance.choice(self.pids(kind))
        count = len(self.pids(kind)) if kind != "connection" else 0
        os.kill(victim, signal.SIGKILL)
        wait_for(lambda: not _alive(victim), f"{kind} {victim} to be gone")
        if kind == "worker" and self.hurry:
            self.rows(_LONG_SILENT, newest=newest)
        wait_for(lambda: len(self.pids(kind)) >= count and self.ready(), f"{kind} to be back")
        if kind == "worker":
            wait_for(lambda: self.newest_worker() > newest, "a new worker")
        return time.monotonic() - begun

    def ready(self) -> bool:
        """Whether it says that it is ready."""
        with suppress(OSError):
            return self.served.http.get("/readyz", {}).status_code == 200
        return False

    def newest_worker(self) -> int:
        """Return the number of the worker that was registered last."""
        return int(self.rows("SELECT coalesce(max(id), 0) FROM procrastinate_workers")[0][0])

    def stop(self) -> None:
        """Ask it to leave, as an operator does."""
        if self.served.process is not None and self.served.process.poll() is None:
            assert self.served.stop() == 0

    def _kill_all(self) -> None:
        database = [pid for one in self._postmaster() for pid in [one, *_children(one)]]
        self.served.kill()
        for pid in database:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _ours(self, word: str) -> list[int]:
        assert self.served.process is not None
        return [pid for pid in _children(self.served.process.pid) if _named(pid, word)]

    def _postmaster(self) -> list[int]:
        with suppress(OSError, ValueError, IndexError):
            lines = (self.embedded.home / "cluster/postmaster.pid").read_text(encoding="ascii").splitlines()
            return [int(lines[0])] if _alive(int(lines[0])) else []
        return []


def wait_for(done: Callable[[], bool], what: str, seconds: float = UP_SECONDS) -> None:
    """Wait until something is so; a house that is not whole again after some minutes hangs."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(psycopg.OperationalError):
            if done():
                return
        time.sleep(0.05)
    raise AssertionError(f"Waited {seconds:.0f} s in vain for {what}.")


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(one) for one in text.split()]
    return []


def _named(pid: int, word: str) -> bool:
    with suppress(OSError):
        return word in Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return False


def _alive(pid: int) -> bool:
    with suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        return state != "Z"
    return False
