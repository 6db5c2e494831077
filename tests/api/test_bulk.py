"""The same is done with many tasks, each by itself, each with its own result."""

from typing import Any
from uuid import uuid4

import demo
import neighbour
import pytest
import team
from flask.testing import FlaskClient
from robot import Robot
from team import CHIEF, FATIMA, GUSTAV, send

from engine.door import Engine


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return team.settle(engine, client, team.user("ut_skriv") + team.flows("se", "ut_skriv", "end"))


@pytest.fixture
def tasks(robot: Robot) -> list[str]:
    return [team.tasks(robot, team.start(robot))["ut_skriv"]["id"] for _ in range(3)]


def many(robot: Robot, who: str, action: str, tasks: list[str], **more: Any) -> Any:
    return send(robot, who, "/tasks/bulk", {"action": action, "tasks": tasks, **more})


def results(answer: Any) -> list[bool]:
    assert answer.status_code == 200, answer.json
    return [one["ok"] for one in answer.json["items"]]


def test_what_can_be_taken_is_taken_and_each_of_the_others_says_why_not(
    robot: Robot, tasks: list[str]
) -> None:
    send(robot, GUSTAV, f"/tasks/{tasks[1]}/claim")

    answer = many(robot, FATIMA, "claim", [*tasks, str(uuid4()), tasks[0]])

    assert results(answer) == [True, False, True, False]
    taken, missing = (answer.json["items"][at]["problem"] for at in (1, 3))
    assert taken["type"] == "urn:rals:problem:conflict"
    assert "En annan i gruppen har tagit uppgiften" in taken["detail"]
    assert missing["type"] == "urn:rals:problem:not-found"
    owners = [robot.get(f"/tasks/{task}", FATIMA)["assignee"]["name"] for task in tasks]
    assert owners == ["Fatima Rahimi", "Gustav Lindholm", "Fatima Rahimi"]


def test_the_manager_gives_many_to_one(robot: Robot, tasks: list[str]) -> None:
    gustav = team.id_of(robot, GUSTAV)

    assert results(many(robot, CHIEF, "assign", tasks, person=gustav, priority=1)) == [True] * 3
    assert results(many(robot, "hanna-virtanen", "assign", tasks, person=gustav)) == [False] * 3
    assert {robot.get(f"/tasks/{task}", GUSTAV)["priority"] for task in tasks} == {1}
    assert many(robot, CHIEF, "assign", tasks).status_code == 422


def test_those_whose_draft_is_complete_are_completed(robot: Robot, tasks: list[str]) -> None:
    for task, written in zip(tasks, (team.ANSWERS, {}, team.ANSWERS), strict=True):
        send(robot, FATIMA, f"/tasks/{task}/draft", {"answers": written}, "PUT")

    answer = many(robot, FATIMA, "complete", tasks)

    assert results(answer) == [True, False, True]
    assert answer.json["items"][1]["problem"]["type"] == "urn:rals:problem:invalid"
    states = [robot.get(f"/tasks/{task}", FATIMA)["state"] for task in tasks]
    assert states == ["completed", "open", "completed"]
    # Another's draft is not one's own.
    assert results(many(robot, GUSTAV, "complete", tasks[1:2])) == [False]


def test_at_most_a_hundred_and_only_what_is_known(robot: Robot) -> None:
    assert many(robot, FATIMA, "claim", [str(uuid4()) for _ in range(101)]).status_code == 422
    assert many(robot, FATIMA, "claim", []).status_code == 422
    assert many(robot, FATIMA, "remove", [str(uuid4())]).status_code == 422


def test_nothing_is_done_with_the_neighbour_s(engine: Engine, client: FlaskClient) -> None:
    neighbour.settle(engine)
    robot = demo.robot(engine, client, {})
    there = {
        name.removesuffix(neighbour.SUFFIX): who
        for name, who in robot.people.items()
        if name.endswith(neighbour.SUFFIX)
    }
    others = Robot(client, there, robot.choose)
    others.start(demo.LEAD, demo.START)
    (task,) = others.get("/tasks", "maria-lindqvist")["items"]
    person = others.get("/me", "maria-lindqvist")["id"]

    for action in ("claim", "assign", "complete"):
        answer = many(robot, "maria-lindqvist", action, [task["id"]], person=person)
        assert [one["problem"]["type"] for one in answer.json["items"]] == ["urn:rals:problem:not-found"]
