"""Status reports: who writes and who receives, what is kept, what a correction is, what is escalated."""

from datetime import date, timedelta
from typing import Any

import demo
import lending
import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance import calendar
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from forms.example import example
from web.cli import models

LEADER, OWNER, CHAIR, ADMIN = "olga-ivanova", "johan-bergstrom", "maria-lindqvist", "stefan-aberg"
PARTS = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
GREEN = {"status": "gron", "trend": "oforandrad"}
RED = {"status": "rod", "trend": "samre", "kommentar": "Två saknas.", "atgard": "Låna."}
HOLD = """INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at)
SELECT gen_random_uuid(), s.id, p.id, '2020-01-01', now() FROM seat s, person p
 WHERE s.scope_id = :case AND s.role = :role AND p.key = :person"""
ESCALATION = {
    "vag": "eskalera",
    "typ": "problem",
    "beskrivning": "Utbildarna räcker inte.",
    "konsekvens_om_ej": "Starten skjuts upp.",
    "rekommendation": "Två till.",
    "bradska": "hog",
}


def report(**more: Any) -> dict[str, Any]:
    """Return a report where all is well, but for what is said."""
    parts = {one: more.pop(one, GREEN) for one in PARTS}
    whole = {"sammanfattning": "Enligt plan.", "delstatus": parts, "status_total": "gron"}
    return {**whole, "trend": "oforandrad", "period_fran": "2026-11-01", "period_till": "2026-11-22", **more}


class Reporting:
    """A case that reports, with its leader and its owner. The process runs alone here, as others call it."""

    def __init__(self, engine: Engine, client: FlaskClient) -> None:
        organisation = engine.ask(Organisations(), RALS)[0].id
        engine.do(PublishModel(models.files_of(PRODUCT / "bpmn" / "statusrapportering"), organisation), RALS)
        self.engine, self.robot = engine, demo.robot(engine, client, {})
        body = {"process": "statusrapportering", "answers": {}}
        started = client.post("/api/v1/cases", json=body, headers=self.robot.people[demo.LEAD])
        assert started.status_code == 201, started.get_data(as_text=True)
        self.case = started.json["case"]["id"]
        for role, person in (("projektledare", LEADER), ("uppdragsagare", OWNER)):
            self.sql(HOLD, role=role, person=person)

    def sql(self, statement: str, **values: Any) -> list[Any]:
        with self.engine.database.transaction() as connection:
            found = connection.execute(text(statement), {"case": self.case, **values})
            return list(found) if found.returns_rows else []

    def task(self, who: str) -> dict[str, Any]:
        (one,) = self.robot.get("/tasks", who, case=self.case)["items"]
        found: dict[str, Any] = self.robot.get(f"/tasks/{one['id']}", who)
        return found

    def hand_in(self, who: str, answers: dict[str, Any], task: str | None = None, code: int = 200) -> Any:
        one = task or self.task(who)["id"]
        path = f"/api/v1/tasks/{one}/complete"
        got = self.robot.client.post(path, json={"answers": answers}, headers=self.robot.people[who])
        assert got.status_code == code, got.get_data(as_text=True)
        return got.json


@pytest.fixture
def reporting(engine: Engine, client: FlaskClient) -> Reporting:
    return Reporting(engine, client)


def corrected(reporting: Reporting, unit: str) -> None:
    """Hand in a report with rows of every kind, and then one that corrects it."""
    rows = {
        "milstolpar": [{"namn": "Utbildning", "planerad": "2027-01-15"}],
        "risker": [{"beskrivning": "Semestern", "sannolikhet": 3, "konsekvens": 4}],
        "ekonomi": {"budget_sek": 100000, "utfall_sek": 2500.5},
        "inforandegrad": [{"enhet": unit, "status": "pagar"}],
    }
    reporting.hand_in(LEADER, report(**rows))
    reporting.hand_in(OWNER, {"rattas": True, "att_ratta": "Budgeten är fel."})
    begun = reporting.task(LEADER)["draft"]
    (milestone,), (risk,) = begun["milstolpar"], begun["risker"]
    assert (milestone["planerad"], risk["konsekvens"]) == ("2027-01-15", 4)
    assert (begun["ekonomi"]["budget_sek"], begun["inforandegrad"][0]["enhet"]["id"]) == (100000, unit)
    reached = [{**milestone, "utfall": "2027-01-14"}]
    reporting.hand_in(LEADER, {**begun, "ekonomi": {"budget_sek": 120000}, "milstolpar": reached})
    reporting.hand_in(OWNER, {"kommentar": "Tack."})


