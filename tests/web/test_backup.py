"""A backup taken with PostgreSQL's own programs through `rals db run` gives the same installation back."""

from pathlib import Path

import demo
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from server import Server
from sqlalchemy import make_url, text

from engine.door import Engine
from engine.errors import InvalidError
from engine.store.work import Database
from web.cli import rals

EVERYTHING = text("""
SELECT (SELECT count(*) FROM trail), (SELECT count(*) FROM submission), (SELECT count(*) FROM procrastinate_jobs),
       (SELECT md5(string_agg(state::text, '' ORDER BY id)) FROM instance)
""")


@pytest.fixture(autouse=True)
def _settings(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RALS_DATA_DIR", str(server.embedded.home.parent))


def _run(*arguments: str) -> int:
    return CliRunner().invoke(rals, ["db", "run", *arguments]).exit_code


def _refusal(program: str) -> str:
    error = CliRunner().invoke(rals, ["db", "run", program]).exception
    assert isinstance(error, InvalidError)
    return error.text.sv


def _everything(url: str) -> tuple[object, ...]:
    database = Database(url, pool=1)
    try:
        with database.snapshot() as connection:
            return tuple(connection.execute(EVERYTHING).one())
    finally:
        database.close()


def test_what_was_backed_up_is_there_again_after_the_restore(
    server: Server, engine: Engine, client: FlaskClient, tmp_path: Path
) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    robot.round(robot.start(demo.LEAD, demo.START)["id"])
    name = str(make_url(engine.database.url).database)
    restored, dump = f"{name}_restored", str(tmp_path / "rals.dump")
    before = _everything(engine.database.url)

    assert _run("pg_dump", "--format=custom", f"--file={dump}", name) == 0
    assert _run("createdb", restored) == 0
    whole = ("--exit-on-error", "--single-transaction", "--no-privileges")
    assert _run("pg_restore", f"--dbname={restored}", *whole, dump) == 0

    url = server.embedded.url(restored)
    try:
        assert _everything(url) == before
        assert None not in before
        assert before[2], "the timers' jobs are in it"
    finally:
        server.drop(url)


def test_the_exit_code_of_the_program_is_passed_on() -> None:
    assert _run("psql", "-c", "SELECT 1 / 0") == 1


@pytest.mark.parametrize("program", ["nosuch", "../bin/psql", "/bin/ls"])
def test_only_programs_of_the_database_are_run(program: str) -> None:
    assert program in _refusal(program)


def test_a_database_of_ones_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RALS_DATABASE_URL", "postgresql://rals@db/rals")

    assert "egen" in _refusal("psql")
