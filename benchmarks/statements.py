"""Counts what a completion asks of PostgreSQL, from PostgreSQL's own log."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from benchmarks.house import House

_SAID: Final = re.compile(r"^(\d+) LOG:  (?:statement|execute [^:]*): (.*)$", re.MULTILINE)
# What only a completion says: it locks the instance and the task.
_OURS: Final = "FOR UPDATE OF i, t"
_SETTLE_SECONDS: Final = 1.0
_TURNS: Final = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True)
class Counted:
    """What was asked by one completion: statements without BEGIN and COMMIT, and commits."""

    statements: int
    commits: int


class Log:
    """PostgreSQL's log while it says every statement."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.counted: list[Counted] = []

    def __call__(self, act: Callable[[], Any]) -> Any:
        """Carry out a completion, and count what it asked."""
        before = self._path.stat().st_size
        result = act()
        self.counted.append(self._said_since(before))
        return result

    def _said_since(self, before: int) -> Counted:
        """Return what the completion said; what other connections said meanwhile is left out."""
        with self._path.open("rb") as log:
            log.seek(before)
            text = log.read().decode("utf-8", "replace")
        blocks = re.split(r"\n(?=\d+ )", text)
        said = [(match[1], block) for block in blocks if (match := _SAID.match(block))]
        ours = next(pid for pid, block in said if _OURS in block)
        mine = [_SAID.sub(r"\2", block) for pid, block in said if pid == ours]
        work = [one for one in mine if not one.startswith(_TURNS)]
        return Counted(len(work), sum(one.startswith("COMMIT") for one in mine))


@contextmanager
def logged(house: House) -> Iterator[Log]:
    """Let the house's PostgreSQL log every statement for a while."""
    with house.engine() as engine:
        conninfo = conninfo_of(engine.database.url)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        _set(connection, "ALTER SYSTEM SET log_statement = 'all'", "ALTER SYSTEM SET log_line_prefix = '%p '")
        try:
            yield Log(house.folder / "postgres" / "cluster" / "log")
        finally:
            _set(connection, "ALTER SYSTEM RESET log_statement", "ALTER SYSTEM RESET log_line_prefix")


def conninfo_of(url: str) -> str:
    """Return SQLAlchemy's address as psycopg wants it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def _set(connection: psycopg.Connection[Any], *settings: str) -> None:
    for setting in settings:
        connection.execute(setting.encode())
    connection.execute("SELECT pg_reload_conf()")
    # Every connection reads the settings anew by itself, a moment later.
    time.sleep(_SETTLE_SECONDS)
