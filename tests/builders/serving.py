"""A running `rals serve` in a folder of its own, and a plain HTTP client for it."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Patience for a machine that does other things beside; a program that has stopped is not waited for.
UP_SECONDS = 300
# Below those that the kernel gives to calls that go out: what is free stays free until the program has come.
PORTS = range(20_000, 32_000)


@dataclass(frozen=True)
class Answer:
    """What the robot looks at in an answer."""

    status_code: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def get_data(self, *, as_text: bool) -> str:
        assert as_text
        return self.body.decode()


@dataclass(frozen=True)
class Http:
    """The part of a test client that the robot uses, over a real socket."""

    base: str

    def get(
        self, path: str, headers: Mapping[str, str], query_string: Mapping[str, Any] | None = None
    ) -> Answer:
        query = f"?{urllib.parse.urlencode(query_string)}" if query_string else ""
        return self._call(urllib.request.Request(self.base + path + query, headers=dict(headers)))

    def post(self, path: str, headers: Mapping[str, str], json: Any = None) -> Answer:
        body = None if json is None else _dumped(json)
        kind = {"Content-Type": "application/json"}
        return self._call(urllib.request.Request(self.base + path, body, {**headers, **kind}, method="POST"))

    def _call(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Answer(answer.status, answer.read(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), error.headers)


def _dumped(body: Any) -> bytes:
    return json.dumps(body).encode()


class Served:
    """`rals serve` as its user starts it."""

    def __init__(self, folder: Path, *, demo: bool = True, log: Path | None = None) -> None:
        self.folder, self.port, self.log = folder, free_port(), log
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RALS_")},
            "RALS_DATA_DIR": str(folder),
            "RALS_PORT": str(self.port),
            "RALS_DEMO": "1" if demo else "0",
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def http(self) -> Http:
        return Http(f"http://127.0.0.1:{self.port}")

    def start(self) -> None:
        with nullcontext() if self.log is None else self.log.open("ab") as log:
            self.process = subprocess.Popen(
                _rals("serve"), env=self.environment, start_new_session=True, stdout=log, stderr=log
            )
        deadline = time.monotonic() + UP_SECONDS
        while time.monotonic() < deadline:
            try:
                if self.http.get("/readyz", {}).status_code == 200:
                    return
            except OSError:
                assert self.process.poll() is None, "rals serve has stopped"
            time.sleep(0.1)
        self.stop()
        raise AssertionError("rals serve did not become ready")

    def stop(self) -> int:
        """Ask it to leave, as an operator does."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(UP_SECONDS)

    def kill(self) -> None:
        """Kill the whole family at once, as a power cut would; the embedded database is in it too."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def rals(self, *arguments: str) -> str:
        """Run another command of rals on the same installation and return what it printed."""
        done = subprocess.run(
            _rals(*arguments), env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def people(self) -> dict[str, dict[str, str]]:
        """Return the headers of every demo person with a role."""
        listed = json.loads(self.rals("demo", "people", "--json", "--tokens"))
        named = [one for one in listed if one["roles"] or one["key"] == "olga-ivanova"]
        return {one["key"]: {"Authorization": f"Bearer {one['token']}"} for one in named}


def _rals(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from web.cli import main; main()", *arguments]


def free_port() -> int:
    """Return a port that nobody has."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", secrets.choice(PORTS)))
            return int(probe.getsockname()[1])
