"""What a decision leads to, and how far the steps of a case have come, over the wire."""

import demo
from flask.testing import FlaskClient

from engine.door import Engine


def test_a_task_tells_what_each_outcome_leads_to(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, demo.START)
    task = robot.get("/tasks", "maria-lindqvist", case=case["id"])["items"][0]

    outcomes = robot.get(f"/tasks/{task['id']}", "maria-lindqvist")["outcomes"]

    told = {one["value"]: [(to["kind"], to["name"]) for to in one["next"]] for one in outcomes}
    assert told == {
        "bereda": [("task", "Utse uppdragsägare")],
        "infora_direkt": [("task", "Utse uppdragsägare")],
        "handlagga_annat_satt": [("end", "Handläggs på annat sätt")],
        "avsluta": [("end", "Avslutat före införande")],
    }
    assert outcomes[0]["label"] == "Bereda ärendet"
    assert outcomes[0]["next"][0]["role"] == "Förvaltningsledningen"
    assert all(to["certain"] for one in outcomes for to in one["next"])


def test_a_task_without_an_outcome_offers_none(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    for _ in range(2):
        robot.round(case["id"])
    tasks = robot.get("/tasks", "maria-lindqvist", case=case["id"], whose="case")["items"]
    plain = next(one for one in tasks if one["mandate"] is None)

    assert robot.get(f"/tasks/{plain['id']}", "maria-lindqvist")["outcomes"] == []


def test_steps_count_their_instances_and_say_when(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, {"ut_besluta_hantering": {"utfall": "bereda"}})
    case = robot.start(demo.LEAD, demo.START)
    seen: dict[str, tuple[int, int]] = {}
    for _ in range(40):
        steps = {
            one["element_id"]: one for one in robot.get(f"/cases/{case['id']}/steps", demo.LEAD)["items"]
        }
        inner = steps["ut_planera_forandring"]
        if inner["state"] != "coming":
            break
        robot.round(case["id"])
        seen = {key: (one["done"], one["total"]) for key, one in steps.items()}
    assert inner["total"] > 0
    assert seen["ut_inhamta_regionomraden"] == (3, 3)
    assert (steps["sp_bereda"]["done"], steps["sp_bereda"]["total"]) == (0, 0)
    assert steps["sp_bereda"]["started_at"] <= steps["sp_bereda"]["ended_at"]
    assert steps["sp_infora"]["started_at"]
    assert steps["sp_infora"]["ended_at"] is None
    assert steps["sp_forvalta_folja_upp"]["started_at"] is None
