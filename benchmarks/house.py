"""A running `rals serve` with the demo organisation, in a temporary folder with a PostgreSQL of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Final

from benchmarks.client import Client
from engine import installation
from engine.commands.access.issue_token import IssueToken
from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.errors import UnavailableError
from engine.governance.actor import RALS
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from engine.settings import Settings
from web.cli import models

MODELS: Final = Path(__file__).parent / "models"
UP_SECONDS: Final = 120
STOP_SECONDS: Final = 60
OK: Final = 200
WEB_PROCESSES: Final = 2


class House:
    """`rals serve` as its user starts it: gunicorn, a worker, and an embedded PostgreSQL with durable commits."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rals-bench-"))
        self.settings = Settings(self.folder, None, "127.0.0.1", _free_port(), WEB_PROCESSES, demo=True)
        self._log = self.folder / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that the others descend from."""
        return self._running().pid

    def start(self) -> float:
        """Start it and return how many seconds went by until it was ready for work."""
        begun = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from web.cli import main; main()", "serve"],
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        while not self._ready():
            if self._process.poll() is not None or time.perf_counter() - begun > UP_SECONDS:
                raise self.silent()
            time.sleep(0.02)
        return time.perf_counter() - begun

    def stop(self) -> None:
        """Ask it to leave, as an operator does, and wait until it has."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(STOP_SECONDS)

    def remove(self) -> None:
        """Stop it and remove all it has written."""
        self.stop()
        shutil.rmtree(self.folder)

    def client(self) -> Client:
        """Return a new client, which closes its own connection at the end of a `with`."""
        return Client(self.settings.port)

    def tokens(self) -> dict[str, str]:
        """Return a new bearer token for everybody in the demo organisation, by the person's key."""
        with self.engine() as engine:
            people = engine.ask(DemoPeople(), RALS)
            return {one.key: engine.do(IssueToken(one.key), RALS) for one in people}

    def publish(self, name: str) -> None:
        """Publish one of the benchmarks' own models beside those of the demo organisation."""
        with self.engine() as engine:
            for organisation in engine.ask(Organisations(), RALS):
                engine.do(PublishModel(models.files_of(MODELS / name), organisation.id), RALS)

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """Give an engine in this process, on the same database."""
        with installation.opened(self.settings) as engine:
            yield engine

    def _environment(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("RALS_")}
        own = {
            "DATA_DIR": self.folder,
            "PORT": self.settings.port,
            "WEB_PROCESSES": WEB_PROCESSES,
            "DEMO": 1,
        }
        return others | {f"RALS_{name}": str(value) for name, value in own.items()}

    def _ready(self) -> bool:
        try:
            with self.client() as client:
                return client.status("/readyz") == OK
        except (OSError, HTTPException):
            return False

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise self.silent()
        return self._process

    def silent(self) -> UnavailableError:
        """Return the fault to raise when it does not do what it should, with the end of its log."""
        said = self._log.read_text(encoding="utf-8")[-2000:] if self._log.exists() else ""
        return UnavailableError(f"rals serve svarar inte. {said}", f"rals serve does not answer. {said}")


@contextmanager
def opened(*models_wanted: str) -> Iterator[House]:
    """Give a running house with these models published, and remove it afterwards."""
    house = House()
    try:
        house.start()
        for name in models_wanted:
            house.publish(name)
        yield house
    finally:
        house.remove()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
