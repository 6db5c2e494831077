"""Many tasks of the inbox at once, without a script."""

import re
from collections.abc import Callable

import pytest
import team
from flask.testing import FlaskClient
from robot import Robot
from team import FATIMA, GUSTAV

from engine.door import Engine

Browse = Callable[[str], FlaskClient]
GROUPS = "/inkorg?view=groups"


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return team.settle(engine, client, team.user("ut_skriv") + team.flows("se", "ut_skriv", "end"))


@pytest.fixture
def tasks(robot: Robot) -> list[str]:
    return [team.tasks(robot, team.start(robot))["ut_skriv"]["id"] for _ in range(2)]


def test_the_chosen_tasks_are_taken_and_each_that_was_not_is_named(
    browse: Browse, robot: Robot, tasks: list[str]
) -> None:
    client = browse(FATIMA)
    shown = client.get(GROUPS).text
    assert 'data-many="{n} valda"' in shown
    assert sorted(re.findall(r'name="task" value="([\w-]+)"', shown)) == sorted(tasks)
    team.send(robot, GUSTAV, f"/tasks/{tasks[0]}/claim")

    answer = client.post("/inkorg/flera", data={"_action": "claim", "task": tasks})

    assert answer.status_code == 200
    assert "Tagna uppgifter: 1. 1 uppgift gick inte:" in answer.text
    assert f'href="/uppgifter/{tasks[0]}"' in answer.text
    assert "En annan i gruppen har tagit uppgiften" in answer.text
    assert robot.get(f"/tasks/{tasks[1]}", FATIMA)["assignee"]["name"] == "Fatima Rahimi"


def test_a_person_is_found_who_can_do_all_of_them(browse: Browse, robot: Robot, tasks: list[str]) -> None:
    client = browse(FATIMA)
    asked = client.post("/inkorg/flera", data={"_action": "assign", "task": tasks}).text
    assert "2 valda uppgifter." in asked
    assert "Gustav Lindholm" in asked
    found = client.post("/inkorg/flera", data={"task": tasks, "sok": "gus"}).text
    gustav = re.findall(r'type="radio" name="person" value="([\w-]+)"', found)
    assert gustav == [team.id_of(robot, GUSTAV)]

    given = client.post("/inkorg/flera", data={"_action": "assign", "task": tasks, "person": gustav[0]})

    assert given.location == "/inkorg"
    assert "Givna uppgifter: 2." in client.get("/inkorg").text
    assert set(team.tasks(robot, robot.get(f"/tasks/{tasks[0]}", GUSTAV)["case"]["id"], GUSTAV)) == {
        "ut_skriv"
    }


def test_what_is_written_is_handed_in_and_nothing_chosen_is_said_so(
    browse: Browse, robot: Robot, tasks: list[str]
) -> None:
    client = browse(FATIMA)
    team.send(robot, FATIMA, f"/tasks/{tasks[0]}/draft", {"answers": team.ANSWERS}, "PUT")

    answer = client.post("/inkorg/flera", data={"_action": "complete", "task": tasks})

    assert "1 uppgift gick inte:" in answer.text
    assert robot.get(f"/tasks/{tasks[0]}", FATIMA)["state"] == "completed"
    assert client.post("/inkorg/flera", data={"_action": "claim"}).location == "/inkorg"
    assert "Välj minst en uppgift" in client.get("/inkorg").text
