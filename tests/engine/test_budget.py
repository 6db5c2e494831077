"""Completing a task: one commit and at most ten statements, counted by PostgreSQL itself."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from server import Server
from sqlalchemy import make_url

from engine.door import Engine

MOST_STATEMENTS = 10
SAID = re.compile(r"LOG:  (?:statement|execute [^:]*): (.*)")


@dataclass
class Counted:
    element: str
    statements: list[str]

    @property
    def commits(self) -> int:
        return sum(one.startswith("COMMIT") for one in self.statements)

    @property
    def work(self) -> list[str]:
        return [one for one in self.statements if not re.match("BEGIN|COMMIT|ROLLBACK", one)]


@pytest.fixture
def log(server: Server, engine: Engine) -> Path:
    """PostgreSQL's own log, with every statement of this database in it."""
    name = make_url(engine.database.url).database
    server.execute(f"ALTER DATABASE {name} SET log_statement = 'all'")
    engine.database.close()
    return next(server.embedded.home.glob("cluster/log"))


def test_no_completion_in_the_whole_process_takes_more_than_ten_statements(
    engine: Engine, client: FlaskClient, log: Path
) -> None:
    outcomes = {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
    }
    robot = demo.robot(engine, client, outcomes)
    case = robot.start(
        demo.LEAD, {**demo.START, "berorda_regionomraden": demo.AREAS[:1], "berorda_enheter": demo.UNITS[:2]}
    )
    counted: list[Counted] = []
    robot.client = _Watched(client, log, counted)  # type: ignore[assignment]

    demo.run_to_end(engine, robot, case["id"])

    assert len(counted) > 30
    assert {one.element: one.commits for one in counted if one.commits != 1} == {}
    assert {one.element: one.work for one in counted if len(one.work) > MOST_STATEMENTS} == {}


class _Watched:
    """A client that reads the log after each completion."""

    def __init__(self, client: FlaskClient, log: Path, counted: list[Counted]) -> None:
        self._client, self._log, self._counted = client, log, counted

    def get(self, *path: str, **options: Any) -> Any:
        return self._client.get(*path, **options)

    def post(self, path: str, **options: Any) -> Any:
        before = self._log.stat().st_size
        answer = self._client.post(path, **options)
        if path.endswith("/complete"):
            with self._log.open("rb") as log:
                log.seek(before)
                said = SAID.findall(log.read().decode("utf-8", "replace"))
            self._counted.append(Counted(str(answer.json["task"]["id"]), said))
        return answer
