"""Status reports over HTTP: handed in, read back, and kept to those who may see the case."""

from typing import Any

import demo
import lending
import pytest
import reporting
import team
from flask.testing import FlaskClient
from reporting import LEADER, OWNER
from robot import Robot

from engine.door import Engine

OUTSIDER = "emma-rydberg"
DECISION = {
    "fraga": "Får vi börja i Söder?",
    "forslag": "Ja.",
    "ram": "inom_ram",
    "senast": "2026-12-01",
}


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


def test_an_extra_report_writes_its_rows_and_takes_off_what_it_leaves_out(robot: Robot, case: str) -> None:
    path, report = f"/cases/{case}", f"/cases/{case}/status-reports"
    stones = [{"namn": name, "planerad": "2026-11-01"} for name in ("Start", "Slut")]
    dangers = [{"beskrivning": name, "sannolikhet": 2, "konsekvens": 3} for name in ("Brand", "Sjukdom")]
    rows = {"milstolpar": stones, "risker": dangers, "ekonomi": {"budget_sek": 100}}
    post(robot, LEADER, report, {"answers": reporting.answers(**rows)}, 201)
    assert [one["name"] for one in robot.get(f"{path}/milestones", LEADER)["items"]] == ["Start", "Slut"]
    assert robot.get(f"{path}/budget", LEADER)["items"][0]["planned"] == "100"

    # A report that says nothing of them leaves them be.
    post(robot, LEADER, report, {"answers": reporting.answers()}, 201)
    begun = robot.get(f"{report}/next", LEADER)["answers"]
    assert [len(begun[name]) for name in ("milstolpar", "risker")] == [2, 2]
    assert {one["status"] for one in begun["delstatus"].values()} == {"gron"}
    kept = {name: begun[name][1:] for name in ("milstolpar", "risker")}
    made = post(robot, LEADER, report, {"answers": reporting.answers(**kept)}, 201)

    after = robot.get(f"{report}/next", LEADER)["answers"]
    assert [one["milstolpe"] for one in after["milstolpar"]] == [begun["milstolpar"][1]["milstolpe"]]
    assert [one["risk"] for one in after["risker"]] == [begun["risker"][1]["risk"]]
    gone = robot.get(f"/status-reports/{made['id']}", OUTSIDER)["content"]["avforda"]
    assert (gone["milstolpar"], len(gone["risker"])) == (["Start"], 1)
    trail = robot.get(f"{path}/trail", OUTSIDER)["items"]
    assert [one["details"]["subject"] for one in trail if one["kind"] == "progress-removed"] == [
        f"Start, {gone['risker'][0]}"
    ]


def test_a_suspended_case_takes_no_report_and_nothing_of_how_far_it_has_come(robot: Robot, case: str) -> None:
    post(robot, "stefan-aberg", f"/cases/{case}/suspend", {"reason": "Vi väntar."}, 204)

    planned = {"items": [{"name": "Start", "planned_on": "2026-09-01"}]}
    path = f"/cases/{case}/status-reports"
    for where, body in (
        (path, {"answers": reporting.answers()}),
        (f"{path}/request", {}),
        (f"/cases/{case}/milestones", planned),
    ):
        assert "pausat" in post(robot, LEADER, where, body, 409)["detail"], where
    post(robot, "stefan-aberg", f"/cases/{case}/cancel", {"reason": "Det blir inget."}, 204)
    assert "avslutat" in post(robot, OWNER, path, {"answers": reporting.answers()}, 409)["detail"]
    measured = {"items": [{"goal": case, "value": "1"}]}
    assert "avslutat" in post(robot, OWNER, f"/cases/{case}/measurements", measured, 409)["detail"]
    assert robot.get(path, OUTSIDER)["items"] == []


def test_a_report_is_not_asked_for_where_the_case_does_not_report(robot: Robot, case: str) -> None:
    path = f"/cases/{case}/status-reports/request"

    assert "ärendet inte nu" in post(robot, OWNER, path, {"why": "Nu"}, 409)["detail"]
    post(robot, OUTSIDER, path, {}, 403)
