"""Benefit goals that cannot be recorded are refused; who decides beyond the frame; what is secret stays so."""

from typing import Any
from uuid import UUID

import benefit_case
import demo
import lending
import measured
import pytest
import reporting
from flask.testing import FlaskClient
from robot import Robot

from engine.door import Engine
from engine.governance import routing
from engine.library import product_profile

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


@pytest.mark.parametrize(
    ("profile", "within", "beyond"),
    [
        ("vgr", {"uppdragsagare"}, {"forvaltningsledning"}),
        ("region", {"processagare"}, {"linjechef", "omradeschef", "koncerndirektor", "regiondirektor"}),
        ("eskilstuna", {"processteam", "pug", "plg"}, {"pug", "plg", "klg"}),
        ("pop", {"bestallare"}, {"ledning"}),
    ],
)
def test_what_lies_beyond_the_frame_is_decided_above_the_owner_in_every_profile(
    profile: str, within: set[str], beyond: set[str]
) -> None:
    governs = product_profile(profile)
    found = benefit_case.elements()

    def able(element: str) -> set[str]:
        drawn = found[element]
        return {role.key for role in routing.candidates(governs, drawn.role, drawn.mandate)}

    assert able("ut_besluta_atgard") == within
    assert able("ut_besluta_avvikelse") == beyond


def test_goals_of_a_secret_case_are_reported_to_those_who_work_in_it(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    measured.measure(engine, UUID(case), UUID(robot.get("/me", demo.LEAD)["id"]))

    assert robot.get("/benefits", "emma-rydberg")["items"] == []
    assert {one["case"] for one in robot.get("/benefits", demo.LEAD)["items"]} == {case}
    # Of two goals, one is reached and one has not been measured; pages follow each other.
    first = robot.get("/benefits", demo.LEAD, limit=1)
    assert (first["counts"]["reached"], first["counts"]["not_judged"], first["realised"]) == (1, 1, 50)
    second = robot.get("/benefits", demo.LEAD, limit=1, after=first["next"])
    assert (second["items"][0]["name"], second["next"]) == ("Uteblivna besök", None)


@pytest.mark.parametrize("value", ["1e15", "-1e999", "0.0000001", "9" * 4301])
def test_a_value_that_nobody_can_have_measured_is_refused(
    engine: Engine, client: FlaskClient, value: str
) -> None:
    # The pages of all goals could not be shown for one of so many digits.
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, demo.START)["id"]
    reporting.staff(engine, case)
    measured.measure(engine, UUID(case), UUID(robot.get("/me", demo.LEAD)["id"]))
    _, goal = robot.get("/benefits", demo.LEAD)["items"]

    rows = {"items": [{"goal": goal["id"], "value": value}]}
    path = f"/cases/{case}/measurements"
    refused = lending.post(robot, reporting.LEADER, path, rows, code=422)
    assert [one["pointer"] for one in refused["errors"]] == ["/items/0/value"]
    for allowed in ("0", "-999999999999999", "0.000001"):
        rows["items"][0]["value"] = allowed
        lending.post(robot, reporting.LEADER, path, rows, code=200)
    assert robot.get("/benefits", demo.LEAD)["items"][1]["total"]["value"] == "0.000001"
