"""Status reports over HTTP: handed in, read back, and kept to those who may see the case."""

from typing import Any
from uuid import UUID

import demo
import keys
import lending
import measured
import pytest
import reporting
import team
from flask.testing import FlaskClient
from reporting import LEADER, OWNER
from robot import Robot
from sqlalchemy import text

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from web.cli import models

OUTSIDER = "emma-rydberg"
# What says something else than the first time.
DIFFERENT: dict[str, Any] = {
    "milestones": {"name": "Slut"},
    "risks": {"likelihood": 5},
    "rollout": {"status": "infort"},
    "budget": {"planned": "1"},
    "measurements": {"value": "8"},
    "answers": reporting.answers("gul"),
}
DECISION = {
    "fraga": "Får vi börja i Söder?",
    "forslag": "Ja.",
    "ram": "inom_ram",
    "senast": "2026-12-01",
}


@pytest.fixture
def robot(engine: Engine, client: FlaskClient) -> Robot:
    return demo.robot(engine, client, {})


@pytest.fixture
def case(engine: Engine, robot: Robot) -> str:
    started: str = robot.start(demo.LEAD, demo.START)["id"]
    reporting.staff(engine, started)
    return started


def post(robot: Robot, who: str, path: str, body: Any, code: int) -> Any:
    return lending.post(robot, who, path, body, code)


def test_an_extra_report_is_kept_told_of_and_corrected(robot: Robot, case: str) -> None:
    said = reporting.answers("gul", "samre", beslut_som_behovs=[DECISION])
    path = f"/cases/{case}/status-reports"

    first = post(robot, LEADER, path, {"answers": said}, 201)
    second = post(robot, LEADER, path, {"answers": reporting.answers(), "corrects": first["id"]}, 201)

    assert (first["number"], first["total"], first["trend"], first["due_on"]) == (1, "gul", "samre", None)
    assert (first["submitted_by"], first["role"]) == ("Olga Ivanova", "projektledare")
    assert second["corrects"] == 1
    listed = robot.get(path, OUTSIDER)["items"]
    assert [one["number"] for one in listed] == [2, 1]
    whole = robot.get(f"/status-reports/{first['id']}", OUTSIDER)
    assert whole["content"]["beslut_som_behovs"][0].items() >= DECISION.items()
    assert (whole["leader"], whole["owner"]) == ("Olga Ivanova", "Johan Bergström")
    assert whole["corrected_by"] == 2
    trail = robot.get(f"/cases/{case}/trail", OUTSIDER)["items"]
    assert [one["details"]["number"] for one in trail if one["kind"] == "status-reported"] == [2, 1]


def test_the_next_report_begins_with_what_is_known(robot: Robot, case: str) -> None:
    planned = {"name": "Utbildning klar", "planned_on": "2026-11-01", "forecast_on": "2026-11-15"}
    stone = post(robot, LEADER, f"/cases/{case}/milestones", {"items": [planned]}, 200)["items"][0]
    danger = {"description": "Sjukdom", "likelihood": 4, "consequence": 5}
    post(robot, LEADER, f"/cases/{case}/risks", {"items": [danger]}, 200)
    money = {"planned": "860000", "used": "320000.50"}
    post(robot, OWNER, f"/cases/{case}/budget", {"items": [money]}, 200)
    steps = [{"text": "Börja i Söder"}]
    said = reporting.answers(nasta_steg=steps, beroenden="Nytt journalsystem.")
    post(robot, LEADER, f"/cases/{case}/status-reports", {"answers": said}, 201)

    begun = robot.get(f"/cases/{case}/status-reports/next", LEADER)

    assert (begun["number"], begun["task_id"]) == (2, None)
    answers = begun["answers"]
    assert answers["period_fran"] == "2026-10-31"
    assert answers["genomfort"] == steps
    assert answers["beroenden"] == "Nytt journalsystem."
    assert answers["milstolpar"] == [
        {"milstolpe": stone["id"], "planerad": "2026-11-01", "prognos": "2026-11-15"}
    ]
    assert answers["risker"][0]["sannolikhet"] == 4
    assert answers["ekonomi"]["utfall_sek"] == 320000.5
    areas = [row["enhet"]["namn"] for row in answers["inforandegrad"]]
    assert {"Regionområde Norr", "Regionområde Söder"} <= set(areas)


def test_how_far_a_case_has_come_is_written_by_those_who_answer_and_changed_in_place(
    robot: Robot, case: str
) -> None:
    path = f"/cases/{case}/milestones"
    planned = {"name": "Start", "planned_on": "2026-09-01"}
    row = post(robot, LEADER, path, {"items": [planned]}, 200)["items"][0]
    post(robot, LEADER, path, {"items": [{**planned, "id": row["id"], "reached_on": "2026-09-02"}]}, 200)

    assert [one["reached_on"] for one in robot.get(path, OUTSIDER)["items"]] == ["2026-09-02"]
    refused = post(robot, OUTSIDER, path, {"items": [planned]}, 403)
    assert "projektledare eller uppdragsägare" in refused["detail"]
    stranger = {**planned, "id": case}
    refused = post(robot, LEADER, path, {"items": [stranger]}, 422)
    assert refused["errors"][0]["pointer"] == "/items/0/id"
    units = robot.get(f"/cases/{case}/rollout", OUTSIDER)["items"]
    begun = {"unit": units[0]["unit"], "status": "pagar"}
    found = post(robot, LEADER, f"/cases/{case}/rollout", {"items": [begun]}, 200)["items"]
    assert [one["status"] for one in found if one["unit"] == begun["unit"]] == ["pagar"]
    too_many = {**begun, "units_total": 2, "units_done": 3}
    post(robot, LEADER, f"/cases/{case}/rollout", {"items": [too_many]}, 422)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"status_total": "blå"}, "/answers/status_total"),
        ({"period_till": "2026-09-01"}, "/answers/period_till"),
        ({"status_total": "rod"}, "/answers/kommentar"),
        ({"okant": 1}, "/answers/okant"),
    ],
)
def test_a_report_with_a_fault_is_refused_where_the_fault_is(
    robot: Robot, case: str, wrong: dict[str, Any], where: str
) -> None:
    body = {"answers": {**reporting.answers(), **wrong}}

    refused = post(robot, LEADER, f"/cases/{case}/status-reports", body, 422)

    assert refused["errors"][0]["pointer"] == where


