"""`rals doctor` finds what is wrong, says how to mend it, and tells programs by its exit code."""

import json
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from engine.door import Engine
from engine.queries.operations.figures import Figures
from engine.settings import Settings
from engine.store.probe import Probe
from web.cli import examination, rals

WELL = Figures({"todo": 1}, {"idle": 1}, 100, incidents=0, late=0, workers=1, stalled=0, waited=0.0)
GOOD = Probe(180000, timedelta(), "0001", "0001", walled=True)
KEY = "k" * 40
GIGABYTE = 1_000_000_000
MAIL = {
    "RALS_SMTP_URL": "smtps://rals:hemligt@mejl.example.org",
    "RALS_MAIL_FROM": "rals@example.org",
    "RALS_BASE_URL": "https://rals.example.org",
}

Space = namedtuple("Space", "free")  # noqa: PYI024  as shutil has it


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder in good order, without a database."""
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    secret = data / "secret-key"
    secret.touch(mode=0o600)
    secret.write_text(KEY)
    return data


@pytest.fixture(autouse=True)
def _settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RALS_DATA_DIR", str(folder))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Space(100 * GIGABYTE))


@pytest.fixture
def installation(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A database with the demo organisation, and a worker that has just been heard from."""
    monkeypatch.setenv("RALS_DATABASE_URL", engine.database.url)
    for name, value in MAIL.items():
        monkeypatch.setenv(name, value)
    with engine.database.transaction() as connection:
        connection.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
    return engine


def _settings_of(folder: Path, **other: Any) -> Settings:
    return Settings(folder, None, other.get("host", "127.0.0.1"), 8000, 2, demo=other.get("demo", False))


def _doctor(*options: str) -> Result:
    return CliRunner().invoke(rals, ["doctor", *options], catch_exceptions=False)


def _states() -> dict[str, str]:
    return {one["check"]: one["state"] for one in json.loads(_doctor("--json").stdout)}


def test_an_installation_that_is_well_has_only_good_lines(installation: Engine) -> None:
    found = _doctor()

    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert len(lines) == 18
    assert [line for line in lines if not line.startswith("ok ")] == []
    assert set(_states().values()) == {"ok"}


def test_what_is_wrong_is_one_line_with_its_remedy(installation: Engine) -> None:
    with installation.database.transaction() as connection:
        gone = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
        connection.execute(text(gone))

    found = _doctor()

    assert found.exit_code == 1
    (line,) = [line for line in found.stdout.splitlines() if not line.startswith("ok ")]
    assert line.startswith("FEL  worker")
    assert "→ Starta rals serve eller rals worker." in line


def test_jobs_of_a_dead_worker_are_found(installation: Engine) -> None:
    job = text(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('rals', 'wake', '{}', :s)"
    )
    with installation.database.transaction() as connection:
        connection.execute(job, [{"s": "doing"}, {"s": "failed"}])

    states = _states()
    assert (states["jobs-stalled"], states["jobs-failed"], states["worker"]) == ("fault", "fault", "ok")


def test_an_old_schema_is_found_and_nothing_is_asked_of_it(installation: Engine) -> None:
    with installation.database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    states = _states()
    assert states["schema"] == "fault"
    assert "worker" not in states
    assert "rals db upgrade" in _doctor().stdout


def test_a_setting_of_the_wrong_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RALS_PORT", "åtta")

    found = _doctor()

    assert found.exit_code == 1
    assert "RALS_PORT" in found.stdout


def test_an_installation_that_was_never_started_is_not_made_by_looking(folder: Path) -> None:
    found = _doctor()

    assert found.exit_code == 1
    assert "inte gjord än" in found.stdout
    assert sorted(one.name for one in folder.iterdir()) == ["secret-key"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:gl0msk@127.0.0.1:1/x", "Connection refused"),
        ("mysql://u:gl0msk@x", "postgresql://"),
        ("postgresql://u:gl0msk@:x:y/z", "RALS_DATABASE_URL"),
        ("postgresql://u:g/gl0msk@x/z", "RALS_DATABASE_URL"),
    ],
)
def test_a_database_that_does_not_answer_says_why_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("RALS_DATABASE_URL", url)

    found = _doctor()

    assert found.exit_code == 1
    assert said in found.stdout
    assert "gl0msk" not in found.stdout


