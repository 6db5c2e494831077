"""Benefit goals that cannot be recorded are refused with a sentence."""

from typing import Any

import demo
import pytest
from flask.testing import FlaskClient
from robot import Robot

from engine.door import Engine

OUTCOMES = {"ut_besluta_hantering": {"utfall": "bereda"}}


def _goals_task(robot: Robot, case_id: str) -> dict[str, Any]:
    for _ in range(20):
        open_ones = robot.get(f"/cases/{case_id}/tasks", demo.LEAD)["items"]
        found = [task for task in open_ones if task["element_id"] == "ut_ta_fram_effektmal"]
        if found:
            return robot.get(f"/tasks/{found[0]['id']}", "johan-bergstrom")
        robot.round(case_id, leave=lambda task: task["element_id"] == "ut_ta_fram_effektmal")
    raise AssertionError("The task of the goals was never reached.")


@pytest.mark.parametrize("units", [1, 2])
def test_two_shares_of_one_unit_are_refused(engine: Engine, client: FlaskClient, units: int) -> None:
    robot = demo.robot(engine, client, OUTCOMES)
    case = robot.start(demo.LEAD, demo.START)
    task = _goals_task(robot, case["id"])
    answers = robot.fill(task["form"], robot.choose(task))
    rows = next(
        key for key, value in answers.items() if isinstance(value, list) and value and "enhetsmal" in value[0]
    )
    answers[rows][0]["enhetsmal"] *= units

    answer = client.post(
        f"/api/v1/tasks/{task['id']}/complete",
        json={"answers": answers},
        headers=robot.people["johan-bergstrom"],
    )

    assert answer.status_code == (200 if units == 1 else 422), answer.get_data(as_text=True)
    assert units == 1 or "samma enhet" in answer.json["detail"]


def test_a_goal_that_the_management_team_does_not_adopt_is_no_goal_of_the_case(
    engine: Engine, client: FlaskClient
) -> None:
    small = {"berorda_regionomraden": demo.AREAS[:1], "berorda_enheter": demo.UNITS[:1]}
    outcomes = {
        **OUTCOMES,
        "ut_ta_fram_effektmal": {"effektmal": [{"namn": "Kortare väntan"}, {"namn": "Färre omtag"}]},
        "ut_besluta_genomforande": {"utfall": "genomfor", "beslutade_effektmal": ["Kortare väntan"]},
        "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
    }
    robot = demo.robot(engine, client, outcomes)

    case = demo.run_to_end(engine, robot, robot.start(demo.LEAD, {**demo.START, **small})["id"])

    assert case["ended_in"] == "end_effekt_hemtagen"
    (row,) = robot.get("/portfolio", demo.LEAD, state="ended")["items"]
    assert (row["benefits"]["reached"], sum(row["benefits"].values())) == (1, 1)