@pytest.mark.krav("RH-STAT-02")
def test_only_the_project_leader_reports_and_it_is_the_owner_who_receives(reporting: Reporting) -> None:
    written = reporting.task(LEADER)
    assert written["element_id"] == "ut_skriv_statusrapport"
    reporting.hand_in(demo.LEAD, report(), written["id"], code=403)
    reporting.hand_in(LEADER, report())

    assert reporting.task(OWNER)["element_id"] == "ut_kvittera_statusrapport"
    reporting.hand_in(OWNER, {})
    assert reporting.robot.get(f"/cases/{reporting.case}", LEADER)["ended_in"] == "end_kvitterad"


def test_a_correction_is_a_report_of_its_own_and_what_was_handed_in_stays(reporting: Reporting) -> None:
    unit = reporting.sql("SELECT id FROM unit WHERE kind = 'enhet' ORDER BY code LIMIT 1")[0]
    corrected(reporting, str(unit.id))

    first, second = reporting.sql("SELECT * FROM status_report WHERE case_id = :case ORDER BY number")
    budgets = [one.content["ekonomi"]["budget_sek"] for one in (first, second)]
    assert budgets == [100000, 120000]
    assert (first.corrects_id, second.corrects_id) == (None, first.id)
    assert (first.receipt, second.receipt) == ("Budgeten är fel.", "Tack.")
    assert (first.role, set(first.parts)) == ("projektledare", set(PARTS))
    assert first.due_on > first.submitted_at.date()
    (kept,) = reporting.sql("SELECT * FROM milestone WHERE case_id = :case")
    assert (kept.name, kept.reached_on) == ("Utbildning", date(2027, 1, 14))
    assert len(reporting.sql("SELECT * FROM risk WHERE case_id = :case")) == 1
    (money,) = reporting.sql("SELECT planned, used FROM budget WHERE case_id = :case")
    assert (money.planned, float(money.used)) == (120000, 2500.5)
    (rolled,) = reporting.sql("SELECT status FROM rollout WHERE case_id = :case")
    assert rolled.status == "pagar"


@pytest.mark.krav("RH-ROLE-UA-07", "RH-ROLE-UA-08")
def test_the_owner_escalates_a_problem_in_a_red_report_to_the_management_team_which_answers(
    reporting: Reporting,
) -> None:
    reporting.hand_in(LEADER, report(tid=RED, status_total="rod", kommentar="Två saknas.", atgard="Låna."))
    reporting.hand_in(OWNER, {})
    offered = reporting.task(OWNER)
    assert offered["element_id"] == "ut_overvag_eskalering"
    assert offered["draft"]["bradska"] == "hog"
    reporting.hand_in(OWNER, {**ESCALATION, "senast": "2026-12-24"})

    (raised,) = reporting.sql("SELECT * FROM escalation")
    (number,) = reporting.sql("SELECT id FROM status_report WHERE case_id = :case")
    assert (str(raised.about_id), raised.report_id, raised.kind) == (reporting.case, number.id, "problem")
    (level,) = reporting.sql("SELECT role, due_at - reached_at AS given FROM escalation_level")
    assert (level.role, level.given.days) == ("forvaltningsledning", 7)
    (task,) = reporting.robot.get("/tasks", CHAIR, case=str(raised.case_id))["items"]
    whole = reporting.robot.get(f"/tasks/{task['id']}", CHAIR)
    # Nobody holds the level above, so there is nothing to pass on to.
    (options,) = [one["values"] for one in whole["form"]["components"] if one.get("key") == "utfall"]
    assert [one["value"] for one in options] == ["beslutat", "aterford"]
    wanted = {"utfall": "beslutat", "motivering": "Två till.", "beslutsfattare": demo.CHAIR, "jav": False}
    reporting.hand_in(CHAIR, example(whole["form"], wanted, reporting.robot.today()), task["id"])

    kinds = {row.kind for row in reporting.sql("SELECT kind FROM trail WHERE case_id = :case")}
    assert {"status-reported", "escalated", "escalation-answered"} <= kinds