def test_a_database_that_is_not_there_is_named(installation: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RALS_DATABASE_URL", installation.database.url.replace("/test_", "/borta_"))

    assert "does not exist" in _doctor().stdout


def test_a_key_that_others_can_read_or_that_is_empty_or_short_is_a_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = _settings_of(folder)
    assert examination.secret_key(read).state == "ok"

    read.secret_file().chmod(0o640)
    assert examination.secret_key(read).state == "fault"
    read.secret_file().write_text("")
    read.secret_file().chmod(0o600)
    assert examination.secret_key(read).state == "fault"
    assert len(read.secret_key()) > 40, "an empty key is made anew"

    monkeypatch.setenv("RALS_SECRET_KEY", "hemlig")
    assert examination.secret_key(read).state == "fault"
    monkeypatch.setenv("RALS_SECRET_KEY", KEY)
    assert examination.secret_key(read).state == "ok"


def test_a_data_folder_that_others_may_write_in_is_a_fault(folder: Path) -> None:
    folder.chmod(0o777)
    assert examination.data_folder(_settings_of(folder)).state == "fault"
    folder.chmod(0o750)
    assert examination.data_folder(_settings_of(folder)).state == "ok"
    assert examination.data_folder(_settings_of(folder / "secret-key")).state == "fault"
    assert examination.data_folder(_settings_of(folder / "nowhere")).state == "fault"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"host": "0.0.0.0", "demo": True}, "warning"),  # noqa: S104  that is what the warning is about
        ({"host": "rals.example.org", "demo": True}, "warning"),
        ({"host": "0.0.0.0", "demo": False}, "ok"),  # noqa: S104
        ({"host": "127.0.0.1", "demo": True}, "ok"),
        ({"host": "::1", "demo": True}, "ok"),
        ({"host": "localhost", "demo": True}, "ok"),
    ],
)
def test_demo_mode_that_is_reached_from_outside_is_warned_of(
    folder: Path, given: dict[str, Any], state: str
) -> None:
    assert examination.demo_mode(_settings_of(folder, **given)).state == state


@pytest.mark.parametrize(("free", "state"), [(0.5, "fault"), (3, "warning"), (50, "ok")])
def test_a_disk_that_is_running_full_is_told_in_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, free: float, state: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Space(free * GIGABYTE))

    assert examination.disk(_settings_of(folder / "not" / "made")).state == state


def test_a_warning_alone_is_no_fault(installation: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Space(3 * GIGABYTE))

    found = _doctor()

    assert "varn disk" in found.stdout
    assert found.exit_code == 0


def test_the_server_is_judged_by_version_clock_and_schema() -> None:
    def faults(probe: Probe) -> list[str]:
        return [one.check for one in examination.server(probe) if one.state == "fault"]

    assert faults(GOOD) == []
    assert faults(Probe(140011, timedelta(seconds=-6), None, "0001", walled=False)) == [
        "database",
        "clock",
        "schema",
    ]


def test_every_kind_of_work_that_does_not_go_well_is_a_fault() -> None:
    def faults(figures: Figures) -> list[str]:
        return [one.check for one in examination.work(figures) if one.state == "fault"]

    ill = Figures(
        {"failed": 1}, {}, 100, incidents=2, late=3, workers=0, stalled=4, waited=0.0, undelivered=5
    )
    assert faults(WELL) == []
    assert faults(ill) == ["worker", "late", "incidents", "undelivered", "jobs-stalled", "jobs-failed"]
