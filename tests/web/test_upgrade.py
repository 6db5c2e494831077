"""An installation of an earlier release is upgraded, and its cases go on where they stood."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from robot import Robot
from server import Server
from sqlalchemy import make_url

from engine.door import Engine
from engine.store import schema
from engine.store.work import Database

DUMPS = sorted((Path(__file__).parents[1] / "golden" / "installations").glob("*.dump"))
READER = "stefan-aberg"
OUTCOMES = {
    "ut_besluta_hantering": {"utfall": "bereda"},
    "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
}


@pytest.fixture(scope="module", params=DUMPS, ids=lambda path: path.stem)
def restored(request: pytest.FixtureRequest, server: Server) -> Iterator[str]:
    """The address of the database as the earlier release left it."""
    server.execute("CREATE DATABASE earlier")
    url = server.embedded.url("earlier")
    command = server.embedded.tool("pg_restore", "--exit-on-error", f"--dbname={make_url(url).database}")
    subprocess.run([*command, str(request.param)], check=True)
    yield url
    server.drop(url)


@pytest.fixture
def engine(restored: str) -> Iterator[Engine]:
    """An engine on the upgraded installation, in demo mode."""
    database = Database(restored)
    schema.upgrade(database)
    yield Engine(database, demo=True)
    database.close()


def _cases(robot: Robot) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = robot.get("/cases", READER, limit=100)["items"]
    return items


def test_after_the_upgrade_every_page_of_a_case_and_of_an_open_task_is_served(
    engine: Engine, client: FlaskClient, browse: Callable[[str], FlaskClient]
) -> None:
    robot = demo.robot(engine, client, OUTCOMES)
    reader, cases = browse(READER), _cases(robot)

    assert len(cases) >= 5
    assert {reader.get(f"/arenden/{case['id']}").status_code for case in cases} == {200}
    for who in robot.people:
        browser = browse(who)
        for task in robot.get("/tasks", who)["items"]:
            assert browser.get(f"/uppgifter/{task['id']}").status_code == 200


def test_after_the_upgrade_every_page_that_is_not_about_one_thing_answers(
    engine: Engine, client: FlaskClient, browse: Callable[[str], FlaskClient]
) -> None:
    """What the profile of the earlier release lacks is told of; no page falls over it."""
    reader = browse(READER)
    rules = reader.application.url_map.iter_rules()
    paths = sorted(rule.rule for rule in rules if "GET" in (rule.methods or ()) and not rule.arguments)

    assert "/statusrapporter/dagordning" in paths
    assert [path for path in paths if reader.get(path).status_code == 500] == []


def test_after_the_upgrade_running_cases_go_on_to_their_ends(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, OUTCOMES)
    running = [case for case in _cases(robot) if case["state"] == "running"]

    assert running
    for case in running:
        assert demo.run_to_end(engine, robot, case["id"])["ended_in"]


def test_after_the_upgrade_the_profile_that_governed_is_its_first_version(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, OUTCOMES)

    first = robot.get("/profiles/vgr/versions", READER)["items"][-1]

    assert (first["number"], first["active"]) == (1, True)
    assert first["name"] == "Västra Götalandsregionen, Regionhälsan"