@pytest.mark.krav("RH-STAT-03")
def test_a_report_that_is_not_written_is_late_and_the_owner_is_told_three_working_days_later(
    reporting: Reporting,
) -> None:
    robot, late = (
        reporting.robot,
        "SELECT p.key FROM notice n JOIN person p ON p.id = n.person_id WHERE n.subject LIKE '%försenad%'",
    )
    assert robot.get("/tasks", LEADER, case=reporting.case, due="overdue")["items"] == []
    robot.advance("P9D")
    demo.wake(reporting.engine)
    assert len(robot.get("/tasks", LEADER, case=reporting.case, due="overdue")["items"]) == 1
    assert reporting.sql(late) == []
    robot.advance("P7D")
    demo.wake(reporting.engine)
    assert {row.key for row in reporting.sql(late)} == {LEADER, OWNER}

    reporting.hand_in(LEADER, report())
    reporting.hand_in(OWNER, {"rattas": True, "att_ratta": "Perioden är fel."})
    reporting.hand_in(LEADER, report())
    kept = robot.get(f"/cases/{reporting.case}/status-reports", OWNER)["items"]
    assert [(one["number"], one["late"]) for one in kept] == [(2, False), (1, True)]


def test_a_report_that_the_operator_gives_more_time_is_not_called_late_until_it_is(
    reporting: Reporting,
) -> None:
    robot, engine = reporting.robot, reporting.engine
    works = calendar.read(robot.get("/calendar", ADMIN))
    later = works.after(engine.now(), 15)
    body = {"due_at": later.isoformat(), "reason": "Underlaget kommer senare."}
    lending.post(robot, ADMIN, f"/cases/{reporting.case}/tasks/{reporting.task(LEADER)['id']}/due", body, 204)

    told = []
    for instant in (later, works.after(later, 3) - timedelta(hours=2), works.after(later, 3)):
        robot.advance(f"PT{int((instant - engine.now()).total_seconds()) + 60}S")
        demo.wake(engine)
        told.append(
            len(reporting.sql("SELECT id FROM notice WHERE subject LIKE 'Statusrapporten är försenad%'"))
        )
    assert told == [0, 0, len({LEADER, OWNER})]


def test_a_question_about_a_case_is_answered_to_whoever_raised_it_and_to_those_who_lead_the_case(
    reporting: Reporting,
) -> None:
    robot = reporting.robot
    form = robot.get("/process-definitions/eskalering/start-form", OWNER)["form"]
    wanted = {**ESCALATION, "rubrik": "Fler utbildare", "senast": "2026-12-24"}

    def raise_about(number: str) -> Any:
        answers = {**example(form, wanted, robot.today()), "om_arende": number}
        answers.pop("processnod", None)
        body = {"process": "eskalering", "answers": answers}
        return robot.client.post("/api/v1/cases", json=body, headers=robot.people[OWNER])

    refused = raise_about("ARB-1999-00001")
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/answers/om_arende")
    assert reporting.sql("SELECT * FROM escalation") == []
    raised = raise_about(robot.get(f"/cases/{reporting.case}", OWNER)["number"])
    assert raised.status_code == 201, raised.get_data(as_text=True)
    (task,) = robot.get("/tasks", CHAIR, case=raised.json["case"]["id"])["items"]
    whole = robot.get(f"/tasks/{task['id']}", CHAIR)
    answer = {"utfall": "aterford", "motivering": "Lös det.", "beslutsfattare": demo.CHAIR, "jav": False}
    reporting.hand_in(CHAIR, example(whole["form"], answer, robot.today()), task["id"])

    told = reporting.sql(
        "SELECT p.key FROM notice n JOIN person p ON p.id = n.person_id WHERE n.subject LIKE 'Eskaleringen är återförd%'"
    )
    assert {row.key for row in told} == {LEADER, OWNER}


def test_a_report_that_is_posted_completes_the_task_as_the_page_does(reporting: Reporting) -> None:
    path = f"/api/v1/cases/{reporting.case}/status-reports"
    leader = reporting.robot.people[LEADER]
    begun = reporting.robot.get(f"/cases/{reporting.case}/status-reports/next", LEADER)

    made = reporting.robot.client.post(path, json={"answers": report()}, headers=leader)
    extra = reporting.robot.client.post(path, json={"answers": report()}, headers=leader)

    assert begun["task_id"]
    assert {key: begun["answers"][key] for key in ("period_till", "milstolpar")} == {
        "period_till": reporting.robot.today().isoformat(),
        "milstolpar": [],
    }
    assert (made.status_code, made.json["number"], made.json["role"]) == (201, 1, "projektledare")
    assert [
        one["element_id"] for one in reporting.robot.get("/tasks", OWNER, case=reporting.case)["items"]
    ] == ["ut_kvittera_statusrapport"]
    assert (extra.status_code, extra.json["number"], extra.json["due_on"]) == (201, 2, None)
