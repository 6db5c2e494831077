"""Members of a group and their manager say who does a task, and the doer when to look at it again."""

from datetime import timedelta
from typing import Any

import lending
import pytest
import team
from flask.testing import FlaskClient
from robot import Robot
from team import CHIEF, FATIMA, GUSTAV, OTHER_CHIEF, send

from engine.door import Engine


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return team.settle(engine, client, team.user("ut_skriv") + team.flows("se", "ut_skriv", "end"))


@pytest.fixture
def case(robot: Robot) -> str:
    return team.start(robot)


@pytest.fixture
def task(robot: Robot, case: str) -> dict[str, Any]:
    return team.tasks(robot, case)["ut_skriv"]


def assign(robot: Robot, who: str, task: dict[str, Any], to: str, **more: Any) -> Any:
    return send(robot, who, f"/tasks/{task['id']}/assign", {"person": team.id_of(robot, to), **more})


def test_a_member_gives_the_task_to_another_member_and_the_trail_has_both_names(
    robot: Robot, case: str, task: dict[str, Any]
) -> None:
    given = assign(robot, FATIMA, task, GUSTAV, priority=2)

    assert given.status_code == 200, given.json
    assert (given.json["assignee"]["name"], given.json["priority"]) == ("Gustav Lindholm", 2)
    assert list(team.tasks(robot, case, GUSTAV)) == ["ut_skriv"]
    assert team.tasks(robot, case, FATIMA) == {}
    (line,) = [one for one in team.trail(robot, case) if one["kind"] == "task-assigned"]
    assert line["person"] == "Fatima Rahimi"
    assert [one["namn"] for one in line["details"]["persons"]] == ["Gustav Lindholm"]


def test_to_give_twice_is_to_give_once(robot: Robot, case: str, task: dict[str, Any]) -> None:
    first, second = (assign(robot, CHIEF, task, GUSTAV) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["etag"] == second.json["etag"]
    assert [one["kind"] for one in team.trail(robot, case)].count("task-assigned") == 1


def test_what_another_member_has_taken_only_the_manager_gives_away(
    robot: Robot, task: dict[str, Any]
) -> None:
    assert send(robot, GUSTAV, f"/tasks/{task['id']}/claim").status_code == 200

    assert assign(robot, FATIMA, task, FATIMA).status_code == 409
    moved = assign(robot, CHIEF, task, FATIMA)
    assert (moved.status_code, moved.json["assignee"]["name"]) == (200, "Fatima Rahimi")


def test_neither_another_manager_nor_the_administrator_assigns(robot: Robot, task: dict[str, Any]) -> None:
    for who in (OTHER_CHIEF, "stefan-aberg", "hanna-virtanen"):
        refused = assign(robot, who, task, GUSTAV)
        assert refused.status_code == 403
        assert "Fatima Rahimi, Gustav Lindholm" in refused.json["detail"]


def test_a_person_without_a_role_is_refused(robot: Robot, task: dict[str, Any]) -> None:
    assert assign(robot, "olga-ivanova", task, GUSTAV).status_code == 403


def test_who_cannot_do_the_task_does_not_get_it_and_the_refusal_says_who_can(
    robot: Robot, task: dict[str, Any]
) -> None:
    refused = assign(robot, CHIEF, task, "nina-hagg")

    assert refused.status_code == 403
    assert "Den kan göras av: Fatima Rahimi, Gustav Lindholm." in refused.json["detail"]


def test_a_task_that_is_done_is_not_given_away(robot: Robot, task: dict[str, Any]) -> None:
    path = f"/tasks/{task['id']}/complete"
    assert send(robot, FATIMA, path, {"answers": team.ANSWERS}).status_code == 200

    for who in (CHIEF, FATIMA):
        assert assign(robot, who, task, GUSTAV).status_code == 409
    assert robot.get(f"/tasks/{task['id']}/candidates", FATIMA)["items"] == []


def test_candidates_are_found_by_a_part_of_the_name(robot: Robot, task: dict[str, Any]) -> None:
    def names(**query: str) -> list[str]:
        return [one["name"] for one in robot.get(f"/tasks/{task['id']}/candidates", CHIEF, **query)["items"]]

    assert names() == ["Fatima Rahimi", "Gustav Lindholm"]
    assert names(q="lindh") == ["Gustav Lindholm"]
    assert names(q="Maria") == names(q="%") == []


def test_a_deputy_is_a_candidate_but_not_in_what_the_deputy_has_started(robot: Robot) -> None:
    lending.substitute(robot, GUSTAV, "linda-hedlund")
    of_another, of_the_deputy = team.start(robot), team.start(robot, "linda-hedlund")

    def names(case: str) -> dict[str, str | None]:
        task = team.tasks(robot, case)["ut_skriv"]
        found = robot.get(f"/tasks/{task['id']}/candidates", FATIMA)["items"]
        return {one["name"]: one["on_behalf_of"] for one in found}

    assert names(of_another) == {
        "Fatima Rahimi": None,
        "Gustav Lindholm": None,
        "Linda Hedlund": "Gustav Lindholm",
    }
    assert names(of_the_deputy) == {"Fatima Rahimi": None, "Gustav Lindholm": None}


def test_the_doer_sets_and_clears_the_day_of_a_follow_up(
    robot: Robot, case: str, task: dict[str, Any]
) -> None:
    path, day = f"/tasks/{task['id']}/follow-up", (robot.today() + timedelta(days=3)).isoformat()

    def put(who: str, on: str | None) -> Any:
        return send(robot, who, path, {"on": on}, "PUT")

    assert put(FATIMA, day).json["follow_up_on"] == day
    assert put(FATIMA, day).json["follow_up_on"] == day
    assert put(FATIMA, None).json["follow_up_on"] is None
    assert put(CHIEF, day).status_code == 403
    assert put(FATIMA, (robot.today() - timedelta(days=1)).isoformat()).status_code == 422
    lines = [one["details"]["day"] for one in team.trail(robot, case) if one["kind"] == "task-follow-up"]
    assert lines == [day, None]