def test_reports_of_a_secret_case_are_seen_only_by_those_who_work_in_it(engine: Engine, robot: Robot) -> None:
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    reporting.staff(engine, case, leader=demo.LEAD)
    body = {"answers": reporting.answers()}
    report = post(robot, demo.LEAD, f"/cases/{case}/status-reports", body, 201)["id"]

    def code(who: str, path: str) -> int:
        return robot.client.get(f"/api/v1{path}", headers=robot.people[who]).status_code

    for path in (f"/status-reports/{report}", f"/cases/{case}/status-reports"):
        assert (code(OUTSIDER, path), code(demo.LEAD, path)) == (404, 200), path


def test_a_report_completes_the_open_task_that_asks_for_it(engine: Engine, client: FlaskClient) -> None:
    form = team.FORM.replace(b"f_laget", b"f_statusrapport")
    task = team.user("ut_skriv", 'rals:form="f_statusrapport"')
    robot = team.settle(engine, client, f"{task}{team.flows('se', 'ut_skriv', 'end')}", form)
    case = team.start(robot)
    path = f"/cases/{case}/status-reports"

    assert robot.get(f"{path}/next", OUTSIDER)["task_id"] is None
    assert robot.get(f"{path}/next", team.FATIMA)["task_id"]
    refused = post(robot, team.FATIMA, path, {"answers": {}}, 422)
    assert refused["errors"][0]["pointer"] == "/answers/underlag"
    # This little process keeps no report of what was handed in.
    headers = {**robot.people[team.FATIMA], "Idempotency-Key": "rapport-1"}
    for _ in range(2):  # the same answer again, though no task is open any more
        told = client.post(f"/api/v1{path}", json={"answers": team.ANSWERS}, headers=headers)
        assert told.status_code == 409
        assert "processen har inte lagt in någon rapport" in told.json["detail"]
    assert robot.get(f"/cases/{case}", OUTSIDER)["state"] == "ended"


@pytest.mark.parametrize(
    "kind", ["status-reports", "milestones", "risks", "rollout", "budget", "measurements"]
)
def test_the_same_request_again_changes_nothing(engine: Engine, robot: Robot, case: str, kind: str) -> None:
    measured.measure(engine, UUID(case), keys.person(engine, LEADER).person_id or UUID(int=0))
    goal = robot.get(f"/cases/{case}/measurements", LEADER)["items"][0]["goal"]
    unit = robot.get(f"/cases/{case}/rollout", LEADER)["items"][0]["unit"]
    rows = {
        "milestones": {"name": "Start", "planned_on": "2026-09-01"},
        "risks": {"description": "Sjukdom", "likelihood": 4, "consequence": 5},
        "rollout": {"unit": unit, "status": "pagar"},
        "budget": {"planned": "860000"},
        "measurements": {"goal": goal, "value": "7"},
    }
    body = {"items": [rows[kind]]} if kind in rows else {"answers": reporting.answers()}
    headers = {**robot.people[LEADER], "Idempotency-Key": "en-gang"}
    path = f"/api/v1/cases/{case}/{kind}"

    def sent(one: Any) -> Any:
        return robot.client.post(path, json=one, headers=headers)

    first = sent(body)
    assert first.status_code in (200, 201), first.json
    before = _written(engine)
    again = sent(body)
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert _written(engine) == before
    other = (
        {"items": [{**rows[kind], **DIFFERENT[kind]}]} if kind in rows else {"answers": DIFFERENT["answers"]}
    )
    refused = sent(other)
    assert refused.status_code == 422
    assert "Idempotency-Key" in refused.json["detail"]
    assert _written(engine) == before


def test_a_report_that_completed_its_task_is_not_handed_in_twice(engine: Engine, client: FlaskClient) -> None:
    files = models.files_of(PRODUCT / "bpmn" / "statusrapportering")
    engine.do(PublishModel(files, engine.ask(Organisations(), RALS)[0].id), RALS)
    robot = demo.robot(engine, client, {})
    started = post(robot, demo.LEAD, "/cases", {"process": "statusrapportering", "answers": {}}, 201)
    case = started["case"]["id"]
    reporting.staff(engine, case)
    path, headers = f"/cases/{case}/status-reports", {"Idempotency-Key": "rapport-1"}
    assert robot.get(f"{path}/next", LEADER)["task_id"]

    body = {"answers": reporting.answers()}
    first, again = (
        client.post(f"/api/v1{path}", json=body, headers={**robot.people[LEADER], **headers})
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201), (first.json, again.json)
    assert again.json == first.json
    assert [one["number"] for one in robot.get(path, LEADER)["items"]] == [1]


def _written(engine: Engine) -> int:
    with engine.database.snapshot() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM trail")).scalar_one()
    return found
